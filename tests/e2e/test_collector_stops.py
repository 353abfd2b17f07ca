"""`kit collect` as a process: what it acknowledged is there after it was told to stop."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from kit.ballots import (
    OpenRound,
    RoundPlan,
    UnitSpec,
    UnitTree,
    carry_out,
    collectables,
    round_status,
    save_units,
)
from kit.load import load_book
from kit.storage import CollectorSettings, Store, open_store
from tests.organisation import ballots_in

ROOT = Path(__file__).parents[2]


def _post(address: str, body: dict[str, str]) -> Any:
    headers = {"content-type": "application/json"}
    with urlopen(Request(address, json.dumps(body).encode(), headers), timeout=20) as answer:
        return json.load(answer)


@dataclass
class Open:
    """An open session, and the process that receives for it."""

    store: Store
    round_id: str
    body: dict[str, str]
    address: str
    process: subprocess.Popen[str]

    def answer_until_refused(self, received: list[str]) -> None:
        while True:
            ballot = os.urandom(16).hex()
            try:
                _post(f"{self.address}/v1/answers", {**self.body, "ballot": ballot})
                received.append(ballot)
            except HTTPError as error:
                error.close()
                if error.code != 429:
                    return
            except (URLError, OSError, HTTPException):
                return


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    keys = tmp_path / "keys"
    settings = CollectorSettings(
        f"sqlite:///{tmp_path}/data/c.sqlite3", keys / "code.key", keys / "own"
    )
    store = open_store(settings)
    save_units(store, UnitTree(UnitSpec("north", "North", 5000)), "test")
    exercise = next(iter(collectables(load_book(ROOT)).values()))
    plan = RoundPlan(exercise, "north", "To learn", datetime.now(UTC).date())
    made = carry_out(store, "test", OpenRound(plan))
    assert made is not None
    status = round_status(store, made.round_id or "")
    assert status is not None
    body = {
        "code": (status.sessions[0].room_code or "").ljust(24),
        "fingerprint": exercise.fingerprint,
        "answers": "01" * len(exercise.shape.items),
    }
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    call = "from kit.cli import main; main(prog_name='kit')"
    where = ["--project", ROOT, "--port", port, "--database", settings.database]
    secret = ["--code-key", settings.code_key, "--keys", settings.keys]
    command = [sys.executable, "-c", call, "collect", *map(str, (*where, *secret))]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        address = f"http://127.0.0.1:{port}/collect"
        _wait(f"{address}/health")
        yield Open(store, status.head.id, body, address, process)
        process.kill()
    store.close()


def test_no_acknowledged_answer_is_lost_when_it_is_told_to_stop(opened: Open) -> None:
    received: list[str] = []
    people = [
        threading.Thread(target=opened.answer_until_refused, args=(received,)) for _ in range(8)
    ]
    for person in people:
        person.start()
    while len(received) < 30:
        time.sleep(0.01)
    opened.process.send_signal(signal.SIGTERM)
    said = opened.process.communicate(timeout=30)[1]
    for person in people:
        person.join()
    assert ballots_in(opened.store) >= len(received)
    assert opened.body["code"].strip() not in said
    assert "Traceback" not in said


def _wait(address: str) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            urlopen(address, timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("the collector did not start", pytrace=False)
