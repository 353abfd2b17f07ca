"""A backup can be read without keys, opens nothing, and brings no destroyed session back."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select, text

from kit.ballots import (
    Answered,
    CloseRound,
    CloseSession,
    Holder,
    decide_on_results,
    list_rounds,
    restore,
    result_decisions,
    results_of,
    round_status,
)
from kit.ballots.tables import ballot, session
from kit.measures import decide, decisions
from kit.storage import StoreError, audit_entries, backup, open_store, verify_audit
from kit.storage.backup import put_back
from kit.storage.decisions import RESTORED
from kit.storage.owners import MEASURES
from kit.web.access import (
    Wall,
    enter,
    enter_wall,
    issue_links,
    list_links,
    make_wall,
    shown_wall,
    visitor,
    waiting_code,
)
from tests.older_database import bring_back
from tests.unit.ballots.conftest import ORGANISATION, TODAY, Organisation, settings_in

_OF_TOMORROW = "INSERT INTO alembic_version (version_num) VALUES ('of-tomorrow')"
VECTOR = b"\4\4\4"


def _lost_disk(town: Organisation) -> None:
    """Lose the database and everything beside it."""
    for store in town.open_stores:
        store.close()
    file = town.settings.database_file
    assert file is not None
    for each in file.parent.iterdir():
        each.unlink()


def _restored(town: Organisation, file: Path) -> None:
    _lost_disk(town)
    restore(file, town.settings, "admin")
    town.store = town.another()


def test_a_round_that_is_still_open_goes_on_from_a_backup(
    sqlite: Organisation, tmp_path: Path
) -> None:
    round_id = sqlite.open("a")
    sqlite.answer(sqlite.code(round_id, "a"), *[VECTOR] * 4)
    file = backup(sqlite.store, tmp_path / "copies", "admin")
    _restored(sqlite, file)
    assert sqlite.answer(sqlite.code(round_id, "a"), VECTOR)[0][1] is Answered.RECEIVED
    sqlite.ask(CloseRound(round_id))
    found = results_of(sqlite.store, round_id)
    assert found is not None
    assert found.figures["a"].included == 5
    assert verify_audit(sqlite.store).intact


def test_a_backup_cannot_bring_a_closed_round_back(sqlite: Organisation, tmp_path: Path) -> None:
    round_id = sqlite.open("a")
    sqlite.answer(sqlite.code(round_id, "a"), *[VECTOR] * 5)
    file = backup(sqlite.store, tmp_path / "copies", "admin")
    sqlite.ask(CloseRound(round_id))
    _restored(sqlite, file)
    found = results_of(sqlite.store, round_id)
    assert found is not None
    assert (found.figures, found.head.state) == ({}, "closed")
    # It may have been released: the day of restoring counts.
    assert found.head.released_on == date.today()  # noqa: DTZ011 - the clock of `restore`
    with sqlite.store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(ballot)) == 0
        assert all(connection.scalars(select(session.c.erased)))
    assert "ended-before-backup" in {each.act for each in audit_entries(sqlite.store)}


def test_a_team_closed_since_the_backup_stays_closed(sqlite: Organisation, tmp_path: Path) -> None:
    round_id = sqlite.open("school")
    for unit in ("a", "b"):
        sqlite.answer(sqlite.code(round_id, unit), *[VECTOR] * 6)
    file = backup(sqlite.store, tmp_path / "copies", "admin")
    sqlite.ask(CloseSession(round_id, "a"))
    _restored(sqlite, file)
    status = round_status(sqlite.store, round_id)
    assert status is not None
    assert {s.unit.id: (s.state, s.lost) for s in status.sessions} == {
        "school/own": ("open", False),
        "a": ("closed", True),
        "b": ("open", False),
    }
    sqlite.ask(CloseRound(round_id))
    found = results_of(sqlite.store, round_id)
    assert found is not None
    assert {unit: f.included for unit, f in found.figures.items()} == {"b": 6, "school": 6}


def test_a_backup_does_not_tell_in_which_order_answers_came(
    sqlite: Organisation, tmp_path: Path
) -> None:
    code = sqlite.code(sqlite.open("a"), "a")
    came: list[bytes] = []
    for _ in range(12):
        sqlite.answer(code, VECTOR)
        with sqlite.store.reading() as connection:
            came += set(connection.scalars(select(ballot.c.receipt))) - set(came)
    assert len(came) == 12
    content = backup(sqlite.store, tmp_path / "copies", "admin").read_bytes()
    # Each receipt stands in the table and in an index.
    assert {content.count(receipt) for receipt in came} == {2}
    for find in (content.find, content.rfind):
        assert sorted(came, key=find, reverse=True) == sorted(came)


@pytest.mark.parametrize("older", [False, True], ids=["of this version", "of one before access"])
def test_a_restored_database_takes_no_link_no_visit_and_no_wall(
    sqlite: Organisation, tmp_path: Path, *, older: bool
) -> None:
    (made,) = issue_links(sqlite.store, ORGANISATION.root, "hr", date(2099, 1, 1), "admin")
    visit = enter(sqlite.store, made.secret)
    assert visit is not None
    assert visitor(sqlite.store, visit) is not None
    wall = Wall("r" * 22, "a")
    make_wall(sqlite.store, wall, made.id, "admin")
    shown = enter_wall(sqlite.store, waiting_code(sqlite.store, wall, made.id) or "")
    make_wall(sqlite.store, wall, made.id, "admin")
    assert shown_wall(sqlite.store, shown or "") == wall
    file = backup(sqlite.store, tmp_path / "copies", "admin")
    if older:
        engine = create_engine(f"sqlite:///{file}")
        with engine.begin() as connection:
            bring_back(connection, "access", "access")
            connection.exec_driver_sql("DELETE FROM alembic_version WHERE version_num = 'access'")
        engine.dispose()
    _restored(sqlite, file)
    assert visitor(sqlite.store, visit) is None
    assert enter(sqlite.store, made.secret) is None
    assert [each.revoked for each in list_links(sqlite.store)] == [True]
    with sqlite.store.reading() as connection:
        assert not connection.execute(text("SELECT * FROM wall")).all()


@pytest.mark.parametrize("months", [1, None])
def test_a_decision_that_a_backup_brings_back_deletes_nothing(
    sqlite: Organisation, tmp_path: Path, months: int | None
) -> None:
    decide_on_results(sqlite.store, "Sak 26/1", TODAY, months, "hr")
    file = backup(sqlite.store, tmp_path / "copies", "admin")
    _restored(sqlite, file)
    made = result_decisions(sqlite.store)
    assert made[0].months is None
    assert made[0].reference == (RESTORED if months else "Sak 26/1")
    assert made[-1].months == months


def test_a_decision_on_agreements_that_a_backup_brings_back_deletes_nothing(
    sqlite: Organisation, tmp_path: Path
) -> None:
    settings = sqlite.settings.beside(MEASURES.beside)
    with closing(open_store(settings, MEASURES)) as store:
        decide(store, "Sak 26/1", TODAY, 1, "hr")
        file = backup(store, tmp_path / "copies", "admin")
    assert settings.database_file is not None
    for each in settings.database_file.parent.glob("*measures*"):
        each.unlink()
    put_back(file, settings, "admin", MEASURES)
    with closing(open_store(settings, MEASURES)) as store:
        assert [(each.reference, each.months) for each in decisions(store)] == [
            (RESTORED, None),
            ("Sak 26/1", 1),
        ]


def test_a_backup_is_one_file_for_our_eyes_only(sqlite: Organisation, tmp_path: Path) -> None:
    file = backup(sqlite.store, tmp_path / "copies", "admin")
    assert list(file.parent.iterdir()) == [file]
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("folder", ["secret", "secret/keys", "secret/keys/copies", "."])
def test_a_backup_where_keys_are_is_refused(
    sqlite: Organisation, tmp_path: Path, folder: str
) -> None:
    with pytest.raises(StoreError, match="apart"):
        backup(sqlite.store, tmp_path / folder, "admin")


def test_a_database_is_never_overwritten(sqlite: Organisation, tmp_path: Path) -> None:
    file = backup(sqlite.store, tmp_path / "copies", "admin")
    with pytest.raises(StoreError, match="is there already"):
        restore(file, sqlite.settings, "admin")


def test_a_restore_while_the_key_holder_runs_is_refused(
    sqlite: Organisation, tmp_path: Path
) -> None:
    file = backup(sqlite.store, tmp_path / "copies", "admin")
    _lost_disk(sqlite)
    assert sqlite.settings.database_file is not None
    words = f"process {os.getpid()} holds the keys .* stop the collector first"
    with Holder(sqlite.store).lock() as held:
        assert held
        with pytest.raises(StoreError, match=words):
            restore(file, sqlite.settings, "admin")
    assert not sqlite.settings.database_file.exists()
    restore(file, sqlite.settings, "admin")


def test_a_restore_without_the_key_folder_is_refused(sqlite: Organisation, tmp_path: Path) -> None:
    file = backup(sqlite.store, tmp_path / "copies", "admin")
    _lost_disk(sqlite)
    with pytest.raises(StoreError, match="needs the key folder"):
        restore(file, replace(sqlite.settings, keys=None), "admin")


def test_a_backup_with_another_code_key_is_not_put_in_place(
    sqlite: Organisation, tmp_path: Path
) -> None:
    sqlite.open("a")
    file = backup(sqlite.store, tmp_path / "copies", "admin")
    _lost_disk(sqlite)
    sqlite.settings.code_key.write_text("ab" * 32)
    with pytest.raises(StoreError, match="not the code key"):
        restore(file, sqlite.settings, "admin")
    assert sqlite.settings.database_file is not None
    assert list(sqlite.settings.database_file.parent.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(4000)])
def test_what_is_no_backup_is_not_restored(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "copy.sqlite3"
    file.write_bytes(content)
    settings = settings_in(tmp_path)
    with pytest.raises(StoreError, match="not a backup"):
        restore(file, settings, "admin")
    assert settings.database_file is not None
    assert not settings.database_file.exists()


def test_a_backup_of_a_newer_kit_is_not_put_in_place(sqlite: Organisation, tmp_path: Path) -> None:
    file = backup(sqlite.store, tmp_path / "copies", "admin")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(_OF_TOMORROW)
    _lost_disk(sqlite)
    with pytest.raises(StoreError, match="made by a newer workshop-kit"):
        restore(file, sqlite.settings, "admin")
    assert sqlite.settings.database_file is not None
    assert not sqlite.settings.database_file.exists()


def test_postgresql_has_its_own_tools(town: Organisation, tmp_path: Path) -> None:
    if town.store.sqlite:
        assert list_rounds(town.store) == []
        return
    with pytest.raises(StoreError, match="pg_dump"):
        backup(town.store, tmp_path / "copies", "admin")
