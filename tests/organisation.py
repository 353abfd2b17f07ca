"""An organisation whose people answer, for those who attack it or cut its power."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from kit.ballots import (
    Act,
    Answered,
    CloseRound,
    Collectable,
    OpenRound,
    Outcome,
    Receiver,
    RoundPlan,
    UnitSpec,
    UnitTree,
    Withdrawn,
    carry_out,
    collectables,
    round_status,
    save_units,
)
from kit.ballots.tables import ballot
from kit.load import load_book
from kit.storage import CollectorSettings, Store, open_store

TODAY = date(2026, 11, 2)
EXERCISE = "learn/where-we-stand"
TREE = UnitSpec(
    "all",
    "All",
    None,
    (
        UnitSpec(
            "health", "Health", None, (UnitSpec("day", "Day", 20), UnitSpec("night", "N", 20))
        ),
        UnitSpec("roads", "Roads", 20),
    ),
)


def settings_in(disk: Path, database: str | None = None) -> CollectorSettings:
    """Return where a collector on a disk of its own keeps everything; by default on SQLite."""
    keys = disk / "secrets"
    own = f"sqlite:///{disk / 'database' / 'collector.sqlite3'}"
    return CollectorSettings(database or own, keys / "code.key", keys / "keys")


def codes_of(store: Store, round_id: str) -> dict[str, str]:
    """Return the room code of each leaf."""
    status = round_status(store, round_id)
    assert status is not None
    return {each.unit.id: each.room_code or "" for each in status.sessions}


def ballots_in(store: Store) -> int:
    """Count the rows of answers in the database."""
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(ballot)) or 0


def exercise() -> Collectable:
    """Return an exercise of the reference book that collects."""
    return collectables(load_book(Path(__file__).parents[1]))[EXERCISE]


@dataclass
class Organisation:
    """A collector on a disk of its own, the day under the test's control."""

    disk: Path
    exercise: Collectable
    day: date = TODAY
    tree: UnitSpec = TREE
    address: str | None = None
    """Of a database that is not on the disk."""

    def __post_init__(self) -> None:
        self.settings = settings_in(self.disk, self.address)
        self.store = self.reopened()
        save_units(self.store, UnitTree(self.tree), "test")

    def reopened(self) -> Store:
        """Open the store once more, as another process would."""
        return open_store(self.settings, today=lambda: self.day)

    @property
    def database(self) -> Path:
        """The folder of the database with its log."""
        return self.disk / "database"

    @property
    def keys(self) -> Path:
        """The folder of the private keys."""
        return self.disk / "secrets" / "keys"

    def plan(self, root: str = "all", **others: object) -> RoundPlan:
        """Return what somebody may ask for."""
        return RoundPlan(self.exercise, root, "To learn", self.day, **others)  # type: ignore[arg-type]

    def ask(self, act: Act) -> Outcome:
        """Let the key holder carry out an act."""
        done = carry_out(self.store, "test", act)
        assert done is not None
        return done

    def open(self, root: str = "all", **others: object) -> str:
        """Open a round and return its id."""
        done = self.ask(OpenRound(self.plan(root, **others)))
        assert done.round_id, done
        return done.round_id

    def close(self, round_id: str) -> Outcome:
        """Close a round."""
        return self.ask(CloseRound(round_id))

    def codes(self, round_id: str) -> dict[str, str]:
        """Return the room code of each leaf."""
        return codes_of(self.store, round_id)

    def answer(self, round_id: str, answers: Mapping[str, Iterable[bytes]]) -> list[bytes]:
        """Send vectors from leaves, one after the other; return the ballots' ids in that order."""
        codes = self.codes(round_id)

        async def send() -> list[bytes]:
            receiver = Receiver(self.store)
            receiver.start()
            sent = []
            for unit, vectors in answers.items():
                for vector in vectors:
                    sent.append(secrets.token_bytes(16))
                    arguments = (codes[unit], sent[-1], self.exercise.fingerprint, vector)
                    assert await receiver.answer(*arguments) is Answered.RECEIVED
            await receiver.aclose()
            return sent

        return asyncio.run(send())

    def withdraw(self, sent: bytes) -> None:
        """Take one answer back."""

        async def send() -> Withdrawn:
            receiver = Receiver(self.store)
            receiver.start()
            found = await receiver.withdraw(sent)
            await receiver.aclose()
            return found

        assert asyncio.run(send()) is Withdrawn.WITHDRAWN

    def vector(self, number: int) -> bytes:
        """Return a response that says the same to every item."""
        return bytes([number]) * len(self.exercise.shape.items)

    def disk_bytes(self) -> dict[str, bytes]:
        """Return everything that stands in the database's folder, by name."""
        return {path.name: path.read_bytes() for path in self.database.iterdir() if path.is_file()}
