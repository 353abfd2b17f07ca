"""How soon a wall follows the leader's phone through the service, with a room full of phones.

A real server, a real database; two hundred phones and a wall wait for the next step as browsers do.
"""

from __future__ import annotations

import asyncio
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import httpx2

from benchmarks.measuring import Options, Row, Spent, Table
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
from kit.storage import CollectorSettings, open_store
from kit.web.access import Wall, enter, enter_wall, issue_links, make_wall, waiting_code
from kit.web.access.runs import begin_run
from kit.web.app import create_collector
from kit.web.standalone import collector_server
from tests.servers import running_server

_PHONES: Final = 200
_STEPS: Final = 5
_BOOK: Final = load_book(Path(__file__).parent.parent)
_EXERCISE: Final = collectables(_BOOK)["learn/where-we-stand"]
_WARD: Final = UnitSpec("ward", "Ward", 400)
_PAUSE: Final = 0.3
"""Seconds in which all have asked for the next step."""


@dataclass(frozen=True, slots=True)
class _Room:
    address: str
    code: str
    leader: str
    wall: str
    round_id: str

    def headers(self, cookie: str = "") -> dict[str, str]:
        told = {"origin": self.address.removesuffix("/collect")}
        return told | ({"cookie": cookie} if cookie else {})


def measure(options: Options, table: Table) -> None:
    """Measure a step that is turned, and the fifth answer, in a room with two hundred phones."""
    turned = Row(f"the wall after the leader's phone, {_PHONES} phones follow", "ms", 500)
    enough = Row(
        f'"enough" on the wall after the fifth answer, {_PHONES} phones follow', "ms", 1000
    )
    for _ in range(options.runs):
        with _room() as room:
            asyncio.run(_measure(room, turned, enough))
    for row in (turned, enough):
        table.add(row)


@contextmanager
def _room() -> Iterator[_Room]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keys, url = folder / "keys", f"sqlite:///{folder}/data/c.sqlite3"
        store = open_store(CollectorSettings(url, keys / "code.key", keys / "own"))
        save_units(store, UnitTree(_WARD), "bench")
        plan = RoundPlan(_EXERCISE, "ward", "To measure", store.today())
        opened = carry_out(store, "bench", OpenRound(plan))
        round_id = (opened.round_id if opened else None) or ""
        status = round_status(store, round_id)
        code = (status.sessions[0].room_code if status else None) or ""
        last = store.today() + timedelta(days=9)
        (link,) = issue_links(store, _WARD, "leader", last, "bench")
        of = Wall(round_id, "ward")
        make_wall(store, of, link.id, "bench")
        wall = enter_wall(store, waiting_code(store, of, link.id) or "")
        begin_run(store, of, "learn", link.id, "bench")
        app = create_collector(
            store, lambda: {_EXERCISE.exercise_id: _EXERCISE}, holder=False, written=lambda: _BOOK
        )
        with running_server(collector_server(app)) as address:
            cookies = f"kit_visit={enter(store, link.secret)}", f"kit_wall={wall}"
            yield _Room(f"{address}/collect", code, *cookies, round_id)
        store.close()


async def _measure(room: _Room, turned: Row, enough: Row) -> None:
    limits = httpx2.Limits(max_connections=_PHONES + 20)
    async with httpx2.AsyncClient(timeout=60, limits=limits) as client:
        phones = [asyncio.create_task(_phone(client, room)) for _ in range(_PHONES)]
        mark = (await _wall(client, room, ""))["mark"]
        for revision in range(1, _STEPS + 1):
            waits = asyncio.create_task(_wall(client, room, mark))
            await asyncio.sleep(_PAUSE)
            began = time.perf_counter()
            tell = f"{room.address}/v1/rounds/{room.round_id}/units/ward/run"
            told = client.put(tell, json=_state(revision), headers=room.headers(room.leader))
            asyncio.create_task(told)  # noqa: RUF006 - the wall is what is waited for
            seen = await waits
            while seen["revision"] < revision:
                seen = await _wall(client, room, seen["mark"])
            turned.add(Spent((time.perf_counter() - began) * 1000))
            mark = seen["mark"]
        waits = asyncio.create_task(_wall(client, room, mark))
        for _ in range(4):
            await _answer(client, room)
        await asyncio.sleep(_PAUSE)
        began = time.perf_counter()
        await _answer(client, room)
        while not (await waits)["enough"]:
            waits = asyncio.create_task(_wall(client, room, (await waits)["mark"]))
        enough.add(Spent((time.perf_counter() - began) * 1000))
        for phone in phones:
            phone.cancel()


async def _phone(client: httpx2.AsyncClient, room: _Room) -> None:
    known = ""
    while True:
        body = {"code": room.code.ljust(24), "known": known}
        told = await client.post(f"{room.address}/v1/room", json=body, headers=room.headers())
        known = told.json()["mark"]


async def _wall(client: httpx2.AsyncClient, room: _Room, known: str) -> dict[str, Any]:
    asked = {"params": {"known": known}, "headers": room.headers(room.wall)}
    told: dict[str, Any] = (await client.get(f"{room.address}/wall/run", **asked)).json()  # type: ignore[arg-type]
    return told


async def _answer(client: httpx2.AsyncClient, room: _Room) -> None:
    body = {
        "code": room.code.ljust(24),
        "ballot": secrets.token_hex(16),
        "fingerprint": _EXERCISE.fingerprint,
        "answers": "04" * len(_EXERCISE.shape.items),
    }
    sent = await client.post(f"{room.address}/v1/answers", json=body, headers=room.headers())
    sent.raise_for_status()


def _state(revision: int) -> dict[str, Any]:
    step = "welcome" if revision % 2 else "where-we-stand"
    flags = {"begun": True, "going": True, "calm": False}
    none: dict[str, Any] = {"minutes": {}, "spent": {}, "votes": {}, "without": [], "vote": None}
    now = {"revision": revision, "variant": "", "step": step, "since": 9, "length": 60}
    return {**none, **flags, **now, "people": None}
