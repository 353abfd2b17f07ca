"""What closing shows, keeps and destroys, and that it can be interrupted anywhere."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kit.ballots import (
    Answered,
    CloseRound,
    CloseSession,
    Holder,
    Withdrawn,
    WithdrawRound,
    outcome,
    request_act,
    results_of,
    round_status,
)
from kit.ballots.tables import ballot, code, result, round_, session, waiting_count
from kit.storage import verify_audit
from tests.older_database import bring_back
from tests.unit.ballots.conftest import Interrupted, Organisation

ALL = {"ballot": ballot, "waiting_count": waiting_count, "code": code}


def _left(town: Organisation) -> dict[str, int]:
    with town.store.reading() as connection:
        counts = {
            name: connection.scalar(select(func.count()).select_from(table))
            for name, table in ALL.items()
        }
        slips = connection.scalar(select(func.count()).where(code.c.kind == "slip"))
    return {**counts, "code": slips}


def _keys(town: Organisation) -> list[Path]:
    assert town.settings.keys is not None
    return sorted(town.settings.keys.glob("*.key"))


def _agree(n: int) -> list[bytes]:
    return [bytes([4, 4, 4])] * n


def _filled(town: Organisation) -> str:
    """Open a round: A 7 answers, B 3, C 2, D none, nobody at the school itself."""
    round_id = town.open()
    for unit, n in (("a", 7), ("b", 3), ("c", 2)):
        replies = town.answer(town.code(round_id, unit), *_agree(n))
        assert {reply for _, reply in replies} == {Answered.RECEIVED}
    return round_id


def test_a_round_shows_units_with_enough_answers_and_pools_the_others(town: Organisation) -> None:
    round_id = _filled(town)
    done = town.ask(CloseRound(round_id))
    shown = results_of(town.store, round_id)
    assert done.done
    assert shown is not None
    assert {unit: f.included for unit, f in shown.figures.items()} == {
        "a": 7,
        "school": 7,
        "town": 12,
    }
    assert shown.head.released_on == town.today


def test_after_closing_neither_key_nor_ballot_nor_count_is_left(town: Organisation) -> None:
    round_id = _filled(town)
    town.ask(CloseRound(round_id))
    assert _left(town) == {"ballot": 0, "waiting_count": 0, "code": 0}
    assert _keys(town) == []
    with town.store.reading() as connection:
        assert set(connection.scalars(select(session.c.taken))) == {0}
        assert all(connection.scalars(select(session.c.erased)))


def test_a_team_with_enough_answers_sees_its_figures_at_once(town: Organisation) -> None:
    round_id = _filled(town)
    assert town.ask(CloseSession(round_id, "a")).code is None
    early = results_of(town.store, round_id, "a")
    assert early is not None
    assert early.figures["a"].included == 7
    town.ask(CloseRound(round_id))
    late = results_of(town.store, round_id)
    assert late is not None
    assert late.figures["a"] == early.figures["a"]
    assert late.figures["town"].included == 12


def test_what_waits_is_counted_when_its_table_had_another_name(town: Organisation) -> None:
    round_id = _filled(town)
    town.ask(CloseSession(round_id, "a"))
    with town.store.writing() as connection:
        bring_back(connection, "after")
    town.store = town.another()
    town.ask(CloseRound(round_id))
    late = results_of(town.store, round_id)
    assert late is not None
    assert late.figures["town"].included == 12


def test_a_team_with_fewer_stays_sealed_and_is_counted_in_the_round(town: Organisation) -> None:
    round_id = _filled(town)
    assert town.ask(CloseSession(round_id, "b")).code == "still-sealed"
    early = results_of(town.store, round_id)
    assert early is not None
    assert early.figures == {}
    assert _left(town)["ballot"] == 12
    assert town.answer("0000-0000", *_agree(1))[0][1] is Answered.UNKNOWN_CODE
    town.ask(CloseRound(round_id))
    late = results_of(town.store, round_id)
    assert late is not None
    assert late.figures["town"].included == 12


def test_what_was_closed_early_takes_no_answer_and_gives_none_back(town: Organisation) -> None:
    round_id = town.open()
    room = town.code(round_id, "b")
    [(mine, _), *_] = town.answer(room, *_agree(2))
    town.ask(CloseSession(round_id, "b"))
    assert town.answer(room, *_agree(1))[0][1] is Answered.CLOSED
    assert town.withdraw(mine) is Withdrawn.CLOSED
    town.ask(CloseRound(round_id))
    assert town.answer(room, *_agree(1))[0][1] is Answered.CLOSED
    assert town.withdraw(mine) is Withdrawn.UNKNOWN


def test_a_workshop_with_too_few_answers_is_destroyed_unseen(town: Organisation) -> None:
    round_id = town.open("a")
    town.answer(town.code(round_id, "a"), *_agree(4))
    done = town.ask(CloseSession(round_id, "a"))
    assert (done.done, done.code) == (True, "nothing-released")
    found = results_of(town.store, round_id)
    assert found is not None
    assert found.figures == {}
    assert found.head.state == "closed"
    assert found.head.released_on is None
    assert _keys(town) == []
    assert _left(town)["ballot"] == 0


def test_a_withdrawn_round_shows_nothing_and_leaves_nothing(town: Organisation) -> None:
    round_id = _filled(town)
    assert town.ask(WithdrawRound(round_id)).done
    found = results_of(town.store, round_id)
    assert found is not None
    assert found.figures == {}
    assert found.head.state == "withdrawn"
    assert _left(town) == {"ballot": 0, "waiting_count": 0, "code": 0}
    assert _keys(town) == []


def test_a_closed_round_is_closed_for_good(town: Organisation) -> None:
    round_id = _filled(town)
    town.ask(CloseRound(round_id))
    for act in (CloseRound(round_id), CloseSession(round_id, "a"), WithdrawRound(round_id)):
        assert town.ask(act).code == "already-closed"


def test_only_a_leaf_of_the_round_can_be_closed_early(town: Organisation) -> None:
    round_id = town.open("school")
    assert town.ask(CloseSession(round_id, "school")).code == "not-a-leaf"
    assert town.ask(CloseSession(round_id, "c")).code == "unknown-unit"
    assert town.ask(CloseSession("no-such-round", "c")).code == "unknown-round"


def test_a_lost_key_loses_one_session_and_nothing_else(town: Organisation) -> None:
    round_id = _filled(town)
    with town.store.reading() as connection:
        lost = connection.scalar(select(session.c.id).where(session.c.unit == "a"))
    assert town.settings.keys is not None
    (town.settings.keys / f"{lost}.key").unlink()
    done = town.ask(CloseRound(round_id))
    assert (done.done, done.code, done.details) == (True, "key-lost", {"units": "a"})
    found = results_of(town.store, round_id)
    assert found is not None
    assert {unit: f.included for unit, f in found.figures.items()} == {"town": 5}
    assert found.lost == {"a"}
    assert (found.figures["town"].complete, found.figures["town"].lost) == (False, True)


def test_what_closed_early_is_missed_above_if_the_key_of_the_round_was_lost(
    town: Organisation,
) -> None:
    round_id = _filled(town)
    town.ask(CloseSession(round_id, "a"))
    assert town.settings.keys is not None
    (town.settings.keys / f"{round_id}.key").unlink()
    assert town.ask(CloseRound(round_id)).code == "key-lost"
    found = results_of(town.store, round_id)
    assert found is not None
    told = {unit: (f.included, f.complete, f.lost) for unit, f in found.figures.items()}
    assert told == {"a": (7, True, False), "town": (5, False, True)}


def test_another_key_folder_closes_nothing(town: Organisation, tmp_path: Path) -> None:
    round_id = _filled(town)
    assert town.settings.keys is not None
    town.settings.keys.rename(tmp_path / "elsewhere")
    assert town.ask(CloseRound(round_id)).code == "no-key"
    assert _left(town)["ballot"] == 12


@pytest.mark.parametrize("act", [CloseRound, CloseSession])
def test_a_closing_that_was_interrupted_waits_for_its_own_key_folder(
    town: Organisation, tmp_path: Path, act: type[CloseRound]
) -> None:
    """After a power cut a folder may not be mounted yet; then an empty one is in its place."""
    round_id = _filled(town)
    what = CloseSession(round_id, "a") if act is CloseSession else act(round_id)
    asked = request_act(town.store, "hr", what)
    with pytest.raises(Interrupted):
        town.crash_after(0)
    assert town.settings.keys is not None
    town.settings.keys.rename(tmp_path / "elsewhere")
    Holder(town.store).run_pending()
    assert (outcome(town.store, asked), _left(town)["ballot"]) == (None, 12)
    shutil.rmtree(town.settings.keys)
    (tmp_path / "elsewhere").rename(town.settings.keys)
    Holder(town.store).run_pending()
    found = results_of(town.store, round_id)
    assert found is not None
    assert found.figures["a"].included == 7
    done = outcome(town.store, asked)
    assert done is not None
    assert done.done


def test_a_round_withdrawn_without_its_keys_says_so_until_they_are_destroyed(
    town: Organisation, tmp_path: Path
) -> None:
    round_id = _filled(town)
    assert town.settings.keys is not None
    town.settings.keys.rename(tmp_path / "elsewhere")
    assert town.ask(WithdrawRound(round_id)).code == "key-elsewhere"
    assert _left(town) == {"ballot": 0, "waiting_count": 0, "code": 0}
    shutil.rmtree(town.settings.keys)
    (tmp_path / "elsewhere").rename(town.settings.keys)
    assert len(_keys(town)) == 6
    Holder(town.store).run_pending()
    assert _keys(town) == []


def test_a_ballot_copied_or_moved_in_the_database_does_not_count(town: Organisation) -> None:
    round_id = town.open("a")
    town.answer(town.code(round_id, "a"), *_agree(4))
    with town.store.writing() as connection:
        row = connection.execute(select(ballot).limit(1)).one()
        copy = {"receipt": bytes(32), "session": row.session, "sealed": row.sealed}
        connection.execute(ballot.insert().values(copy))
    assert town.ask(CloseRound(round_id)).code == "nothing-released"


@pytest.mark.slow
@pytest.mark.parametrize("act", [CloseRound, WithdrawRound, CloseSession])
def test_a_closing_that_was_interrupted_anywhere_ends_as_if_it_had_not_been(
    town: Organisation, act: type[CloseRound]
) -> None:
    steps = 0
    while True:
        round_id = _filled(town)
        what = CloseSession(round_id, "a") if act is CloseSession else act(round_id)
        request_act(town.store, "hr", what)
        try:
            town.crash_after(steps)
        except Interrupted:
            _resume_and_check(town, round_id)
        else:
            break
        steps += 1
        town.wait(14)
    assert steps > 4
    assert verify_audit(town.store).intact


def _resume_and_check(town: Organisation, round_id: str) -> None:
    with town.store.reading() as connection:
        shown = set(connection.scalars(select(result.c.unit).where(result.c.round == round_id)))
        state = connection.scalar(select(round_.c.state).where(round_.c.id == round_id))
        sealed = connection.scalar(
            select(func.count())
            .select_from(ballot)
            .join(session, session.c.id == ballot.c.session)
            .where(session.c.round == round_id)
        )
    if sealed and state != "withdrawn" and not shown:
        assert len(_keys(town)) == 6, "a key went before the results were there"
    town.crash_after(1000)
    status = round_status(town.store, round_id)
    assert status is not None
    if status.head.state == "open":
        town.ask(CloseRound(round_id))
    found = results_of(town.store, round_id)
    assert found is not None
    expected = {} if found.head.state == "withdrawn" else {"a": 7, "school": 7, "town": 12}
    assert {unit: f.included for unit, f in found.figures.items()} == expected
    assert _left(town) == {"ballot": 0, "waiting_count": 0, "code": 0}
    assert _keys(town) == []
