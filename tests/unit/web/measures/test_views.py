"""What pages show of an agreement is in the reader's language, and no more than they need."""

from kit.measures import Asked, Origin, due
from kit.measures.keeping import Kept
from kit.web.measures.views import asked_view, due_view, kept_view
from tests.unit.measures.conftest import TODAY, agreed, asked


def test_it_is_called_by_where_it_comes_from_or_by_its_day() -> None:
    known = Kept(agreed(origin=Origin(area="Å lære", exercise="Se tilbake")), "a", "A", 1)
    assert kept_view(known, "nb")["title"] == "Se tilbake"
    assert kept_view(known, "nb")["agreed"] == "2. november 2026"
    bare = kept_view(Kept(agreed(), "a", "A", 1), "nb")
    assert (bare["title"], bare["agreed"]) == ("Avtalt 2. november 2026", "")


def test_who_is_asked_sees_the_measure_the_unit_and_the_day() -> None:
    shown = asked_view(Asked("a", "Team A", asked(text="Mer tid")), "en")
    assert (shown["unit"], shown["text"], shown["due"], shown["waits"]) == (
        "Team A",
        "Mer tid",
        "16 November 2026",
        True,
    )


def test_a_meeting_that_is_due_shows_everything_and_a_late_measure_only_itself() -> None:
    (meeting,) = due([agreed(next=TODAY)], TODAY)
    shown = due_view(meeting, "nb")
    assert shown["keep"]
    assert len(shown["measures"]) == 1
    (late,) = due([agreed(measures=(asked(),))], TODAY.replace(year=2027))
    assert due_view(late, "nb")["keep"] == ""
