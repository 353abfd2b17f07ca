"""An attacker with PostgreSQL's superuser and its whole data directory, but without a live key.

He reads every table with its system columns (``ctid``, ``xmin``), dead rows, statistics, the
write-ahead log with the time of each commit, and a log that writes down every statement. What
people answered is sealed in all of them, and after closing nothing can be opened any more. What he
does learn, and what the documents say: when sealed answers came in, until the log is overwritten.
"""

import re
import secrets
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from kit.ballots import Collectable
from kit.ballots.receiving.batch import Answer, Batches
from kit.ballots.secrets.codes import code_hash
from kit.ballots.secrets.sealing import Opener
from kit.ballots.tables import ballot, session
from kit.storage.store import Store
from tests.organisation import Organisation, codes_of
from tests.postgres import Postgres, running_postgres

TALKATIVE = {
    "log_statement": "all",
    "log_min_duration_statement": "0",
    "log_parameter_max_length_on_error": "-1",
    "log_error_verbosity": "verbose",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """Start a server that logs all that it can: its administrator is the attacker."""
    with running_postgres(**TALKATIVE) as found:
        yield found


@pytest.fixture
def town(server: Postgres, tmp_path: Path, asked: Collectable) -> Iterator[Organisation]:
    made = Organisation(tmp_path, asked, address=server.database())
    yield made
    made.store.close()


def schema(town: Organisation) -> str:
    return str(town.address).rpartition("%3D")[2]


def everything(server: Postgres) -> dict[str, bytes]:
    """Return every file of the server, as somebody finds them who copies the whole machine."""
    server.run("CHECKPOINT")
    files = (path for path in server.data.rglob("*") if path.is_file())
    return {str(path.relative_to(server.data)): path.read_bytes() for path in files}


def found_in(files: dict[str, bytes], trace: bytes) -> list[str]:
    return [name for name, data in files.items() if trace in data]


def sealed_in(store: Store) -> list[bytes]:
    with store.reading() as connection:
        return [bytes(each) for each in connection.scalars(select(ballot.c.sealed))]


def send_at_once(town: Organisation, round_id: str, vectors: list[bytes]) -> list[bytes]:
    """Send answers that are written in one transaction; return their receipts as they came."""
    hashed = code_hash(town.store.code_key, codes_of(town.store, round_id)["day"])
    receipts = [sha256(secrets.token_bytes(16)).digest() for _ in vectors]
    letters = [
        Answer((hashed,), receipt, town.exercise.fingerprint, vector)
        for receipt, vector in zip(receipts, vectors, strict=True)
    ]
    with town.store.writing() as connection:
        Batches(town.store.code_key).apply(connection, letters, town.day)
    return receipts


# --- order and time ---------------------------------------------------------------------------


def test_within_a_transaction_rows_do_not_lie_in_the_order_of_arrival(
    server: Postgres, town: Organisation
) -> None:
    """``ctid`` is the place of a row, ``xmin`` its transaction, which all of these share."""
    arrived = send_at_once(town, town.open(), [town.vector(1 + n % 5) for n in range(20)])
    table = f"{schema(town)}.ballot"
    rows = server.run(f"SELECT receipt, xmin FROM {table} ORDER BY ctid")  # noqa: S608 - our own
    assert [bytes(receipt) for receipt, _ in rows] == sorted(arrived)
    assert len({xmin for _, xmin in rows}) == 1


def test_no_table_of_respondents_keeps_a_time_or_a_number(
    server: Postgres, town: Organisation
) -> None:
    town.answer(town.open(), {"day": [town.vector(2)]})
    asked = "SELECT table_name, column_name, data_type, column_default FROM"
    where = f"table_schema = '{schema(town)}' AND table_name IN ('ballot', 'code', 'waiting_count')"
    kinds = server.run(f"{asked} information_schema.columns WHERE {where}")
    assert {kind for _, _, kind, _ in kinds} <= {"bytea", "character varying"}
    assert {default for *_, default in kinds} == {None}
    assert server.run("SHOW track_commit_timestamp") == [("off",)]


def test_the_log_tells_when_something_sealed_came_in_and_nothing_opens_it_afterwards(
    server: Postgres, town: Organisation
) -> None:
    """The write-ahead log has the time of each commit: it is not hidden, so it must be useless."""
    round_id = town.open()
    town.answer(round_id, {"day": [town.vector(1 + n % 5) for n in range(6)]})
    sealed = sealed_in(town.store)
    with town.store.reading() as connection:
        boxes = list(connection.scalars(select(session.c.id)))
    keys = {path.name: path.read_bytes() for path in town.keys.glob("*.key")}
    assert set(keys) >= {f"{box}.key" for box in boxes}
    assert re.search(r"COMMIT \d{4}-\d\d-\d\d \d\d:\d\d:\d\d", server.write_ahead_log())
    assert town.close(round_id).done
    files = everything(server)
    kept = [trace for trace in sealed if found_in(files, trace)]
    assert kept, "then the documents say too much"
    assert not list(town.keys.glob("*.key"))
    secrets_left = [
        path.read_bytes() for path in (town.disk / "secrets").rglob("*") if path.is_file()
    ]
    for key in keys.values():
        assert key not in b"".join(secrets_left)
        assert not found_in(files, key)
        assert not found_in(files, key.hex().encode())
    # All 32 bytes that somebody could still try are none of the keys.
    for data in secrets_left:
        if len(data) == 32:
            assert all(Opener(data).open(trace) is None for trace in kept)


# --- what answers say -------------------------------------------------------------------------


def test_no_file_and_no_talkative_log_has_an_answer_a_code_or_a_receipt(
    server: Postgres, town: Organisation
) -> None:
    round_id = town.open(items=True)
    items = len(town.exercise.shape.items)
    vectors = [bytes(1 + secrets.randbelow(5) for _ in range(items)) for _ in range(6)]
    sent = town.answer(round_id, {"day": vectors})
    codes = town.codes(round_id).values()
    traces = [*vectors, *sent, *(code.encode() for code in codes)]
    traces += [code.replace("-", "").encode() for code in codes]
    for when in ("open", "closed"):
        files = everything(server) | {"log": server.log.encode()}
        for trace in traces:
            for form in (trace, trace.hex().encode(), trace.hex().upper().encode()):
                assert not found_in(files, form), when
        if when == "open":
            assert town.close(round_id).done
    assert "INSERT INTO ballot" in server.log, "the log says nothing, so the test proves nothing"


def test_what_a_statistic_or_a_running_statement_shows_has_no_values(
    server: Postgres, town: Organisation
) -> None:
    code = town.codes(round_id := town.open())["day"]
    town.answer(round_id, {"day": [town.vector(4)] * 3})
    server.run("ANALYZE")
    seen = server.run("SELECT query FROM pg_stat_activity")
    queries = " ".join(str(query) for (query,) in seen)
    assert all(trace.hex() not in queries for trace in sealed_in(town.store))
    seen = server.run("SELECT most_common_vals::text, histogram_bounds::text FROM pg_stats")
    values = " ".join(str(each) for row in seen for each in row)
    for trace in (town.vector(4), code.encode(), code.replace("-", "").encode()):
        for text in (queries, values):
            assert trace.hex() not in text
            assert trace.decode("latin-1") not in text


# --- what is deleted --------------------------------------------------------------------------


def test_after_the_last_closing_no_table_holds_a_ballot_dead_or_alive(
    server: Postgres, town: Organisation
) -> None:
    """Dead rows stay in PostgreSQL's pages until they are compacted: so they are."""
    round_id = town.open()
    sent = town.answer(round_id, {"day": [town.vector(3)] * 8})
    receipts = [sha256(each).digest() for each in sent]
    traces = sealed_in(town.store) + receipts
    before = everything(server)
    assert all(found_in(tables(before), trace) for trace in traces)
    assert town.close(round_id).done
    after = everything(server)
    for trace in traces:
        assert not found_in(tables(after), trace)


def test_a_withdrawn_answer_is_as_shut_as_any_other(server: Postgres, town: Organisation) -> None:
    """Its row is dead, and dead rows can be read: what stands there is sealed."""
    round_id = town.open()
    items = len(town.exercise.shape.items)
    vector = bytes(1 + secrets.randbelow(5) for _ in range(items))
    (sent,) = town.answer(round_id, {"day": [vector]})
    (sealed,) = sealed_in(town.store)
    town.withdraw(sent)
    assert sealed_in(town.store) == []
    files = everything(server)
    assert found_in(files, sealed)
    assert not found_in(files, vector)
    assert town.close(round_id).done
    assert not found_in(tables(everything(server)), sealed)


def tables(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name.startswith("base/")}
