"""Only ids of the book and whole numbers get through: nothing that somebody has said."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from kit.web.access.run_state import MOST_BYTES, RunState
from tests.unit.web.access.test_runs import state

VOTE = {"written": ["A", "", "C"], "rounds": [[3, None, 0], [4]]}


def test_a_vote_has_letters_for_what_the_room_has_written() -> None:
    assert state(votes={"": VOTE, "vote": VOTE}, vote="").names() == ({""}, {"talk", "vote"})


@pytest.mark.parametrize(
    "changes",
    [
        {"variant": "Kari sa at"},
        {"step": "talk; drop"},
        {"step": "Talk"},
        {"step": "x" * 200},
        {"spent": {"Det som ble sagt": 3}},
        {"spent": {"talk": 1.5}},
        {"spent": {"talk": -1}},
        {"minutes": {"talk": "6"}},
        {"people": 0},
        {"people": 5000},
        {"going": 1},
        {"revision": 0},
        {"without": ["talk"] * 100},
        {"votes": {"vote": {**VOTE, "written": ["Mer tid"]}}},
        {"votes": {"vote": {**VOTE, "rounds": []}}},
        {"votes": {"vote": {**VOTE, "rounds": [[2000]]}}},
        {"votes": {"vote": {**VOTE, "names": ["Kari"]}}},
        {"said": "noe"},
        {"by": "kari"},
    ],
)
def test_text_and_odd_numbers_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        RunState.model_validate_json(json.dumps(state().model_dump(mode="json") | changes))


def test_it_has_to_fit_the_programme_that_is_run() -> None:
    now = state(variant="short", without=["vote"])
    assert now.fits(["", "short"], ["talk", "vote"])
    assert not now.fits([""], ["talk", "vote"])
    assert not now.fits(["", "short"], ["talk"])


def test_a_whole_hour_fits_with_room_to_spare() -> None:
    steps = [f"an-activity-with-a-name/step-number-{n}" for n in range(20)]
    whole = state(
        minutes=dict.fromkeys(steps, 9), spent=dict.fromkeys(steps, 999), without=steps[:5]
    )
    assert len(whole.model_dump_json()) < MOST_BYTES
