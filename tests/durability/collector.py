"""A collector in a process of its own, for killing.

Started as a program, it reads orders as lines of JSON and carries out each in a fork of itself, so
that a hundred deaths cost no hundred imports: ``answer`` sends answers and withdrawals until it is
killed, ``close`` closes the round and kills itself after a given step.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import secrets
import signal
import sys
import time
from datetime import date
from pathlib import Path

from kit.ballots import (
    Answered,
    CloseRound,
    CloseSession,
    Collectable,
    CollectorSettings,
    Holder,
    OpenRound,
    Receiver,
    RoundPlan,
    Store,
    UnitSpec,
    UnitTree,
    Withdrawn,
    carry_out,
    collectables,
    open_store,
    request_act,
    round_status,
    save_units,
)
from kit.load import load_book

EXERCISE = "learn/where-we-stand"
TODAY = date(2026, 11, 2)
SENDERS = 24


def settings_in(disk: Path) -> CollectorSettings:
    """Return where a collector on a disk of its own keeps everything."""
    secrets_ = disk / "secrets"
    database = f"sqlite:///{disk / 'database' / 'collector.sqlite3'}"
    return CollectorSettings(database, secrets_ / "code.key", secrets_ / "keys")


def open_on(disk: Path) -> Store:
    """Open the store of a disk, on a day that never changes."""
    return open_store(settings_in(disk), today=lambda: TODAY)


def open_round(disk: Path, exercise: Collectable, people: int) -> str:
    """Save two teams below one unit and open a round for them; return its id."""
    teams = tuple(UnitSpec(name, name.title(), people) for name in ("north", "south"))
    store = open_on(disk)
    save_units(store, UnitTree(UnitSpec("all", "All", None, teams)), "test")
    plan = RoundPlan(exercise, "all", "To learn", TODAY, items=True)
    done = carry_out(store, "test", OpenRound(plan))
    store.close()
    assert done is not None
    assert done.round_id, done
    return done.round_id


def reference_exercise() -> Collectable:
    """Return an exercise of the reference book that collects."""
    return collectables(load_book(Path(__file__).parents[2]))[EXERCISE]


def codes_of(store: Store, round_id: str) -> dict[str, str]:
    """Return the code of each leaf."""
    status = round_status(store, round_id)
    assert status is not None
    return {each.unit.id: each.room_code or "" for each in status.sessions}


# --- what a fork does --------------------------------------------------------------------------


def answer_until_killed(disk: Path, round_id: str, exercise: Collectable) -> None:
    """Answer and withdraw without an end; say on standard output what was acknowledged."""
    store = open_on(disk)
    codes = list(codes_of(store, round_id).values())

    async def one(receiver: Receiver, chance: random.Random) -> None:
        while True:
            ballot = secrets.token_bytes(16)
            vector = bytes(chance.randint(0, 5) for _ in exercise.shape.items)
            code = chance.choice(codes)
            found = await receiver.answer(code, ballot, exercise.fingerprint, vector)
            if found is Answered.RECEIVED:
                tell("received", ballot)
                if chance.random() < 0.2:
                    tell("withdrawing", ballot)
                    if await receiver.withdraw(ballot) is Withdrawn.WITHDRAWN:
                        tell("withdrawn", ballot)

    async def all_of_them() -> None:
        receiver = Receiver(store)
        receiver.start()
        tell("ready", b"")
        await asyncio.gather(*(one(receiver, random.Random(n)) for n in range(SENDERS)))

    asyncio.run(all_of_them())


def close_and_die(disk: Path, round_id: str, step: int, unit: str | None) -> None:
    """Close, and be killed after so many steps; say each step before it counts."""
    store = open_on(disk)
    seen = 0

    def after(name: str) -> None:
        nonlocal seen
        seen += 1
        tell(name, b"")
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)

    act = CloseSession(round_id, unit) if unit else CloseRound(round_id)
    request_act(store, "test", act)
    holder = Holder(store, after)
    with holder.lock() as held:
        assert held
        holder.run_pending()
    store.close()


def tell(word: str, ballot: bytes) -> None:
    """Say one thing; a line is written whole or not at all."""
    os.write(1, f"{word} {ballot.hex()}\n".encode())


def main() -> None:
    """Carry out orders in forks, one at a time, and say when each has ended."""
    exercise = reference_exercise()
    for line in sys.stdin:
        order = json.loads(line)
        disk, round_id = Path(order["disk"]), order["round"]
        child = os.fork()
        if not child:
            if order["act"] == "answer":
                answer_until_killed(disk, round_id, exercise)
            close_and_die(disk, round_id, order["step"], order["unit"])
            os._exit(0)
        if order["act"] == "answer":
            time.sleep(order["seconds"])
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        tell("killed" if os.WIFSIGNALED(status) else "ended", b"")


if __name__ == "__main__":
    main()
