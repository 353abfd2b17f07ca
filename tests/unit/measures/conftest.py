"""A store of measures on each database, and what a team might agree on."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from kit.measures import Agreement, Measure, SentUp, Status, keep
from kit.measures.keeping import Kept
from kit.storage import CollectorSettings, Store, open_store, record
from kit.storage.owners import MEASURES
from tests.postgres import Postgres

TODAY = date(2026, 11, 2)


@dataclass
class Clock:
    """A store with a day that the test moves."""

    settings: CollectorSettings
    today: date = TODAY
    open_stores: ExitStack = field(default_factory=ExitStack)
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = self.another()

    def another(self) -> Store:
        """Open the same database once more, as another process would."""
        store = open_store(self.settings, MEASURES, today=lambda: self.today, now=self.now)
        self.open_stores.callback(store.close)
        return store

    def now(self) -> float:
        """Return the first moment of the day."""
        return datetime.combine(self.today, time.min, UTC).timestamp()

    def act(self) -> None:
        """Do something that stands in the record of acts."""
        with self.store.writing() as connection:
            record(self.store, connection, "leader", "hold-follow-up", {})

    def wait(self, days: int) -> None:
        """Move the clock."""
        self.today += timedelta(days=days)


def settings_of(folder: Path, database: str | None = None) -> CollectorSettings:
    """Return where a collector in a folder keeps its own."""
    url = database or f"sqlite:///{folder / 'data' / 'collector.sqlite3'}"
    return CollectorSettings(url, folder / "state" / "code.key", folder / "state" / "keys")


@pytest.fixture(params=["sqlite", "postgresql"])
def clock(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Clock]:
    """Give a store of measures."""
    server: Postgres | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
    settings = settings_of(tmp_path, server.database() if server else None)
    made = Clock(settings.beside(MEASURES.beside))
    yield made
    made.open_stores.close()


def agreed(**changes: object) -> Agreement:
    """Return what a team has agreed on, with some fields of its own."""
    told: dict[str, object] = {
        "agreed": TODAY,
        "language": "nb",
        "keep": "Vi tar opp det som er vanskelig med en gang",
        "measures": (Measure(text="Øve på ny pumpe hver fredag", responsible="fagleder"),),
    }
    return Agreement.model_validate({**told, **changes})


def asked(to: str = "health", text: str = "To timer fast bemanning mer på mandager") -> Measure:
    """Return a measure that was sent up."""
    sent = SentUp(to=to, name="Helse", due=TODAY + timedelta(days=14))
    return Measure(text=text, responsible="teamleder", status=Status.SENT_UP, sent_up=sent)


Keeps = Callable[..., Kept]


@pytest.fixture
def keeps(clock: Clock) -> Keeps:
    """Give what keeps an agreement of a unit."""

    def put(unit: str = "team-a", revision: int = 0, **changes: object) -> Kept:
        return keep(clock.store, unit, f"Name of {unit}", agreed(**changes), revision, "leader")

    return put
