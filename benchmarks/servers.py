"""The servers that are compared, each a process of its own: ours, and its peers.

``bare`` parses and checks the same body in the same framework and stores nothing. ``one-by-one``
does the same work as ours, one transaction and one wait for the disk for each request.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import uvicorn
from fastapi import FastAPI

from kit.ballots import (
    Collectable,
    OpenRound,
    RoundPlan,
    UnitSpec,
    UnitTree,
    carry_out,
    collectables,
    round_status,
    save_units,
)
from kit.ballots.secrets.ballot import SessionName, ballot_text, receipt_hash
from kit.ballots.secrets.codes import code_hash
from kit.ballots.secrets.sealing import new_private_key, public_key_of, seal
from kit.load import load_book
from kit.storage import CollectorSettings, open_store
from kit.web.app import create_collector
from kit.web.respondents.asks import AnswerIn, AnswerOut
from kit.web.standalone import collector_server

ROOT: Final = Path(__file__).parents[1]
EXERCISE: Final = "learn/where-we-stand"


def exercise() -> Collectable:
    """Return an exercise of the reference book that collects."""
    return collectables(load_book(ROOT))[EXERCISE]


def settings_of(folder: Path, database: str) -> CollectorSettings:
    """Return settings with keys in a folder; ``database`` may be ``sqlite``."""
    url = f"sqlite:///{folder / 'database' / 'c.sqlite3'}" if database == "sqlite" else database
    return CollectorSettings(url, folder / "secrets" / "code.key", folder / "secrets" / "keys")


def open_big_round(settings: CollectorSettings, asked: Collectable) -> str:
    """Open a round with one unit that has room for every request, and return its code."""
    store = open_store(settings)
    save_units(store, UnitTree(UnitSpec("all", "All", 10_000_000)), "bench")
    plan = RoundPlan(asked, "all", "To measure", date(2026, 11, 2))
    done = carry_out(store, "bench", OpenRound(plan))
    if done is None or done.round_id is None:
        raise RuntimeError(f"no round was opened: {done}")
    status = round_status(store, done.round_id)
    store.close()
    if status is None or status.sessions[0].room_code is None:
        raise RuntimeError("the round has no code")
    return status.sessions[0].room_code


@contextlib.contextmanager
def serving(
    kind: str, folder: Path, database: str = "sqlite"
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Start a server in a process of its own; give its port and the process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "benchmarks.servers", kind, str(folder), database, str(port)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        _wait_for(port, process)
        yield port, process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end until it does: the first time it may not listen yet."""
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(3)
            return
    process.kill()
    process.wait()


def resident(process: subprocess.Popen[bytes]) -> float:
    """Return the memory of a process in MiB."""
    text = Path(f"/proc/{process.pid}/statm").read_text("ascii")
    return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with (
            contextlib.suppress(ConnectionRefusedError),
            socket.create_connection(("127.0.0.1", port)) as asking,
        ):
            # A server may hold its port before it can answer, or be ended.
            asking.sendall(b"GET / HTTP/1.0\r\n\r\n")
            if asking.recv(1):
                return
        time.sleep(0.02)
    raise RuntimeError(f"the server has ended with {process.returncode}")


def _bare() -> FastAPI:
    app = FastAPI(openapi_url=None)

    @app.post("/v1/answers")
    async def answer(_body: AnswerIn) -> AnswerOut:
        return AnswerOut()

    return app


def _one_by_one(folder: Path) -> FastAPI:
    app = FastAPI(openapi_url=None)
    folder.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(
        folder / "one.sqlite3", isolation_level=None, check_same_thread=False
    )
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("CREATE TABLE ballot (receipt BLOB PRIMARY KEY, sealed BLOB) WITHOUT ROWID")
    lock, key = threading.Lock(), public_key_of(new_private_key())

    @app.post("/v1/answers")
    def answer(body: AnswerIn) -> AnswerOut:
        receipt = receipt_hash(bytes.fromhex(body.ballot))
        code_hash(key, body.code)
        text = ballot_text(key, SessionName("round", "unit"), receipt, bytes.fromhex(body.answers))
        with lock:
            database.execute("INSERT INTO ballot VALUES (?, ?)", (receipt, seal(key, text)))
        return AnswerOut()

    return app


def main() -> None:
    """Run one server until it is interrupted."""
    kind, folder, database, port = sys.argv[1:]
    if kind in {"bare", "one-by-one"}:
        app = _bare() if kind == "bare" else _one_by_one(Path(folder))
        uvicorn.run(app, port=int(port), log_level="warning", access_log=False)
        return
    store = open_store(settings_of(Path(folder), database))
    collector = create_collector(store, dict, holder=False)
    collector_server(collector).run([socket.create_server(("127.0.0.1", int(port)))])


if __name__ == "__main__":
    # It is ended as somebody at a terminal does it, which is no fault.
    with contextlib.suppress(KeyboardInterrupt):
        main()
