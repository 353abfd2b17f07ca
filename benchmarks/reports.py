"""How long a report takes where many rounds of many units have been closed.

The figures are written straight into the database: how many people answered has no part in it.

Run it by itself: ``python -m benchmarks.reports``.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert

from kit.ballots import Collectable, CollectorSettings, Figures, Score, Store, Wording, open_store
from kit.ballots.tables import result, round_, round_unit
from kit.model import Category, Dimension, Item, ResponseShape, Scale
from kit.reports import FORMATS, as_text, read_report, write_report

ROUNDS: Final = 100
UNITS: Final = 600
TEAMS: Final = 20
"""Units below one department."""
ASKED: Final = "unit-7"
"""A team; ``unit-0`` is the whole organisation."""
_FIRST: Final = date(2020, 1, 1)
_DAYS: Final = 20


def closed_rounds(folder: Path, rounds: int = ROUNDS, units: int = UNITS) -> Store:
    """Return a store with closed rounds on one exercise, made in an empty folder."""
    settings = CollectorSettings(
        f"sqlite:///{folder}/database/collector.sqlite3", folder / "code.key", folder / "keys"
    )
    store = open_store(settings)
    exercise = _exercise()
    with store.writing() as connection:
        for number in range(rounds):
            connection.execute(insert(round_), _round(number, exercise))
            connection.execute(insert(round_unit), list(_units(number, units)))
            connection.execute(insert(result), list(_results(number, units, exercise)))
    return store


def last_round(rounds: int = ROUNDS) -> str:
    """Return the id of the newest round."""
    return f"round-{rounds - 1}"


def report_bytes(store: Store, wanted: str, unit: str = ASKED) -> bytes:
    """Return the newest round's report in a format; ``text`` is what a terminal shows."""
    report = read_report(store, last_round(), unit)
    if report is None:
        raise LookupError(unit)
    if wanted == "text":
        return as_text(report).encode()
    return next(write_report(report, name) for name in FORMATS if name == wanted)


def _exercise() -> Collectable:
    labels = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
    categories = tuple(
        Category(id=f"c{n}", value=n, label=label) for n, label in enumerate(labels, start=1)
    )
    dimensions = tuple(Dimension(id=f"d{n}", name=f"Area {n}", about="we") for n in range(4))
    items = tuple(
        Item(id=f"{d.id}-{n}", text=f"We talk about {d.id}, {n}", dimension=d.id)
        for d in dimensions
        for n in range(3)
    )
    scale = Scale(id="agreement", categories=categories, dont_know="Don't know")
    shape = ResponseShape(scale, dimensions, items)
    words = Wording(
        "Where do we stand?",
        {d.id: d.name for d in dimensions},
        {item.id: item.text for item in items},
        {category.id: category.label for category in categories},
        "Don't know",
    )
    return Collectable(
        "learn/where-we-stand", shape, shape.fingerprint(), "en", {"en": words}, {"en": "en/x.html"}
    )


def _round(number: int, exercise: Collectable) -> dict[str, Any]:
    opened = _FIRST + timedelta(days=_DAYS * number)
    return {
        "id": f"round-{number}",
        "state": "closed",
        "exercise": exercise.exercise_id,
        "exercises": json.dumps(sorted(exercise.exercises)),
        "fingerprint": exercise.fingerprint,
        "exercise_details": exercise.as_json(),
        "root": "unit-0",
        "above": "[]",
        "k": 5,
        "items": True,
        "code": "room",
        "purpose": "To choose a measure.",
        "discussed_on": opened,
        "closes_on": None,
        "opened_on": opened,
        "opened_by": "hr",
        "released_on": opened + timedelta(days=4),
        "public_key": bytes(32),
        "key_folder": "benchmark",
        "erased": True,
    }


def _units(number: int, units: int) -> Iterator[dict[str, Any]]:
    for unit in range(units):
        department = unit - unit % TEAMS
        above = f"unit-{department}" if unit % TEAMS else "unit-0"
        yield {
            "round": f"round-{number}",
            "unit": f"unit-{unit}",
            "parent": above if unit else None,
            "name": f"Unit {unit}",
            "position": unit,
            "people": 20,
            "leaf": bool(unit % TEAMS),
        }


def _results(number: int, units: int, exercise: Collectable) -> Iterator[dict[str, Any]]:
    dimensions = exercise.shape.dimensions
    for unit in range(units):
        figures = Figures(
            f"unit-{unit}",
            15,
            complete=True,
            dimensions={
                d.id: Score(15, 2 + (unit + number + n) % 20 / 10) for n, d in enumerate(dimensions)
            },
            items={item.id: (1, 2, 3, 5, 3) for item in exercise.shape.items},
        )
        yield {
            "round": f"round-{number}",
            "unit": figures.unit,
            "figures": json.dumps(figures.as_json()),
        }


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main() -> None:
    """Print how long each format takes, the first time and once everything is imported."""
    with tempfile.TemporaryDirectory() as folder:
        store = closed_rounds(Path(folder))
        for wanted in ("text", *FORMATS):
            for unit in (ASKED, "unit-0"):
                first, again = (
                    _seconds(lambda w=wanted, u=unit: report_bytes(store, w, u)) for _ in range(2)
                )
                sys.stdout.write(f"{wanted:5} {unit:8} {first:6.2f} s, then {again:6.2f} s\n")
        store.close()


if __name__ == "__main__":
    main()
