"""Attackers who hold the database's files, its log or its backups, but not a live key."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256

import pytest
from sqlalchemy import select

from kit.ballots import CloseSession, Holder, results_of
from kit.ballots.secrets.sealing import Opener, seal
from kit.ballots.tables import ballot, session
from tests.organisation import Organisation


@contextmanager
def database(organisation: Organisation) -> Iterator[sqlite3.Connection]:
    """Open the file as its administrator does, past all of our code."""
    file = organisation.database / "collector.sqlite3"
    with closing(sqlite3.connect(file)) as connection, connection:
        yield connection


def rows(organisation: Organisation) -> list[tuple[bytes, bytes]]:
    with database(organisation) as db:
        return list(db.execute("SELECT receipt, sealed FROM ballot"))


def shown(organisation: Organisation, round_id: str) -> dict[str, object]:
    found = results_of(organisation.store, round_id)
    return {unit: figures.as_json() for unit, figures in found.figures.items()} if found else {}


# --- reading while the round is open ----------------------------------------------------------


def test_a_reader_of_files_and_log_finds_no_answer_in_them(organisation: Organisation) -> None:
    chance = random.Random(1)
    items = len(organisation.exercise.shape.items)
    canaries = [bytes(chance.randint(1, 5) for _ in range(items)) for _ in range(12)]
    organisation.answer(organisation.open(), {"day": canaries})
    for name, data in organisation.disk_bytes().items():
        for canary in canaries:
            assert canary not in data, name
            assert canary.hex().encode() not in data, name


def test_equal_answers_are_sealed_unequally_and_all_have_one_length(
    organisation: Organisation,
) -> None:
    nothing, all_of_it = organisation.vector(0), organisation.vector(5)
    organisation.answer(organisation.open(), {"day": [nothing] * 6 + [all_of_it] * 6})
    sealed = [text for _, text in rows(organisation)]
    assert len(set(sealed)) == 12
    assert len({len(text) for text in sealed}) == 1


def test_the_order_of_rows_is_not_the_order_of_answers(organisation: Organisation) -> None:
    sent = organisation.answer(organisation.open(), {"day": [organisation.vector(3)] * 20})
    arrived = [sha256(each).digest() for each in sent]
    found = [bytes(receipt) for receipt, _ in rows(organisation)]
    assert found == sorted(arrived)
    assert found != arrived


def test_the_order_in_the_log_leads_to_no_answer(organisation: Organisation) -> None:
    """Order in the log is there to be read; what it orders is sealed, and later nobody's."""
    round_id = organisation.open()
    organisation.answer(round_id, {"day": [organisation.vector(1 + n % 5) for n in range(10)]})
    sealed = [text for _, text in rows(organisation)]
    with organisation.store.reading() as connection:
        public = [bytes(key) for key in connection.scalars(select(session.c.public_key))]
    guesses = [seal(key, organisation.vector(n)) for key in public for n in range(6)]
    assert not set(guesses) & set(sealed)
    organisation.close(round_id)
    keys = [path for path in organisation.keys.iterdir() if path.suffix == ".key"]
    assert keys == []


def test_results_do_not_tell_in_which_order_people_answered(organisation: Organisation) -> None:
    vectors = [organisation.vector(1 + n % 5) for n in range(11)]
    first = organisation.open("day", items=True)
    organisation.answer(first, {"day": vectors})
    organisation.close(first)
    second = organisation.open("night", items=True)
    organisation.answer(second, {"night": vectors[::-1]})
    organisation.close(second)
    one, other = shown(organisation, first)["day"], shown(organisation, second)["night"]
    assert isinstance(one, dict)
    assert isinstance(other, dict)
    assert one | {"unit": ""} == other | {"unit": ""}
    assert one["items"]


# --- carving after closing --------------------------------------------------------------------


@pytest.mark.parametrize("early", [True, False], ids=["session", "round"])
def test_nothing_of_a_ballot_can_be_carved_from_the_files_after_closing(
    organisation: Organisation, *, early: bool
) -> None:
    round_id = organisation.open()
    sent = organisation.answer(round_id, {"day": [organisation.vector(4)] * 8})
    traces = [part for row in rows(organisation) for part in row]
    assert any(traces[0] in data for data in organisation.disk_bytes().values())
    organisation.ask(CloseSession(round_id, "day")) if early else organisation.close(round_id)
    for name, data in organisation.disk_bytes().items():
        for trace in (*traces, *sent):
            assert bytes(trace) not in data, name


def test_a_lone_session_below_five_is_destroyed_unseen(organisation: Organisation) -> None:
    round_id = organisation.open("roads")
    organisation.answer(round_id, {"roads": [organisation.vector(1)] * 4})
    assert organisation.close(round_id).code == "nothing-released"
    assert not shown(organisation, round_id)
    assert not rows(organisation)
    assert not list(organisation.keys.glob("*.key"))


def test_an_early_closed_team_leaves_nothing_but_its_figures_readable(
    organisation: Organisation,
) -> None:
    """What the round still needs of it is sealed to the round's key."""
    round_id = organisation.open()
    organisation.answer(round_id, {"day": [organisation.vector(2)] * 7})
    organisation.ask(CloseSession(round_id, "day"))
    assert set(shown(organisation, round_id)) == {"day"}
    for name, data in organisation.disk_bytes().items():
        assert (
            b'"categories"' not in data.replace(b'\\"', b'"') or b'"respondents":{' not in data
        ), name


# --- backups ----------------------------------------------------------------------------------


def test_a_backup_made_while_open_cannot_be_opened_after_closing(
    organisation: Organisation,
) -> None:
    round_id = organisation.open()
    organisation.answer(round_id, {"day": [organisation.vector(5)] * 6})
    organisation.store.close()
    backup = organisation.disk / "stolen"
    shutil.copytree(organisation.database, backup)
    organisation.store = organisation.reopened()
    organisation.close(round_id)
    before = shown(organisation, round_id)
    organisation.store.close()
    shutil.rmtree(organisation.database)
    shutil.copytree(backup, organisation.database)

    organisation.store = organisation.reopened()
    assert len(rows(organisation)) == 6
    holder = Holder(organisation.store)
    with holder.lock() as held:
        assert held
        holder.run_pending()
    assert not rows(organisation)
    assert not shown(organisation, round_id)
    assert before
    assert not organisation.close(round_id).done


# --- writing to the database ------------------------------------------------------------------


def test_five_copies_of_one_ballot_do_not_publish_it(organisation: Organisation) -> None:
    """The attacker leaves one colleague's ballot, copies it four times, and waits for the mean."""
    round_id = organisation.open("day")
    organisation.answer(round_id, {"day": [organisation.vector(1), organisation.vector(5)]})
    with database(organisation) as db:
        ((box, sealed),) = db.execute("SELECT session, sealed FROM ballot LIMIT 1").fetchall()
        for n in range(10):
            row = (sha256(bytes([n])).digest(), box, sealed)
            db.execute("INSERT INTO ballot (receipt, session, sealed) VALUES (?, ?, ?)", row)
    assert organisation.close(round_id).code == "nothing-released"
    assert not shown(organisation, round_id)


def test_ballots_sealed_by_somebody_else_are_left_out(organisation: Organisation) -> None:
    """The public key stands in the database; the proof inside a ballot needs the code key."""
    round_id = organisation.open("day")
    organisation.answer(round_id, {"day": [organisation.vector(1)]})
    with database(organisation) as db:
        ((box, key),) = db.execute("SELECT id, public_key FROM session").fetchall()
        for n in range(10):
            forged = seal(key, b"\x01" + organisation.vector(5) + bytes(16))
            row = (sha256(bytes([n])).digest(), box, forged)
            db.execute("INSERT INTO ballot (receipt, session, sealed) VALUES (?, ?, ?)", row)
    organisation.close(round_id)
    assert not shown(organisation, round_id)


def test_a_ballot_moved_to_another_team_is_left_out(organisation: Organisation) -> None:
    round_id = organisation.open()
    organisation.answer(
        round_id, {"day": [organisation.vector(1)] * 6, "night": [organisation.vector(5)] * 5}
    )
    with database(organisation) as db:
        day, night = (
            db.execute("SELECT id FROM session WHERE unit = ?", (unit,)).fetchone()[0]
            for unit in ("day", "night")
        )
        db.execute(
            "UPDATE ballot SET session = ? WHERE receipt ="
            " (SELECT receipt FROM ballot WHERE session = ? LIMIT 1)",
            (night, day),
        )
    organisation.close(round_id)
    found = results_of(organisation.store, round_id)
    assert found is not None
    assert found.figures["night"].included == 5
    assert found.figures["day"].included == 5


def test_a_threshold_lowered_in_the_database_releases_nothing(organisation: Organisation) -> None:
    round_id = organisation.open("day")
    organisation.answer(round_id, {"day": [organisation.vector(1)]})
    with database(organisation) as db:
        db.execute("UPDATE round SET k = 1")
    organisation.close(round_id)
    assert not shown(organisation, round_id)


# --- holding one key --------------------------------------------------------------------------


def test_the_key_of_one_team_opens_no_other(organisation: Organisation) -> None:
    round_id = organisation.open()
    organisation.answer(round_id, {"day": [organisation.vector(1)], "night": [b"\x02" * 12]})
    with organisation.store.reading() as connection:
        boxes = {row.unit: row.id for row in connection.execute(select(session))}
        sealed = {row.session: bytes(row.sealed) for row in connection.execute(select(ballot))}
    opener = Opener((organisation.keys / f"{boxes['day']}.key").read_bytes())
    assert opener.open(sealed[boxes["day"]]) is not None
    assert opener.open(sealed[boxes["night"]]) is None
