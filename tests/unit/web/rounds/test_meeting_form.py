"""What is written about a meeting comes back as it was, and every fault is told at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kit.web.access.meetings import MOST_SITTINGS, Meeting
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Shared
from kit.web.rounds.meeting_form import AHEAD, FIELDS, faults, meeting_in, values_of
from tests.unit.web.conftest import Desk


@pytest.fixture
def here(desk: Desk) -> Shared:
    """Give what the pages share."""
    found: Shared = desk.app.state.shared
    return found


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    """Give a meeting of which every field is written."""
    today = desk.store.today()
    exercise = desk.collectable.exercise_id
    last = today + timedelta(days=20)
    return Meeting(
        "north", exercise, "To learn", today, today, 810, last, items=True, sittings=MOST_SITTINGS
    )


def test_a_meeting_comes_back_as_it_was_written(here: Shared, meeting: Meeting) -> None:
    for each in (meeting, replace(meeting, minute=None, shown_until=None, items=False)):
        values = values_of(each)
        assert set(values) == {"id", *FIELDS}
        assert dict(faults(here, values, "en")) == {}
        assert replace(meeting_in("north", values), id=each.id) == each


def test_every_fault_is_told_at_once(here: Shared, meeting: Meeting) -> None:
    written = values_of(meeting) | {
        "exercise": "no/exercise",
        "meets_on": (here.store.today() + AHEAD + timedelta(days=1)).isoformat(),
        "at": "25:00",
        "purpose": " ",
        "discussed_on": (here.store.today() + timedelta(days=1)).isoformat(),
        "shown_until": here.store.today().isoformat(),
        "sittings": str(MOST_SITTINGS + 1),
    }
    assert set(dict(faults(here, written, "en"))) == {*FIELDS} - {"items"}


@pytest.mark.parametrize("field", ["discussed_on", "meets_on"])
def test_a_form_with_a_day_that_is_none_is_no_meeting(meeting: Meeting, field: str) -> None:
    with pytest.raises(Refusal, match="not-understood"):
        meeting_in("north", values_of(meeting) | {field: "soon"})
