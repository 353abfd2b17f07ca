"""A collector in memory of the test: real store, real keys, no socket."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from kit.ballots import (
    Act,
    Collectable,
    Holder,
    OpenRound,
    RoundPlan,
    UnitSpec,
    UnitTree,
    Wording,
    outcome,
    request_act,
    round_status,
    save_units,
)
from kit.model import Category, Dimension, Item, ResponseShape, Scale
from kit.storage import CollectorSettings, Store, open_store
from kit.web.access import Role, issue_links
from kit.web.app import create_collector
from kit.web.frame.state import Look
from kit.web.standalone import standalone
from tests.prepared_stores import prepare

BOOK = "https://book.example.org"
HOST = "http://testserver"
TREE = UnitTree(
    UnitSpec(
        "town",
        "Town",
        0,
        (
            UnitSpec("north", "North", 12),
            UnitSpec("south", "South", 12),
            UnitSpec("care", "Care", 2, (UnitSpec("day", "Day", 9), UnitSpec("night", "Night", 7))),
        ),
    )
)


def make_collectable() -> Collectable:
    scale = Scale(
        id="agree",
        categories=tuple(Category(id=f"c{n}", value=n, label=f"Label {n}") for n in range(1, 6)),
        dont_know="Don't know",
    )
    dimension = Dimension(id="we", name="How we are", about="we")
    items = tuple(Item(id=f"i{n}", text=f"We do {n}.", dimension="we") for n in range(1, 4))
    shape = ResponseShape(scale, (dimension,), items)
    words = Wording(
        "How we pull",
        {"we": "How we are"},
        {item.id: item.text for item in items},
        {category.id: category.label for category in scale.categories},
        "Don't know",
        "To dare",
        "Three statements on how we pull.",
    )
    return Collectable(
        "dare/pull", shape, shape.fingerprint(), "en", {"en": words}, {"en": "en/pull.html"}
    )


@dataclass
class Desk:
    """A running collector, and shortcuts to what tests do again and again."""

    store: Store
    app: FastAPI
    client: TestClient
    collectable: Collectable

    def open(
        self,
        root: str = "north",
        code: Literal["room", "slips"] = "room",
        *,
        items: bool = False,
        shown_until: date | None = None,
    ) -> str:
        plan = RoundPlan(
            self.collectable,
            root,
            "To learn",
            self.store.today(),
            code=code,
            items=items,
            shown_until=shown_until,
        )
        return self.act(OpenRound(plan))

    def act(self, act: Act) -> str:
        request_id = request_act(self.store, "test", act)
        holder = Holder(self.store)
        with holder.lock(wait=True):
            holder.run_pending()
        found = outcome(self.store, request_id)
        assert found is not None
        assert found.done, found
        return found.round_id or ""

    def code(self, round_id: str, unit: str = "north") -> str:
        status = round_status(self.store, round_id)
        assert status is not None
        return next(s.room_code or "" for s in status.sessions if s.unit.id == unit)

    def answer(self, with_code: str, vector: str = "010203", **changes: str) -> Any:
        body = {
            "code": with_code.ljust(24),
            "ballot": os.urandom(16).hex(),
            "fingerprint": self.collectable.fingerprint,
            "answers": vector,
        }
        return self.client.post("/collect/v1/answers", json=body | changes)

    def secret(self, unit: str, role: Role = "leader") -> str:
        top = TREE.find(unit)
        assert top is not None
        expires = self.store.today() + timedelta(days=9)
        made = issue_links(self.store, top, role, expires, "test")
        return next(link.secret for link in made if link.unit == unit)

    def visit(self, unit: str, role: Role = "leader") -> TestClient:
        """Return a browser that is signed in."""
        client = TestClient(standalone(self.app), headers={"origin": HOST}, follow_redirects=False)
        secret = self.secret(unit, role)
        assert client.post("/collect/v1/visits", json={"secret": secret}).status_code == 201
        return client

    def wall_code(self, who: TestClient, round_id: str, unit: str = "north") -> str:
        """Let somebody make a code for a screen, and return it."""
        page = f"/collect/rounds/{round_id}/units/{unit}/wall"
        made = who.post(page, headers={"content-type": "application/x-www-form-urlencoded"})
        found = re.search("data-wall-code>([^<]+)<", who.get(made.headers["location"]).text)
        assert found
        return found[1]

    def screen(self, code: str) -> TestClient:
        """Return the browser of a room's computer on which a code was typed."""
        client = TestClient(standalone(self.app), headers={"origin": HOST}, follow_redirects=False)
        answer = client.post("/collect/wall", data={"code": code})
        assert answer.status_code == 303, answer.text
        return client


@pytest.fixture
def settings(tmp_path: Path) -> CollectorSettings:
    keys = tmp_path / "keys"
    return CollectorSettings(
        f"sqlite:///{tmp_path}/data/collector.sqlite3", keys / "code.key", keys / "folder"
    )


@pytest.fixture
def store(settings: CollectorSettings) -> Iterator[Store]:
    made = open_store(prepare(settings))
    save_units(made, TREE, "test")
    yield made
    made.close()


@pytest.fixture
def collectable() -> Collectable:
    return make_collectable()


@pytest.fixture
def app(store: Store, collectable: Collectable) -> FastAPI:
    return create_collector(
        store,
        lambda: {collectable.exercise_id: collectable},
        origins=[BOOK],
        holder=False,
        look=lambda: Look("Boka vår", ("first", collectable.exercise_id.split("/")[0])),
    )


@pytest.fixture
def desk(store: Store, app: FastAPI, collectable: Collectable) -> Iterator[Desk]:
    with TestClient(standalone(app), follow_redirects=False) as client:
        yield Desk(store, app, client, collectable)


@pytest.fixture
def browser(desk: Desk) -> Callable[..., TestClient]:
    """Return a function that signs somebody in."""
    return desk.visit
