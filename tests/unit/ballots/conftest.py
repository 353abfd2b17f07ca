"""A store on SQLite and on PostgreSQL, an exercise, an organisation, and people who answer."""

import asyncio
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kit.ballots import (
    Answered,
    Collectable,
    Holder,
    OpenRound,
    Outcome,
    Receiver,
    RoundPlan,
    UnitSpec,
    UnitTree,
    Withdrawn,
    Wording,
    confirm_slips,
    draw_slips,
    outcome,
    request_act,
    round_status,
    save_units,
)
from kit.ballots.acts.act import Act
from kit.model import Category, Dimension, Item, ResponseShape, Scale
from kit.storage import CollectorSettings, Store, open_store, record
from tests.postgres import Postgres
from tests.prepared_stores import prepare, prepared

TODAY = date(2026, 11, 1)
_START = datetime(2026, 11, 1, 12, tzinfo=UTC).timestamp()
_BEGUN = time.monotonic()

SCALE = Scale(
    id="agreement",
    categories=tuple(Category(id=f"c{n}", value=n, label=f"Label {n}") for n in range(1, 6)),
    dont_know="Don't know",
)


TEXTS = (
    "Here we help each other when it is busy.",
    "Here we tell others about what went badly.",
    "Here we have time to practise new tasks.",
)
OTHERS = (
    "Here residents take part before anything is changed.",
    "Here everybody knows who decides about money.",
    "Here machines do the heavy lifting.",
)


def exercise(
    exercise_id: str = "learn/where-we-stand",
    formerly: tuple[str, ...] = (),
    texts: Sequence[str] = TEXTS,
) -> Collectable:
    """Return an exercise with one dimension; by default of three items."""
    items = tuple(
        Item(id=f"i{n}", text=text, dimension="us") for n, text in enumerate(texts, start=1)
    )
    shape = ResponseShape(SCALE, (Dimension(id="us", name="Us", about="we"),), items)
    wording = Wording(
        "Where we stand",
        {"us": "Us"},
        {item.id: item.text for item in items},
        {category.id: category.label for category in SCALE.categories},
        SCALE.dont_know,
    )
    address = {"en": f"en/exercises/{exercise_id}.html"}
    return Collectable(
        exercise_id, shape, shape.fingerprint(), "en", {"en": wording}, address, formerly
    )


ORGANISATION = UnitTree(
    UnitSpec(
        "town",
        "The town",
        None,
        (
            UnitSpec("school", "School", 2, (UnitSpec("a", "Team A", 12), UnitSpec("b", "B", 6))),
            UnitSpec("health", "Health", None, (UnitSpec("c", "C", 4), UnitSpec("d", "D", 8))),
        ),
    )
)


class Interrupted(Exception):  # noqa: N818 - what happens is no error
    """Stands for the power cut."""


@dataclass
class Organisation:
    """A store with units, a clock that the test moves, and shorthands for what people do."""

    settings: CollectorSettings
    today: date = TODAY
    waited: int = 0
    open_stores: list[Store] = field(default_factory=list)
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = self.another()

    def another(self) -> Store:
        """Open the same database once more, as another process would."""
        store = open_store(self.settings, today=lambda: self.today, now=self.now)
        self.open_stores.append(store)
        return store

    def now(self) -> float:
        """Return the moment, always a later one; who sets ``today`` alone is past midnight."""
        return _START + self.waited * 86_400 + time.monotonic() - _BEGUN

    def act(self) -> None:
        """Do something that stands in the record of acts."""
        with self.store.writing() as connection:
            record(self.store, connection, "hr", "save-units", {})

    def wait(self, days: int) -> None:
        """Move the clock."""
        self.waited += days
        self.today += timedelta(days=days)

    def ask(self, act: Act, actor: str = "hr") -> Outcome:
        """Ask for an act and let the key holder do it."""
        request_id = request_act(self.store, actor, act)
        Holder(self.store).run_pending()
        found = outcome(self.store, request_id)
        assert found is not None
        return found

    def open(self, root: str = "town", what: Collectable | None = None, **more: object) -> str:
        """Open a round and return its id."""
        found = self.ask(OpenRound(plan(root, what, **more)))
        assert found.done, found
        assert found.round_id is not None
        return found.round_id

    def crash_after(self, steps: int) -> None:
        """Let the key holder do what is asked, and cut the power after so many steps.

        :raises Interrupted: unless it was done before.
        """
        left = steps

        def step(_: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Interrupted

        Holder(self.store, after=step).run_pending()

    def code(self, round_id: str, unit: str) -> str:
        """Return a leaf's room code."""
        status = round_status(self.store, round_id)
        assert status is not None
        (found,) = (each.room_code for each in status.sessions if each.unit.id == unit)
        assert found is not None
        return found

    def slips(self, round_id: str, unit: str, count: int) -> list[str]:
        """Draw slips for a leaf, confirm their print and return their codes."""
        slips = draw_slips(self.store, round_id, unit, count, "hr")
        confirm_slips(self.store, round_id, unit, slips[-1], "hr")
        return slips

    def answer(self, code: str, *vectors: bytes) -> list[tuple[bytes, Answered]]:
        """Answer with a code; return ballot ids and what became of them."""

        async def send(receiver: Receiver) -> list[tuple[bytes, Answered]]:
            ballots = [(secrets.token_bytes(16), vector) for vector in vectors]
            print_ = exercise().fingerprint
            replies = await asyncio.gather(
                *(receiver.answer(code, ballot, print_, vector) for ballot, vector in ballots)
            )
            return [(ballot, reply) for (ballot, _), reply in zip(ballots, replies, strict=True)]

        return self.receive(send)

    def withdraw(self, ballot: bytes) -> Withdrawn:
        """Withdraw a ballot."""
        return self.receive(lambda receiver: receiver.withdraw(ballot))

    def receive(self, act: Callable[[Receiver], object], store: Store | None = None) -> object:
        """Run something that needs a receiver."""

        async def run() -> object:
            receiver = Receiver(store or self.store)
            receiver.start()
            try:
                return await act(receiver)
            finally:
                await receiver.aclose()

        return asyncio.run(run())

    def close(self) -> None:
        """Close every connection."""
        for store in self.open_stores:
            store.close()


def plan(root: str = "town", what: Collectable | None = None, **more: object) -> RoundPlan:
    """Return a plan that may be opened."""
    given = {"purpose": "To choose a measure.", "discussed_on": TODAY, "items": True, **more}
    return RoundPlan(what or exercise(), root, **given)


def settings_in(folder: Path, database: str | None = None) -> CollectorSettings:
    """Return settings for a folder."""
    return CollectorSettings(
        database or f"sqlite:///{folder}/db/collector.sqlite3",
        folder / "secret" / "code.key",
        folder / "secret" / "keys",
    )


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Organisation]:
    """Give the organisation on SQLite."""
    made = Organisation(prepare(settings_in(tmp_path)))
    save_units(made.store, ORGANISATION, "hr")
    yield made
    made.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.deep)])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Organisation]:
    """Give the organisation on each database.

    In `make test`, the store on PostgreSQL is held against the model, and attacked.
    """
    if request.param == "sqlite":
        settings = prepare(settings_in(tmp_path))
    else:
        server: Postgres = request.getfixturevalue("postgres")
        settings = settings_in(tmp_path, prepared(server))
    made = Organisation(settings)
    save_units(made.store, ORGANISATION, "hr")
    yield made
    made.close()
