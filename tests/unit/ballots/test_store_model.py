"""Whatever people do in whatever order, and whenever the power is cut, the store does as a model.

The model keeps plain answers in dictionaries and releases them by the same rule.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from kit.ballots import (
    Answered,
    CloseRound,
    CloseSession,
    OpenRound,
    Withdrawn,
    WithdrawRound,
    request_act,
    results_of,
    round_status,
    save_units,
)
from kit.ballots.holding.counting import release_tree
from kit.ballots.rounds.steps import passed_step
from kit.ballots.tables import ballot, session, waiting_count
from kit.ballots.units.tree import frozen_units
from kit.release import Figures, release, release_leaf, tally
from kit.storage import verify_audit
from tests.postgres import Postgres
from tests.prepared_stores import prepare, prepared
from tests.unit.ballots.conftest import (
    ORGANISATION,
    Interrupted,
    Organisation,
    exercise,
    plan,
    settings_in,
)

pytestmark = pytest.mark.slow

LEAVES = ("school/own", "a", "b", "c", "d")
PLACES = {"school/own": 2, "a": 12, "b": 6, "c": 4, "d": 8}
SHAPE = exercise().shape
K = 5


@dataclass
class Box:
    state: str = "open"
    ballots: dict[bytes, bytes] = field(default_factory=dict)
    code: str = ""


@dataclass
class Round:
    root: str
    boxes: dict[str, Box]
    state: str = "open"
    shown: dict[str, Figures] = field(default_factory=dict)

    def tally_of(self, unit: str) -> object:
        return tally((tuple(v) for v in self.boxes[unit].ballots.values()), SHAPE)

    def close_early(self, unit: str) -> None:
        if unit == self.root:
            self.close()
            return
        box = self.boxes[unit]
        shown = release_leaf(unit, self.tally_of(unit), SHAPE, k=K, items=True)
        box.state = "closed" if len(box.ballots) >= K else "waiting"
        if shown is not None:
            self.shown[unit] = shown

    def close(self) -> None:
        self.state = "closed"
        tallies = {unit: self.tally_of(unit) for unit in self.boxes}
        top = ORGANISATION.find(self.root)
        assert top is not None
        tree = release_tree(frozen_units(top))
        self.shown |= release(tree, tallies, SHAPE, k=K, items=True)
        for box in self.boxes.values():
            box.state = "closed"

    def withdraw(self) -> None:
        self.state = "withdrawn"
        for box in self.boxes.values():
            box.state = "closed" if box.state == "closed" else "withdrawn"


class StoreMachine(RuleBasedStateMachine):
    """Rounds come and go; ``new_database`` gives an address for each run, or none for SQLite."""

    new_database: Callable[[], str | None]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="kit-store-"))
        database = type(self).new_database()
        settings = settings_in(self.folder, database)
        self.town = Organisation(settings if database else prepare(settings))
        save_units(self.town.store, ORGANISATION, "hr")
        self.rounds: dict[str, Round] = {}
        self.live: str | None = None
        self.receipts: list[tuple[str, str, bytes]] = []

    @initialize(root=st.sampled_from(["town", "school", "a"]))
    def begin(self, root: str) -> None:
        self._open(root)

    @precondition(lambda self: self.live is None)
    @rule(root=st.sampled_from(["town", "school", "health", "b"]))
    def open(self, root: str) -> None:
        self.town.wait(14)
        self._open(root)

    def _open(self, root: str) -> None:
        round_id = self.town.open(root)
        status = round_status(self.town.store, round_id)
        assert status is not None
        boxes = {s.unit.id: Box(code=s.room_code or "") for s in status.sessions}
        self.rounds[round_id] = Round(root, boxes)
        self.live = round_id

    @precondition(lambda self: self.live is not None)
    @rule(root=st.sampled_from(["town", "school", "a"]))
    def open_again(self, root: str) -> None:
        mine = self.rounds[self.live or ""].root
        inside = {u.id for u in frozen_units(ORGANISATION.find(mine) or ORGANISATION.root)}
        if mine == "town" or root == "town" or root in inside:
            found = self.town.ask(OpenRound(plan(root)))
            assert found.code == "in-another-round"

    @precondition(lambda self: self.rounds)
    @rule(data=st.data(), number=st.integers(1, 9))
    def answer(self, data: st.DataObject, number: int) -> None:
        round_id, unit, box = self._box(data)
        vectors = data.draw(
            st.lists(
                st.tuples(*[st.integers(0, 5)] * 3).map(bytes), min_size=number, max_size=number
            )
        )
        free = PLACES[unit] - len(box.ballots) if box.state == "open" else 0
        replies = self.town.answer(box.code, *vectors)
        other = Answered.FULL if box.state == "open" else Answered.CLOSED
        received = [each for each, reply in replies if reply is Answered.RECEIVED]
        assert len(received) == min(number, max(free, 0))
        assert {reply for _, reply in replies} <= {Answered.RECEIVED, other}
        for (mine, reply), vector in zip(replies, vectors, strict=True):
            if reply is Answered.RECEIVED:
                box.ballots[mine] = vector
                self.receipts.append((round_id, unit, mine))

    @precondition(lambda self: self.receipts)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        round_id, unit, mine = data.draw(st.sampled_from(self.receipts))
        box = self.rounds[round_id].boxes[unit]
        found = self.town.withdraw(mine)
        if box.state == "open" and mine in box.ballots:
            assert found is Withdrawn.WITHDRAWN
            del box.ballots[mine]
        elif box.state == "waiting":
            assert found is (Withdrawn.CLOSED if mine in box.ballots else Withdrawn.UNKNOWN)
        else:
            assert found is Withdrawn.UNKNOWN

    @precondition(lambda self: self.live is not None)
    @rule(data=st.data(), steps=st.integers(0, 12))
    def close_early(self, data: st.DataObject, steps: int) -> None:
        round_id, unit, box = self._box(data, self.live)
        if box.state != "open":
            assert self.town.ask(CloseSession(round_id, unit)).code == "already-closed"
            return
        self._do(CloseSession(round_id, unit), steps)
        self.rounds[round_id].close_early(unit)
        self._note_end(round_id)

    @precondition(lambda self: self.live is not None)
    @rule(steps=st.integers(0, 40))
    def close(self, steps: int) -> None:
        round_id = self.live or ""
        self._do(CloseRound(round_id), steps)
        self.rounds[round_id].close()
        self._note_end(round_id)

    @precondition(lambda self: self.live is not None)
    @rule(steps=st.integers(0, 40))
    def withdraw(self, steps: int) -> None:
        round_id = self.live or ""
        self._do(WithdrawRound(round_id), steps)
        self.rounds[round_id].withdraw()
        self._note_end(round_id)

    @invariant()
    def shows_what_the_model_shows(self) -> None:
        for round_id, model in self.rounds.items():
            found = results_of(self.town.store, round_id)
            assert found is not None
            assert found.head.state == model.state
            assert dict(found.figures) == model.shown

    @invariant()
    def tells_steps_from_k_on(self) -> None:
        if self.live is None:
            return
        status = round_status(self.town.store, self.live)
        assert status is not None
        boxes = self.rounds[self.live].boxes
        for each in status.sessions:
            box = boxes[each.unit.id]
            told = passed_step(len(box.ballots), K) if box.state == "open" else None
            assert each.state == box.state
            assert each.at_least == told

    @invariant()
    def keeps_nothing_that_is_over(self) -> None:
        kept = sum(
            len(box.ballots)
            for model in self.rounds.values()
            for box in model.boxes.values()
            if box.state in {"open", "waiting"}
        )
        waiting = {
            unit
            for model in self.rounds.values()
            if model.state == "open"
            for unit, box in model.boxes.items()
            if box.state == "closed"
        }
        with self.town.store.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(ballot)) == kept
            carried = select(session.c.unit).join(
                waiting_count, waiting_count.c.session == session.c.id
            )
            assert set(connection.scalars(carried)) == waiting
        assert self.town.settings.keys is not None
        alive = sum(
            box.state in {"open", "waiting"}
            for m in self.rounds.values()
            for box in m.boxes.values()
        )
        live = sum(model.state == "open" for model in self.rounds.values())
        assert len(list(self.town.settings.keys.glob("*.key"))) == alive + live

    def teardown(self) -> None:
        assert verify_audit(self.town.store).intact
        self.town.close()
        shutil.rmtree(self.folder)

    def _box(self, data: st.DataObject, round_id: str | None = None) -> tuple[str, str, Box]:
        chosen = round_id or data.draw(st.sampled_from(list(self.rounds)))
        unit = data.draw(st.sampled_from(sorted(self.rounds[chosen].boxes)))
        return chosen, unit, self.rounds[chosen].boxes[unit]

    def _do(self, act: CloseSession | CloseRound | WithdrawRound, steps: int) -> None:
        """Do an act, cut the power on the way, and start again."""
        request_act(self.town.store, "hr", act)
        try:
            self.town.crash_after(steps)
        except Interrupted:
            self.town.crash_after(10_000)

    def _note_end(self, round_id: str) -> None:
        if self.rounds[round_id].state != "open":
            self.live = None


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest) -> Iterator[Callable[[], str | None]]:
    """Give addresses of new databases."""
    if request.param == "sqlite":
        yield lambda: None
    else:
        server: Postgres = request.getfixturevalue("postgres")
        yield partial(prepared, server)


@pytest.mark.parametrize("deep", [False, pytest.param(True, marks=pytest.mark.deep)])
def test_the_store_does_as_the_model(new_database: Callable[[], str | None], *, deep: bool) -> None:
    class Machine(StoreMachine):
        pass

    Machine.new_database = staticmethod(new_database)
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=40 if deep else 5,
            stateful_step_count=14,
            deadline=None,
            derandomize=not deep,
            suppress_health_check=list(HealthCheck),
        ),
    )
