"""A collector in a process of its own, for killing.

Started as a program, it reads orders as lines of JSON and carries out each in a fork of itself, so
that a hundred deaths cost no hundred imports: ``answer`` sends answers and withdrawals, and is
killed some time after two withdrawals were acknowledged; ``close`` closes the round and kills
itself after a given step.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import secrets
import select
import signal
import sys
import time
from pathlib import Path

from kit.ballots import (
    Answered,
    CloseRound,
    CloseSession,
    Collectable,
    Holder,
    Receiver,
    UnitSpec,
    Withdrawn,
    request_act,
)
from kit.storage import Store, open_store
from tests.organisation import TODAY, Organisation, codes_of, exercise, settings_in

SENDERS = 24
WITHDRAWALS = 2
"""That a fork acknowledges, at least, before it is killed."""
PATIENCE = 60


def open_on(disk: Path, database: str | None = None) -> Store:
    """Open the store of a disk, on a day that never changes."""
    return open_store(settings_in(disk, database), today=lambda: TODAY)


def open_round(disk: Path, asked: Collectable, people: int, database: str | None = None) -> str:
    """Save two teams below one unit and open a round for them; return its id."""
    teams = tuple(UnitSpec(name, name.title(), people) for name in ("north", "south"))
    tree = UnitSpec("all", "All", None, teams)
    organisation = Organisation(disk, asked, tree=tree, address=database)
    round_id = organisation.open(items=True)
    organisation.store.close()
    return round_id


# --- what a fork does --------------------------------------------------------------------------


def answer_until_killed(store: Store, round_id: str, asked: Collectable, parent: int) -> None:
    """Answer and withdraw without an end; say on standard output what was acknowledged.

    :param parent: a pipe that gets a byte for each withdrawal.
    """
    codes = list(codes_of(store, round_id).values())

    async def one(receiver: Receiver, chance: random.Random) -> None:
        while True:
            ballot = secrets.token_bytes(16)
            vector = bytes(chance.randint(0, 5) for _ in asked.shape.items)
            code = chance.choice(codes)
            found = await receiver.answer(code, ballot, asked.fingerprint, vector)
            if found is Answered.RECEIVED:
                tell("received", ballot)
                if chance.random() < 0.2:
                    tell("withdrawing", ballot)
                    if await receiver.withdraw(ballot) is Withdrawn.WITHDRAWN:
                        tell("withdrawn", ballot)
                        os.write(parent, b".")

    async def all_of_them() -> None:
        receiver = Receiver(store)
        receiver.start()
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


def wait_for(heard: int, number: int) -> None:
    """Wait until so many bytes came through a pipe, or its other end is closed."""
    while number and select.select([heard], [], [], PATIENCE)[0]:
        number -= len(found := os.read(heard, number))
        if not found:
            return


def tell(word: str, ballot: bytes) -> None:
    """Say one thing; a line is written whole or not at all."""
    os.write(1, f"{word} {ballot.hex()}\n".encode())


def main() -> None:
    """Carry out orders in forks, one at a time, and say when each has ended."""
    asked = exercise()
    for line in sys.stdin:
        order = json.loads(line)
        disk, round_id = Path(order["disk"]), order["round"]
        heard, told = os.pipe()
        child = os.fork()
        if not child:
            if order["act"] == "answer":
                answer_until_killed(open_on(disk, order.get("database")), round_id, asked, told)
            close_and_die(disk, round_id, order["step"], order["unit"])
            os._exit(0)
        os.close(told)
        if order["act"] == "answer":
            if not order.get("at_once"):
                wait_for(heard, WITHDRAWALS)
            time.sleep(order["seconds"])
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.close(heard)
        tell("killed" if os.WIFSIGNALED(status) else "ended", b"")


if __name__ == "__main__":
    main()
