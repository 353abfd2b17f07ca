"""An act is the same after it has waited in the database, and nothing else becomes an act."""

from datetime import date

import pytest
from pydantic import ValidationError

from kit.ballots import Reason
from kit.ballots.acts.act import (
    ACTS,
    OUTCOMES,
    Act,
    CloseRound,
    CloseSession,
    OpenRound,
    Outcome,
    RefusedError,
    RoundPlan,
    WithdrawRound,
)
from tests.unit.ballots.conftest import exercise

PLAN = RoundPlan(
    exercise(), "town", "To learn", date(2026, 11, 1), k=8, items=True, closes_on=date(2026, 12, 1)
)


@pytest.mark.parametrize(
    "act",
    [OpenRound(PLAN), CloseSession("r", "north"), CloseRound("r"), WithdrawRound("r")],
    ids=lambda act: act.act,
)
def test_an_act_is_the_same_after_it_has_waited(act: Act) -> None:
    assert ACTS.validate_json(ACTS.dump_json(act)) == act


@pytest.mark.parametrize(
    "waiting",
    [
        '{"act": "publish-everything", "round_id": "r"}',
        '{"round_id": "r"}',
        '{"act": "close-session", "round_id": "r"}',
    ],
)
def test_what_is_no_act_of_ours_is_not_done(waiting: str) -> None:
    with pytest.raises(ValidationError):
        ACTS.validate_json(waiting)


def test_an_outcome_keeps_why_an_act_was_refused() -> None:
    refused = RefusedError(Reason.TOO_FEW_PEOPLE, unit="north")
    told = Outcome(done=False, code=refused.code, details=refused.details)
    kept = OUTCOMES.validate_json(OUTCOMES.dump_json(told))
    assert kept == told
    assert kept.code is Reason.TOO_FEW_PEOPLE
