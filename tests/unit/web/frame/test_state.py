"""What the routes of a collector share is that of one book."""

from kit.web.frame.state import Look


def test_an_exercise_has_the_hue_of_its_focus_area_in_the_book() -> None:
    look = Look("Our book", ("learn", "dare"))
    assert look.hue("learn/share") != look.hue("dare/share")
    assert look.hue("dare/ask") == look.hue("dare/share")
    assert look.hue("elsewhere/ask") is None
