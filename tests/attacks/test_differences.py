"""Attackers who open rounds and subtract: over the tree, over time, over versions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kit.ballots import CloseRound, CloseSession, OpenRound, WithdrawRound, results_of
from tests.organisation import Organisation


def refused(organisation: Organisation, root: str, **others: object) -> str | None:
    return organisation.ask(OpenRound(organisation.plan(root, **others))).code


@pytest.mark.parametrize("second", ["all", "health", "day", "roads"])
def test_no_unit_is_in_two_rounds_at_once(organisation: Organisation, second: str) -> None:
    organisation.open("all")
    assert refused(organisation, second) == "in-another-round"


@pytest.mark.parametrize(
    ("first", "second"), [("day", "all"), ("day", "health"), ("health", "day")]
)
def test_neither_a_team_below_nor_a_department_above_may_ask_beside(
    organisation: Organisation, first: str, second: str
) -> None:
    organisation.open(first)
    assert refused(organisation, second) == "in-another-round"


def test_teams_beside_each_other_may(organisation: Organisation) -> None:
    organisation.open("day")
    assert refused(organisation, "night") is None


def test_asking_again_waits_until_colleagues_have_changed(organisation: Organisation) -> None:
    round_id = organisation.open("day")
    organisation.answer(round_id, {"day": [organisation.vector(3)] * 6})
    organisation.close(round_id)
    organisation.day += timedelta(days=13)
    assert refused(organisation, "day") == "released-lately"
    assert refused(organisation, "all") == "released-lately"
    organisation.day += timedelta(days=1)
    assert refused(organisation, "day") is None


def test_a_clock_set_back_does_not_shorten_the_wait(organisation: Organisation) -> None:
    round_id = organisation.open("day")
    organisation.answer(round_id, {"day": [organisation.vector(3)] * 6})
    organisation.close(round_id)
    organisation.day -= timedelta(days=400)
    assert refused(organisation, "day") == "released-lately"


def test_a_clock_set_forward_releases_nothing(organisation: Organisation) -> None:
    round_id = organisation.open("day", closes_on=organisation.day + timedelta(days=7))
    organisation.answer(round_id, {"day": [organisation.vector(3)] * 6})
    organisation.day += timedelta(days=4000)
    organisation.store.close()
    organisation.store = organisation.reopened()
    found = results_of(organisation.store, round_id)
    assert found is None or not found.figures


def test_another_version_of_the_exercise_is_the_same_exercise(organisation: Organisation) -> None:
    organisation.open("day")
    renamed = replace(
        organisation.exercise,
        exercise_id="learn/anew",
        formerly=(organisation.exercise.exercise_id,),
        fingerprint="0" * 32,
    )
    organisation.exercise = renamed
    assert refused(organisation, "day") == "in-another-round"


def test_closing_early_and_withdrawing_the_round_does_not_allow_another_at_once(
    organisation: Organisation,
) -> None:
    """Else a team of six closes, one leaves the room, and five answer again."""
    round_id = organisation.open("health")
    organisation.answer(round_id, {"day": [organisation.vector(3)] * 6})
    organisation.ask(CloseSession(round_id, "day"))
    organisation.ask(WithdrawRound(round_id))
    assert refused(organisation, "day") == "released-lately"


def test_early_closing_cannot_isolate_the_late(organisation: Organisation) -> None:
    """Day closes with 6; night has 3: health must not show 9, nor all 14 less roads' 5."""
    round_id = organisation.open("all")
    three = [organisation.vector(3)]
    organisation.answer(round_id, {"day": three * 6, "night": three * 3, "roads": three * 5})
    organisation.ask(CloseSession(round_id, "day"))
    assert organisation.ask(CloseSession(round_id, "night")).code == "still-sealed"
    organisation.ask(CloseRound(round_id))
    found = results_of(organisation.store, round_id)
    assert found is not None
    included = {unit: figures.included for unit, figures in found.figures.items()}
    assert included == {"day": 6, "health": 6, "roads": 5, "all": 11}
    assert not found.figures["health"].complete


def test_a_closed_session_never_reopens(organisation: Organisation) -> None:
    round_id = organisation.open("day")
    organisation.answer(round_id, {"day": [organisation.vector(3)] * 6})
    assert organisation.close(round_id).done
    assert not organisation.close(round_id).done
    assert organisation.ask(WithdrawRound(round_id)).code == "already-closed"
