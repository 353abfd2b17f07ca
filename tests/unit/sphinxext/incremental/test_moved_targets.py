"""A page takes the colour of a focus area if it is about one, and of none if about several."""

from kit.sphinxext.incremental.moved_targets import _areas


def test_a_page_is_of_the_one_focus_area_that_it_shows() -> None:
    places = {
        "focus-area/learn": [("learn/index", "learn"), ("overview", "learn")],
        "focus-area/dare": [("dare/index", "dare"), ("overview", "dare")],
        "exercise/learn/share": [("practice", "share")],
    }
    assert _areas(places) == {"learn/index": "learn", "dare/index": "dare"}


def test_an_area_that_is_shown_twice_on_a_page_is_still_one() -> None:
    assert _areas({"focus-area/learn": [("a", "1"), ("a", "2")]}) == {"a": "learn"}
