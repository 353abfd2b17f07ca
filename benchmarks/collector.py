"""How fast answers are received and rounds are closed.

The rates are ratios against two peers in the same run; see :mod:`benchmarks.servers`. For
PostgreSQL the server of the tests is started, on the same machine and with all its waits for the
disk; each of two receiving processes is sent as much at once as one alone.
"""

from __future__ import annotations

import json
import random
import secrets
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.load import Load, prepare, send_all
from benchmarks.measuring import Options, Row, Spent, Table
from benchmarks.servers import exercise, open_big_round, resident, serving, settings_of
from kit.ballots import (
    CloseRound,
    Collectable,
    OpenRound,
    RoundPlan,
    UnitSpec,
    UnitTree,
    carry_out,
    save_units,
)
from kit.ballots.secrets.ballot import SessionName, ballot_text
from kit.ballots.secrets.sealing import seal
from kit.ballots.tables import ballot, session
from kit.storage import Store, open_store
from tests.postgres import running_postgres

_SENT = 4000
_UNITS = 600
_BALLOTS = 20_000
_WAYS: Final = {
    "bare": ("bare", "", 1),
    "one-by-one": ("one-by-one", "", 1),
    "SQLite": ("collector", "sqlite", 1),
    "PostgreSQL": ("collector", "postgresql", 1),
    "PostgreSQL, two processes": ("collector", "postgresql", 2),
}
"""What is started, with which database, and how often."""


@dataclass
class Received:
    """What was measured of one way to receive, over several runs."""

    per_second: list[float] = field(default_factory=list)
    p99_at_half: list[float] = field(default_factory=list)


def measure_receiving(runs: int) -> dict[str, Received]:
    """Return rates of ours and its peers, run by run in turn, so that all share the machine."""
    asked, found = exercise(), {way: Received() for way in _WAYS}
    with tempfile.TemporaryDirectory() as folder, running_postgres() as postgres:
        for run in range(runs):
            for way, (kind, database, processes) in _WAYS.items():
                address = postgres.database() if database == "postgresql" else database
                place = Path(folder, f"{way}-{run}")
                _measure(found[way], asked, place, (kind, address, processes))
    return found


def measure_memory(answers: int = 100_000) -> tuple[float, float]:
    """Return the resident MiB after a tenth of the answers, and after all of them."""
    asked = exercise()
    with tempfile.TemporaryDirectory() as folder:
        code = open_big_round(settings_of(Path(folder), "sqlite"), asked)
        with serving("collector", Path(folder)) as (port, process):
            _send(port, "/collect", code, asked, answers // 10)
            early = resident(process)
            _send(port, "/collect", code, asked, answers - answers // 10)
            return early, resident(process)


def measure_closing(runs: int) -> list[float]:
    """Return the seconds that closing a round of 600 units and 20,000 ballots takes."""
    asked, found = exercise(), []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(settings_of(Path(folder), "sqlite"))
            round_id = _filled_round(store, asked)
            began = time.perf_counter()
            done = carry_out(store, "bench", CloseRound(round_id))
            found.append(time.perf_counter() - began)
            store.close()
            if done is None or not done.done or done.code:
                raise RuntimeError(f"the round was not closed: {done}")
    return found


def measure(options: Options, table: Table) -> None:
    """Measure all of it; rates as the time that a thousand answers take."""
    received = measure_receiving(options.runs)
    peers = {"bare": 4.0, "one-by-one": 0.5}
    for way in (each for each in _WAYS if each not in peers):
        for peer, target in peers.items():
            row = Row(f"{way}: 1,000 answers, against {peer}", target=target)
            for ours, theirs in zip(
                received[way].per_second, received[peer].per_second, strict=True
            ):
                row.add(Spent(1000 / ours), Spent(1000 / theirs))
            table.add(row)
        row = Row(f"{way}: p99 at half of the maximum", "ms", 50)
        for milliseconds in received[way].p99_at_half:
            row.add(Spent(milliseconds))
        table.add(row)
    closing = Row("closing 600 units and 20,000 ballots", target=5)
    for taken in measure_closing(options.runs):
        closing.add(Spent(taken))
    table.add(closing)
    early, late = measure_memory()
    memory = Row("memory after 100,000 answers, against 10,000", "MiB", 1.1)
    memory.add(Spent(late), Spent(early))
    table.add(memory)


def _measure(found: Received, asked: Collectable, place: Path, way: tuple[str, str, int]) -> None:
    kind, database, processes = way
    code, prefix = "0" * 8, ""
    if kind == "collector":
        prefix = "/collect"
        code = open_big_round(settings_of(place, database), asked)
    with ExitStack() as servers:
        ports = [servers.enter_context(serving(kind, place, database))[0] for _ in range(processes)]
        _send(ports[0], prefix, code, asked, _SENT // 4)
        most = _at_once(ports, prefix, code, asked)
        found.per_second.append(most)
        half = _send(ports[0], prefix, code, asked, _SENT, rate=most / 2 / len(ports))
        found.p99_at_half.append(half.p99)


def _at_once(ports: list[int], prefix: str, code: str, asked: Collectable) -> float:
    """Return answers a second of all processes together."""
    if len(ports) == 1:
        return _send(ports[0], prefix, code, asked, _SENT).per_second
    with ProcessPoolExecutor(len(ports)) as pool:
        loads = [pool.submit(_send, port, prefix, code, asked, _SENT) for port in ports]
        return sum(load.result().per_second for load in loads)


def _send(
    port: int,
    prefix: str,
    code: str,
    asked: Collectable,
    count: int,
    rate: float | None = None,
) -> Load:
    requests = prepare(f"127.0.0.1:{port}", f"{prefix}/v1/answers", _bodies(code, asked), count)
    load = send_all(port, requests, rate=rate)
    if load.failed:
        raise RuntimeError(f"{load.failed} of {count} answers were refused")
    return load


def _bodies(code: str, asked: Collectable) -> Iterator[bytes]:
    chance, items = random.Random(1), len(asked.shape.items)
    while True:
        body = {
            "code": code.ljust(24),
            "ballot": secrets.token_hex(16),
            "fingerprint": asked.fingerprint,
            "answers": bytes(chance.randint(0, 5) for _ in range(items)).hex(),
        }
        yield json.dumps(body).encode()


def _filled_round(store: Store, asked: Collectable) -> str:
    """Open a round of 600 units and put ballots into it, as receiving would."""
    teams = [UnitSpec(f"team-{n}", f"Team {n}", 60) for n in range(_UNITS - 61)]
    areas = tuple(UnitSpec(f"area-{n}", f"Area {n}", None, tuple(teams[n::60])) for n in range(60))
    save_units(store, UnitTree(UnitSpec("all", "All", None, areas)), "bench")
    plan = RoundPlan(asked, "all", "To measure", date(2026, 11, 2), items=True)
    done = carry_out(store, "bench", OpenRound(plan))
    if done is None or done.round_id is None:
        raise RuntimeError(f"no round was opened: {done}")
    with store.writing() as connection:
        boxes = list(connection.execute(session.select()))
        rows = []
        for n in range(_BALLOTS):
            box, receipt = boxes[n % len(boxes)], secrets.token_bytes(32)
            vector = bytes(random.randint(0, 5) for _ in asked.shape.items)
            text = ballot_text(store.code_key, SessionName(box.round, box.unit), receipt, vector)
            sealed = seal(bytes(box.public_key), text)
            rows.append({"receipt": receipt, "session": box.id, "sealed": sealed})
        connection.execute(ballot.insert(), rows)
    return done.round_id
