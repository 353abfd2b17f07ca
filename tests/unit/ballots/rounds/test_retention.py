"""Results are deleted on an archival decision, whole, and never before anything they promised."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from kit.ballots import (
    CloseRound,
    OpenRound,
    WithdrawRound,
    count_old_rounds,
    decide_on_results,
    delete_old_rounds,
    earlier_rounds,
    object_to,
    result_decisions,
    results_of,
    round_status,
)
from kit.ballots.tables import code, request, result, round_, round_unit, session
from kit.storage import audit_entries, backup, metadata, verify_audit
from kit.storage.decisions import RESTORED
from tests.documentation import snippets
from tests.older_database import bring_back
from tests.unit.ballots.conftest import TEXTS, TODAY, Organisation, exercise, plan

PURPOSE = "Why we ask: to learn"


def closed(town: Organisation, name: str = "learn/where-we-stand", **more: object) -> str:
    """Open a round in team A, let six answer, and close it."""
    round_id = town.open("a", exercise(name), purpose=PURPOSE, **more)
    town.answer(town.code(round_id, "a"), *[bytes([3, 3, 3])] * 6)
    assert town.ask(CloseRound(round_id)).done
    return round_id


def everything(town: Organisation) -> str:
    """Return all that the database holds, but for the record of acts."""
    tables = [each for name, each in metadata.tables.items() if name != "audit"]
    with town.store.reading() as connection:
        return repr([connection.execute(select(table)).all() for table in tables])


def files_of(town: Organisation) -> bytes:
    """Return the bytes of the database and of SQLite's log beside it."""
    file = town.settings.database_file
    assert file is not None
    return b"".join(each.read_bytes() for each in sorted(file.parent.glob(f"{file.name}*")))


def test_without_a_decision_everything_stays(town: Organisation) -> None:
    round_id = closed(town)
    town.wait(20 * 365)
    assert delete_old_rounds(town.store, "holder") == 0
    decide_on_results(town.store, "Sak 26/1", town.today, None, "hr")
    assert delete_old_rounds(town.store, "holder") == 0
    assert results_of(town.store, round_id) is not None


def test_a_round_goes_whole_with_what_it_was_for_and_the_next_one_stays(
    town: Organisation,
) -> None:
    first = closed(town)
    object_to(town.store, first, "a", "Team A", "representative")
    town.wait(400)
    second = closed(town)
    decide_on_results(town.store, "Sak 26/1", TODAY, 12, "hr")
    town.wait(14)
    assert delete_old_rounds(town.store, "holder") == 1
    assert first not in everything(town)
    assert round_status(town.store, first) is None
    assert [each.head.id for each in earlier_rounds(town.store, "learn/where-we-stand", "a")] == [
        second
    ]
    town.wait(400)
    town.act()
    assert delete_old_rounds(town.store, "holder") == 1
    assert PURPOSE not in everything(town)
    with town.store.reading() as connection:
        for table in (round_, round_unit, session, result, code, request):
            assert connection.execute(select(table)).all() == [], table.name
    # The record of acts is not shortened by this.
    entries = [each for each in audit_entries(town.store) if each.act == "delete-old-rounds"]
    assert [each.details["rounds"] for each in entries] == [first, second]
    assert verify_audit(town.store).intact


def test_what_is_open_or_shown_until_a_later_day_stays(town: Organisation) -> None:
    shown = closed(town, shown_until=TODAY + timedelta(days=100))
    open_ = town.open("b", exercise("learn/other"))
    decide_on_results(town.store, "Sak 26/1", TODAY, 1, "hr")
    town.wait(60)
    assert delete_old_rounds(town.store, "holder") == 0
    town.wait(60)
    town.act()
    assert delete_old_rounds(town.store, "holder") == 1
    assert round_status(town.store, shown) is None
    assert round_status(town.store, open_) is not None


def test_a_round_without_a_result_goes_too_but_for_one_whose_keys_are_elsewhere(
    town: Organisation,
) -> None:
    ended = town.open("a")
    assert town.ask(WithdrawRound(ended)).done
    elsewhere = town.open("b", exercise("learn/other"))
    assert town.ask(WithdrawRound(elsewhere)).done
    with town.store.writing() as connection:
        connection.execute(round_.update().where(round_.c.id == elsewhere).values(erased=False))
    decide_on_results(town.store, "Sak 26/1", TODAY, 1, "hr")
    town.wait(60)
    assert delete_old_rounds(town.store, "holder") == 1
    assert round_status(town.store, ended) is None
    assert round_status(town.store, elsewhere) is not None


def test_a_round_without_a_result_is_as_old_as_the_day_it_ended(town: Organisation) -> None:
    ended = town.open("a")
    decide_on_results(town.store, "Sak 26/1", TODAY, 12, "hr")
    town.wait(400)
    assert town.ask(WithdrawRound(ended)).done
    assert delete_old_rounds(town.store, "holder") == 0
    town.wait(360)
    town.open("b", exercise("learn/other"))
    assert delete_old_rounds(town.store, "holder") == 0
    town.wait(10)
    assert delete_old_rounds(town.store, "holder") == 1


def test_rounds_that_ended_before_the_day_was_kept_are_as_old_as_the_upgrade(
    sqlite: Organisation,
) -> None:
    released = closed(sqlite)
    ended = sqlite.open("b", exercise("learn/other"))
    assert sqlite.ask(WithdrawRound(ended)).done
    live = sqlite.open("d", exercise("learn/third"))
    with sqlite.store.writing() as connection:
        bring_back(connection, "objections")
    sqlite.store = sqlite.another()
    with sqlite.store.reading() as connection:
        rows = connection.execute(select(round_.c.id, round_.c.ended_on)).all()
    assert dict(rows) == {released: TODAY, ended: datetime.now(UTC).date(), live: None}  # type: ignore[arg-type]


def test_nothing_goes_before_a_decision_has_stood_here_for_two_weeks(town: Organisation) -> None:
    closed(town)
    town.wait(400)
    decide_on_results(town.store, "Sak 26/1", TODAY, 1, "hr")
    assert count_old_rounds(town.store, 1) == 1
    assert count_old_rounds(town.store, 14) == 0
    for waited, gone in ((0, 0), (13, 0), (1, 1)):
        town.wait(waited)
        assert delete_old_rounds(town.store, "holder") == gone


def test_a_clock_that_jumped_deletes_nothing_and_a_backup_is_no_act(
    sqlite: Organisation, tmp_path: Path
) -> None:
    closed(sqlite)
    decide_on_results(sqlite.store, "Sak 26/1", TODAY, 24, "hr")
    sqlite.wait(73 * 365)
    assert delete_old_rounds(sqlite.store, "holder") == 0
    # A timer makes one every night, whatever the clock says.
    backup(sqlite.store, tmp_path / "copies", "timer")
    assert delete_old_rounds(sqlite.store, "holder") == 0
    sqlite.act()
    assert delete_old_rounds(sqlite.store, "holder") == 1


def test_what_operators_enter_after_pg_restore_keeps_everything(town: Organisation) -> None:
    (found,) = snippets("operations.md", "sql")
    for _ in range(2):
        with town.store.writing() as connection:
            connection.execute(text(found.text))
        if not result_decisions(town.store):
            decide_on_results(town.store, "Sak 26/1", TODAY, 1, "hr")
    made = [(each.reference, each.months) for each in result_decisions(town.store)]
    assert made == [(RESTORED, None), ("Sak 26/1", 1)]


def test_nothing_of_a_deleted_round_is_left_in_the_files(sqlite: Organisation) -> None:
    words = ("Nothing of this sentence stays.", *TEXTS[1:])
    round_id = sqlite.open("a", exercise("learn/x", texts=words))
    sqlite.answer(sqlite.code(round_id, "a"), *[bytes([3, 3, 3])] * 6)
    assert sqlite.ask(CloseRound(round_id)).done
    assert words[0].encode() in files_of(sqlite)
    decide_on_results(sqlite.store, "Sak 26/1", TODAY, 1, "hr")
    sqlite.wait(60)
    assert delete_old_rounds(sqlite.store, "holder") == 1
    assert words[0].encode() not in files_of(sqlite)


def test_what_was_refused_goes_although_no_round_does(town: Organisation) -> None:
    closed(town)
    town.wait(5)
    refused = town.ask(OpenRound(plan("a", purpose="Refused, since the team rests")))
    assert not refused.done
    town.wait(60)
    live = town.open("b", exercise("learn/other"))
    decide_on_results(town.store, "Sak 26/1", TODAY, 2, "hr")
    with town.store.writing() as connection:
        connection.execute(round_.update().where(round_.c.id != live).values(erased=False))
    town.wait(14)
    assert "team rests" in everything(town)
    assert delete_old_rounds(town.store, "holder") == 0
    assert "team rests" not in everything(town)
    assert round_status(town.store, live) is not None


def test_no_decision_is_shorter_than_units_rest(town: Organisation) -> None:
    with pytest.raises(ValueError, match="months"):
        decide_on_results(town.store, "Sak 26/1", TODAY, 0, "hr")
    closed(town)
    decide_on_results(town.store, "Sak 26/1", TODAY, 1, "hr")
    town.wait(14)
    assert delete_old_rounds(town.store, "holder") == 0
    assert [each.months for each in result_decisions(town.store)] == [1]


def test_a_power_cut_in_the_middle_leaves_the_round_as_it_was(
    town: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = closed(town)
    decide_on_results(town.store, "Sak 26/1", TODAY, 1, "hr")
    town.wait(60)

    def cut(*_: object) -> None:
        raise OSError("the power is gone")

    with monkeypatch.context() as broken:
        broken.setattr("kit.ballots.rounds.retention.record", cut)
        with pytest.raises(OSError, match="power"):
            delete_old_rounds(town.store, "holder")
    assert results_of(town.store, round_id) is not None
    with town.store.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM session")) == 1
    assert delete_old_rounds(town.store, "holder") == 1
