"""What the collector has acknowledged is there after `kill -9` and after a power cut."""

import asyncio
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from sqlalchemy import func, select

from kit.ballots import (
    CloseRound,
    Collectable,
    Holder,
    Receiver,
    carry_out,
    results_of,
    round_status,
)
from kit.ballots.tables import ballot, session
from kit.storage import Store
from tests.durability.collector import WITHDRAWALS, open_on, open_round
from tests.durability.lost_writes import compile_library, environment, take_back
from tests.organisation import codes_of, exercise

PROGRAM = [sys.executable, "-m", "tests.durability.collector"]
ROOT = Path(__file__).parents[2]


@dataclass
class Victim:
    """A process that carries out orders in forks, on a disk of its own."""

    process: subprocess.Popen[str]
    disk: Path
    power_cut: Callable[[], int]

    def order(self, withdrawn: Callable[[], None] = lambda: None, **order: Any) -> list[list[str]]:
        """Give what the fork said; call ``withdrawn`` when it has said so as often as it must."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"disk": str(self.disk), **order}) + "\n")
        self.process.stdin.flush()
        said: list[list[str]] = []
        words: Counter[str] = Counter()
        while not said or said[-1][0] not in {"killed", "ended"}:
            line = self.process.stdout.readline()
            assert line, "the process has ended"
            said.append(line.split())
            words[said[-1][0]] += 1
            if said[-1][0] == "withdrawn" and words["withdrawn"] == WITHDRAWALS:
                withdrawn()
        return said


@contextmanager
def victim(folder: Path, *, cut_power: bool) -> Iterator[Victim]:
    disk, notes = folder / "disk", folder / "notes"
    disk.mkdir()
    env = None
    if cut_power:
        env = environment(compile_library(folder), disk, notes)
    process = subprocess.Popen(
        PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=env
    )
    with process:
        try:
            yield Victim(process, disk, lambda: take_back(disk, notes) if cut_power else 0)
        finally:
            process.kill()


@pytest.mark.parametrize("deaths", [10, pytest.param(50, marks=pytest.mark.deep)])
@pytest.mark.parametrize("cut_power", [False, True], ids=["killed", "power-cut"])
def test_every_acknowledged_answer_survives_many_deaths_under_load(
    tmp_path: Path, deaths: int, *, cut_power: bool
) -> None:
    chance = random.Random(7)
    there: set[str] = set()
    gone: set[str] = set()
    taken_back = 0
    with victim(tmp_path, cut_power=cut_power) as running:
        round_id = open_round(running.disk, exercise(), people=1_000_000)
        # Further ones where a busy machine did little before each death.
        for number in range(10 * deaths):
            if number >= deaths and min(len(there), len(gone)) > deaths:
                break
            # Some die while they start after the last death, with nothing acknowledged.
            order = {"act": "answer", "round": round_id, "at_once": number % 5 == 4}
            said = running.order(**order, seconds=chance.uniform(0, 0.25))
            taken_back += running.power_cut()
            received = {line[1] for line in said if line[0] == "received"}
            asked = {line[1] for line in said if line[0] == "withdrawing"}
            there |= received - asked
            gone |= {line[1] for line in said if line[0] == "withdrawn"}
        store = open_on(running.disk)
        found = _receipts(store)
        assert len(there) > deaths
        assert len(gone) > deaths
        assert {_hashed(each) for each in there} <= found
        assert not {_hashed(each) for each in gone} & found
        assert _counted(store) == _taken(store)
        store.close()
    # Without writes that nobody waited for, the power cut would have proved nothing.
    assert bool(taken_back) == cut_power


@pytest.mark.parametrize("unit", [None, "north"], ids=["round", "session"])
def test_a_power_cut_after_any_step_of_closing_is_counted_once(
    tmp_path: Path, unit: str | None
) -> None:
    asked = exercise()
    before = tmp_path / "before"
    round_id = open_round(before, asked, people=20)
    _answer(before, round_id, asked, answers=7)
    step, steps = 0, ["begin"]
    with victim(tmp_path, cut_power=True) as running:
        while steps[-1] != "ended":
            step += 1
            disk = running.disk = copytree(before, tmp_path / "disk" / str(step))
            said = running.order(act="close", round=round_id, step=step, unit=unit)
            steps = [" ".join(line) for line in said]
            running.power_cut()
            _finish(disk, round_id, unit, steps)
    assert step > 5


def _answer(disk: Path, round_id: str, asked: Collectable, answers: int) -> None:
    async def send() -> None:
        store = open_on(disk)
        receiver = Receiver(store)
        receiver.start()
        for code in codes_of(store, round_id).values():
            for n in range(answers):
                vector = bytes([1 + n % 5]) * len(asked.shape.items)
                ballot_id = random.Random(f"{code}{n}").randbytes(16)
                await receiver.answer(code, ballot_id, asked.fingerprint, vector)
        await receiver.aclose()
        store.close()

    asyncio.run(send())


def _finish(disk: Path, round_id: str, unit: str | None, steps: list[str]) -> None:
    """Start anew after the cut, as the next start does, and look at what there is."""
    store = open_on(disk)
    holder = Holder(store)
    with holder.lock() as held:
        assert held
        holder.run_pending()
    status = round_status(store, round_id)
    assert status is not None
    if unit is not None or status.head.state == "open":
        done = carry_out(store, "test", CloseRound(round_id))
        assert done is not None
        assert done.done, (steps, done)
    results = results_of(store, round_id)
    assert results is not None
    included = {name: figures.included for name, figures in results.figures.items()}
    assert included == {"north": 7, "south": 7, "all": 14}, steps
    assert not _receipts(store), steps
    left = [path.name for path in (disk / "secrets" / "keys").glob("*.key")]
    assert not left, steps
    store.close()


def _receipts(store: Store) -> set[bytes]:
    with store.reading() as connection:
        return {bytes(each) for each in connection.scalars(select(ballot.c.receipt))}


def _counted(store: Store) -> Counter[str]:
    with store.reading() as connection:
        rows = connection.execute(select(ballot.c.session, func.count()).group_by(ballot.c.session))
        return Counter(dict(row for row in rows.all()))


def _taken(store: Store) -> Counter[str]:
    with store.reading() as connection:
        return Counter(
            {row.id: row.taken for row in connection.execute(select(session.c.id, session.c.taken))}
        )


def _hashed(ballot_id: str) -> bytes:
    return sha256(bytes.fromhex(ballot_id)).digest()
