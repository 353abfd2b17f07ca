"""A meeting that is prepared: kept for its day, started once, held in its sittings."""

from dataclasses import replace
from datetime import timedelta

from kit.ballots import WithdrawRound, decide_on_results, delete_old_rounds
from kit.web.access.meetings import (
    KEPT,
    Meeting,
    drop_meeting,
    forget_meetings,
    hold_sitting,
    meeting_of_round,
    meetings_of,
    note_outcome,
    prepare,
    start_meeting,
)
from kit.web.access.tables import meeting
from tests.unit.ballots.conftest import TODAY, Organisation

LATER = TODAY + timedelta(days=3)
MADE = Meeting("a", "learn/x", "To learn", TODAY, LATER, 14 * 60, sittings=3)


def test_what_is_prepared_is_there_for_its_unit_the_next_one_first(town: Organisation) -> None:
    sooner = replace(MADE, id="s" * 22, meets_on=TODAY)
    for each in (MADE, sooner, replace(MADE, id="o" * 22, unit="b")):
        prepare(town.store, each, "leader")
    assert meetings_of(town.another(), "a") == (sooner, MADE)
    assert meetings_of(town.store, "c") == ()


def test_it_can_be_changed_and_dropped_until_it_is_started(town: Organisation) -> None:
    prepare(town.store, MADE, "leader")
    changed = replace(MADE, purpose="To listen")
    prepare(town.store, changed, "leader")
    assert meetings_of(town.store, "a") == (changed,)
    assert not drop_meeting(town.store, "b", MADE.id, "leader")
    assert start_meeting(town.store, changed, "q" * 22, "leader")
    note_outcome(town.store, replace(changed, request="q" * 22), "r" * 22, "leader")
    assert not drop_meeting(town.store, "a", MADE.id, "leader")
    found = meeting_of_round(town.store, "a", "r" * 22)
    assert found is not None
    assert found.purpose == "To listen"
    assert meeting_of_round(town.store, "b", "r" * 22) is None


def test_sittings_are_counted_once_however_often_one_presses(town: Organisation) -> None:
    prepare(town.store, MADE, "leader")
    for number, held, left in ((1, 1, 2), (1, 1, 2), (3, 3, 0), (9, 3, 0), (2, 2, 1), (-1, 0, 3)):
        (now,) = meetings_of(town.store, "a")
        now = hold_sitting(town.store, now, number, "leader")
        assert (now.held, now.left) == (held, left)
        assert meetings_of(town.store, "a") == (now,)


def test_after_some_weeks_it_is_gone_whether_anybody_prepares_one_or_not(
    town: Organisation,
) -> None:
    prepare(town.store, MADE, "leader")
    town.today = LATER + KEPT
    forget_meetings(town.store)
    assert meetings_of(town.store, "a") == (MADE,)
    town.today += timedelta(days=1)
    forget_meetings(town.store)
    assert meetings_of(town.store, "a") == ()


def test_what_was_started_or_is_anothers_is_not_written_over(town: Organisation) -> None:
    assert prepare(town.store, MADE, "leader")
    assert not prepare(town.store, replace(MADE, unit="b"), "leader")
    started = replace(MADE, request="q" * 22)
    assert start_meeting(town.store, MADE, "q" * 22, "leader")
    assert not prepare(town.store, replace(MADE, purpose="Late"), "leader")
    assert meetings_of(town.store, "a") == (started,)


def test_it_is_started_once_and_again_only_after_a_refusal(town: Organisation) -> None:
    prepare(town.store, MADE, "leader")
    first = replace(MADE, request="q" * 22)
    assert start_meeting(town.store, MADE, "q" * 22, "leader")
    for seen in (MADE, first):
        assert not start_meeting(town.store, seen, "p" * 22, "leader")
    # What came of a request that is no longer the meeting's changes nothing.
    note_outcome(town.store, replace(MADE, request="p" * 22), None, "leader")
    assert meetings_of(town.store, "a") == (first,)
    note_outcome(town.store, first, None, "leader")
    assert start_meeting(town.store, MADE, "p" * 22, "leader")
    assert meetings_of(town.store, "a") == (replace(MADE, request="p" * 22),)


def test_a_row_that_somebody_has_changed_in_the_database_is_not_used(town: Organisation) -> None:
    prepare(town.store, MADE, "leader")
    with town.store.writing() as connection:
        connection.execute(meeting.update().values(purpose="Something else"))
    assert meetings_of(town.store, "a") == ()


def test_a_meeting_goes_with_its_survey(sqlite: Organisation) -> None:
    other = replace(MADE, id="o" * 22, purpose="To listen")
    prepare(sqlite.store, MADE, "leader")
    prepare(sqlite.store, other, "leader")
    round_id = sqlite.open("a")
    assert start_meeting(sqlite.store, MADE, "q" * 22, "leader")
    note_outcome(sqlite.store, replace(MADE, request="q" * 22), round_id, "leader")
    forget_meetings(sqlite.store)
    assert len(meetings_of(sqlite.store, "a")) == 2
    assert sqlite.ask(WithdrawRound(round_id)).done
    decide_on_results(sqlite.store, "Sak 26/1", TODAY, 1, "hr")
    sqlite.wait(40)
    assert delete_old_rounds(sqlite.store, "holder") == 1
    forget_meetings(sqlite.store)
    assert meetings_of(sqlite.store, "a") == (other,)
