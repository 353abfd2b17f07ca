"""What a code opens once nobody can answer with it: a code that was real is never called wrong."""

from datetime import timedelta

import pytest

from kit.ballots import (
    After,
    Answered,
    CloseRound,
    CloseSession,
    Ended,
    OpenRound,
    WithdrawRound,
    round_status,
)
from kit.ballots.secrets.codes import room_code
from kit.ballots.secrets.proofs import round_proof
from kit.ballots.tables import round_
from kit.storage import audit_entries
from kit.storage.proofs import prove
from tests.unit.ballots.conftest import TODAY, Organisation, plan

VECTOR = b"\4\4\4"
LATER = TODAY + timedelta(days=30)


def _after(town: Organisation, code: str) -> After | None:
    """Return why nobody can answer with a code, none if somebody can or it opens nothing."""
    found = town.receive(lambda receiver: receiver.join(code))
    return found.after if isinstance(found, Ended) else None


def _reference(town: Organisation, round_id: str, unit: str = "a") -> str:
    status = round_status(town.store, round_id)
    assert status is not None
    (found,) = (each.slips for each in status.sessions if each.unit.id == unit)
    assert found is not None
    return found.reference


def test_a_place_that_is_not_there_is_told_before_anybody_answers(town: Organisation) -> None:
    room = town.code(town.open("b"), "b")
    sent = town.answer(room, *[VECTOR] * 5)
    assert _after(town, room) is None
    sent += town.answer(room, VECTOR)
    assert _after(town, room) is After.FULL
    town.withdraw(sent[0][0])
    assert _after(town, room) is None


def test_the_last_day_is_over_before_anybody_has_closed(town: Organisation) -> None:
    room = town.code(town.open("b", closes_on=TODAY), "b")
    town.wait(1)
    assert _after(town, room) is After.OVER


@pytest.mark.parametrize("shown_until", [None, LATER])
def test_figures_open_only_where_that_was_chosen_at_opening(
    town: Organisation, shown_until: object
) -> None:
    round_id = town.open("a", shown_until=shown_until)
    room = town.code(round_id, "a")
    town.answer(room, *[VECTOR] * 5)
    town.ask(CloseRound(round_id))
    assert _after(town, room) is (After.SHOWN if shown_until else After.CLOSED)


def test_figures_are_shown_up_to_and_including_the_last_day(town: Organisation) -> None:
    round_id = town.open("a", shown_until=LATER)
    room = town.code(round_id, "a")
    town.answer(room, *[VECTOR] * 5)
    town.ask(CloseRound(round_id))
    town.wait(30)
    assert _after(town, room) is After.SHOWN
    town.wait(1)
    assert _after(town, room) is After.CLOSED


def test_each_end_of_a_session_is_told_from_the_others(town: Organisation) -> None:
    round_id = town.open(shown_until=LATER)
    codes = {unit: town.code(round_id, unit) for unit in ("a", "b")}
    town.answer(codes["a"], *[VECTOR] * 7)
    town.answer(codes["b"], *[VECTOR] * 2)
    town.ask(CloseSession(round_id, "a"))
    town.ask(CloseSession(round_id, "b"))
    assert [_after(town, codes[unit]) for unit in "ab"] == [After.SHOWN, After.WAITING]
    town.ask(CloseRound(round_id))
    assert [_after(town, codes[unit]) for unit in "ab"] == [After.SHOWN, After.POOLED]


def test_a_round_without_any_figure_says_so(town: Organisation) -> None:
    round_id = town.open("a", shown_until=LATER)
    room = town.code(round_id, "a")
    town.answer(room, *[VECTOR] * 4)
    town.ask(CloseRound(round_id))
    assert _after(town, room) is After.NOTHING


def test_a_round_that_was_withdrawn_says_so(town: Organisation) -> None:
    round_id = town.open("a", shown_until=LATER)
    room = town.code(round_id, "a")
    town.answer(room, *[VECTOR] * 7)
    town.ask(WithdrawRound(round_id))
    assert _after(town, room) is After.WITHDRAWN


def test_what_all_slips_have_in_common_opens_the_end_and_lets_nobody_answer(
    town: Organisation,
) -> None:
    round_id = town.open("a", code="slips", shown_until=LATER)
    slips = town.slips(round_id, "a", 6)
    reference = _reference(town, round_id)
    assert _after(town, reference) is After.NOT_YET
    assert town.answer(reference, VECTOR)[0][1] is Answered.UNKNOWN_CODE
    assert town.answer(f"{slips[0]} {reference}", VECTOR)[0][1] is Answered.RECEIVED
    # The picture on a slip has both: its own is gone, what is common to all is not.
    assert _after(town, slips[0] + reference) is After.NOT_YET
    assert town.answer(slips[0] + reference, VECTOR)[0][1] is Answered.UNKNOWN_CODE
    assert _after(town, slips[1] + reference) is None
    for slip in slips[1:5]:
        town.answer(slip, VECTOR)
    town.ask(CloseRound(round_id))
    for code in (reference, slips[0] + reference, slips[5] + reference):
        assert _after(town, code) is After.SHOWN
        assert town.answer(code, VECTOR)[0][1] is Answered.CLOSED
    assert town.receive(lambda receiver: receiver.join(slips[0])) is None


def test_the_reference_is_another_in_every_unit_and_no_room_s_code(town: Organisation) -> None:
    round_id = town.open(code="slips")
    found = {_reference(town, round_id, unit) for unit in ("a", "b")}
    assert len(found) == 2
    with town.store.reading() as connection:
        sessions = connection.exec_driver_sql("SELECT id FROM session").scalars().all()
    assert not found & {room_code(town.store.code_key, each) for each in sessions}


@pytest.mark.parametrize(
    ("shown_until", "closes_on", "code"),
    [
        (TODAY - timedelta(days=1), None, "shown-too-short"),
        (TODAY + timedelta(days=4), TODAY + timedelta(days=5), "shown-too-short"),
        (TODAY + timedelta(days=367), None, "shown-too-long"),
    ],
)
def test_the_last_day_to_see_figures_comes_after_the_answers_and_within_a_year(
    sqlite: Organisation, shown_until: object, closes_on: object, code: str
) -> None:
    act = OpenRound(plan(shown_until=shown_until, closes_on=closes_on))
    assert sqlite.ask(act).code == code


def test_the_audit_has_who_may_see_the_figures_and_until_when(sqlite: Organisation) -> None:
    sqlite.open("a", shown_until=LATER)
    assert audit_entries(sqlite.store)[-1].details["shown_until"] == str(LATER)


def test_rounds_of_the_version_before_are_proven_as_they_were(town: Organisation) -> None:
    """What they lack is no part of their proof; what a round has of it is."""
    changing = {"state", "released_on", "ended_on", "erased", "proof", "shown_until"}
    row = {column.name: column.name for column in round_.columns} | {"shown_until": None}
    older = prove(
        town.store.code_key,
        "round",
        [name for name in row if name not in changing],
        [],
        [],
    )
    assert round_proof(town.store.code_key, row, [], []) == older
    assert round_proof(town.store.code_key, row | {"shown_until": LATER}, [], []) != older
