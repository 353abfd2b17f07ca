"""What the collector has acknowledged on PostgreSQL is there after any death of either of them."""

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kit.ballots.tables import ballot, session
from tests.durability.collector import open_on, open_round
from tests.durability.lost_writes import compile_library, environment, take_back
from tests.durability.test_nothing_acknowledged_is_lost import Victim, victim
from tests.organisation import exercise
from tests.postgres import Postgres, running_postgres

DEATHS = 3
MORE = pytest.param(12, marks=pytest.mark.deep)
CARELESS = "%20-csynchronous_commit%3Doff"
"""What a server's administrator may have made the default."""


def watched(folder: Path) -> dict[str, str]:
    """Note what the server writes into its log and does not wait for, on a slow disk."""
    library = compile_library(folder)
    found = environment(library, folder / "data" / "pg_wal", folder / "notes")
    (folder / "notes").chmod(0o777)
    return found | {"LOST_WRITES_SYNC": "5000"}


@contextmanager
def load(tmp_path: Path, server: Postgres) -> Iterator[tuple[Victim, str, str]]:
    """Give a collector's process, a round on a careless server, and the database's address."""
    database = server.database() + CARELESS
    with victim(tmp_path, cut_power=False) as running:
        round_id = open_round(running.disk, exercise(), people=1_000_000, database=database)
        yield running, round_id, database


def check(disk: Path, database: str, said: list[list[str]], deaths: int) -> None:
    """Hold what is there against what was said."""
    named = {
        word: {line[1] for line in said if line[0] == word}
        for word in ("received", "withdrawing", "withdrawn")
    }
    there = {_hashed(each) for each in named["received"] - named["withdrawing"]}
    gone = {_hashed(each) for each in named["withdrawn"]}
    store = open_on(disk, database)
    with store.reading() as connection:
        found = {bytes(each) for each in connection.scalars(select(ballot.c.receipt))}
        taken = connection.scalar(select(func.sum(session.c.taken)))
    store.close()
    assert len(there) > deaths
    assert len(gone) > deaths
    assert there <= found
    assert not gone & found
    assert taken == len(found)


def _hashed(sent: str) -> bytes:
    return sha256(bytes.fromhex(sent)).digest()


@pytest.mark.parametrize("deaths", [DEATHS, MORE])
def test_every_acknowledged_answer_survives_the_deaths_of_the_collector(
    tmp_path: Path, postgres: Postgres, deaths: int
) -> None:
    chance, said = random.Random(8), []
    with load(tmp_path, postgres) as (running, round_id, database):
        for _ in range(deaths):
            order = {"act": "answer", "round": round_id, "database": database}
            said += running.order(**order, seconds=chance.uniform(0, 0.25))
        check(running.disk, database, said, deaths)


@pytest.mark.parametrize("deaths", [DEATHS, MORE])
@pytest.mark.parametrize("cut_power", [False, True], ids=["killed", "power-cut"])
def test_every_acknowledged_answer_survives_the_deaths_of_the_server(
    tmp_path: Path, deaths: int, *, cut_power: bool
) -> None:
    """With the power, the log loses what the server wrote and did not wait for."""
    chance, said, taken_back = random.Random(9), [], 0
    with (
        running_postgres(watched if cut_power else None) as server,
        load(tmp_path, server) as (running, round_id, database),
    ):
        for number in range(5 * deaths):
            if number >= deaths and bool(taken_back) == cut_power:
                break
            death = threading.Timer(chance.uniform(0, 0.2), server.kill)
            order = {"act": "answer", "round": round_id, "database": database}
            said += running.order(death.start, **order, seconds=0.3)
            death.join()
            if cut_power:
                log = server.data / "pg_wal"
                taken_back += take_back(log, server.data.with_name("notes"))
            server.start()
        check(running.disk, database, said, deaths)
    # Without writes that nobody waited for, the power cut would have proved nothing.
    assert bool(taken_back) == cut_power
