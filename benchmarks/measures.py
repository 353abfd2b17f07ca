"""How long the pages of what teams agreed on take at the server: a leader's first, and HR's."""

from __future__ import annotations

import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from starlette.testclient import TestClient

from benchmarks.measuring import Options, Row, Table, seconds
from benchmarks.reports import ASKED, TEAMS, UNITS, closed_rounds
from kit.ballots import UnitSpec, UnitTree, save_units
from kit.measures import Agreement, Measure, Status, keep
from kit.storage import Store, open_store
from kit.storage.owners import MEASURES
from kit.web.access import Role, enter, issue_links
from kit.web.app import create_collector
from kit.web.standalone import standalone

ROUNDS: Final = 20
AGREEMENTS: Final = 40
A_MEETING: Final = 5
"""Measures."""
_LEADER: Final = 0.1
_HR: Final = 0.3


def measure(options: Options, table: Table) -> None:
    """Measure a leader's first page and HR's overview, each after it was asked for once."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(closed_rounds(Path(folder), rounds=ROUNDS)) as store,
    ):
        leaf = _plant(store)
        app = create_collector(store, dict, holder=False)
        app.state.shared.measures.count_again()
        asked = (
            (f"a leader's first page, {ROUNDS} rounds, {AGREEMENTS * A_MEETING} measures",
             leaf, "leader", "/collect/rounds", _LEADER),
            (f"HR's page over {UNITS} units", UnitSpec(ASKED, "Whole", 0), "hr",
             "/collect/measures/overview", _HR),
        )  # fmt: skip
        for what, unit, role, place, target in asked:
            row = Row(what, target=target)
            with TestClient(standalone(app)) as client:
                _enter(client, store, unit, role)
                _ask(client, place)
                for _ in range(options.runs):
                    row.add(seconds(lambda: _ask(client, place)))  # noqa: B023 - asked at once
            table.add(row)


def _plant(store: Store) -> UnitSpec:
    """Save the units and what each has agreed on; return the one that has the most."""
    leaves = [UnitSpec(f"unit-{n}", f"Unit {n}", 20) for n in range(1, UNITS)]
    parts = [leaves[at : at + TEAMS] for at in range(0, len(leaves), TEAMS)]
    tops = [UnitSpec(f"part-{n}", f"Part {n}", 0, tuple(part)) for n, part in enumerate(parts)]
    save_units(store, UnitTree(UnitSpec(ASKED, "Whole", 0, tuple(tops))), "benchmark")
    settings = store.settings.beside(MEASURES.beside)
    with closing(open_store(settings, MEASURES)) as measures:
        for leaf in leaves:
            _agree(measures, leaf)
        for _ in range(AGREEMENTS - 1):
            _agree(measures, leaves[0])
    return leaves[0]


def _agree(measures: Store, unit: UnitSpec) -> None:
    today = measures.today()
    told = tuple(
        Measure(text=f"Something {n}", due=today, status=Status.UNDER_WAY) for n in range(A_MEETING)
    )
    given = Agreement(agreed=today - timedelta(days=90), language="en", measures=told, next=today)
    keep(measures, unit.id, unit.name, given, 0, "benchmark")


def _enter(client: TestClient, store: Store, unit: UnitSpec, role: Role) -> None:
    (link,) = issue_links(store, unit, role, date.today() + timedelta(days=9), "benchmark")  # noqa: DTZ011
    visit = enter(store, link.secret)
    if visit is None:
        raise LookupError(unit.id)
    client.cookies.set("kit_visit", visit)


def _ask(client: TestClient, place: str) -> None:
    answer = client.get(place)
    if answer.status_code != 200:  # noqa: PLR2004 - the page
        raise LookupError(f"{place}: {answer.status_code}")
