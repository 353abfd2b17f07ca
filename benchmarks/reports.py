"""How long a report takes where many rounds of many units have been closed.

The figures are written straight into the database, as closing keeps them. The whole organisation's
report is asked for, which includes every answer. The first of each format is not counted: it waits
for what has to be imported.
"""

from __future__ import annotations

import gc
import json
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert

from benchmarks.measuring import Options, Row, Spent, Table, seconds
from kit.ballots import Collectable, Wording
from kit.ballots.tables import result, round_, round_unit
from kit.model import Category, Dimension, Item, ResponseShape, Scale
from kit.release import Figures, Score
from kit.reports import FORMATS, as_text, read_report, write_report
from kit.storage import CollectorSettings, Store, open_store

ROUNDS: Final = 100
UNITS: Final = 600
TEAMS: Final = 20
"""Units below one department."""
ASKED: Final = "unit-0"
"""The whole organisation."""
ANSWERS: Final = 15
"""Answers of one unit."""
_FIRST: Final = date(2020, 1, 1)
_DAYS: Final = 20


def measure(options: Options, table: Table) -> None:
    """Measure each format, and the same with ten times as many answers."""
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        store = closed_rounds(Path(few))
        larger = closed_rounds(Path(many), ANSWERS * 10)
        for wanted in ("text", *FORMATS):
            row = Row(f"{wanted}, {ROUNDS} rounds of {UNITS} units", target=1)
            grown = Row(f"{wanted}, 10 times the answers, against once", target=1.1)
            for each in (store, larger):
                report_bytes(each, wanted)
            for _ in range(options.runs):
                taken = _taken(store, wanted)
                row.add(taken)
                grown.add(_taken(larger, wanted), taken)
            table.add(row)
            table.add(grown)
        store.close()
        larger.close()


def closed_rounds(folder: Path, answers: int = ANSWERS, rounds: int = ROUNDS) -> Store:
    """Return a store with closed rounds on one exercise, made in an empty folder."""
    settings = CollectorSettings(
        f"sqlite:///{folder}/database/collector.sqlite3", folder / "code.key", folder / "keys"
    )
    store = open_store(settings)
    exercise = _exercise()
    with store.writing() as connection:
        for number in range(rounds):
            connection.execute(insert(round_), _round(number, exercise))
            connection.execute(insert(round_unit), list(_units(number)))
            connection.execute(insert(result), list(_results(number, exercise, answers)))
    return store


def report_bytes(store: Store, wanted: str) -> bytes:
    """Return the newest round's report in a format; ``text`` is what a terminal shows."""
    report = read_report(store, f"round-{ROUNDS - 1}", ASKED)
    if report is None:
        raise LookupError(ASKED)
    if wanted == "text":
        return as_text(report).encode()
    return next(write_report(report, name) for name in FORMATS if name == wanted)


def _taken(store: Store, wanted: str) -> Spent:
    # Else Python would look for what the reports before have left while one of them is measured.
    gc.collect()
    return seconds(lambda: report_bytes(store, wanted))


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
        "proof": bytes(32),
        "erased": True,
    }


def _units(number: int) -> Iterator[dict[str, Any]]:
    for unit in range(UNITS):
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


def _results(number: int, exercise: Collectable, answers: int) -> Iterator[dict[str, Any]]:
    dimensions = exercise.shape.dimensions
    for unit in range(UNITS):
        figures = Figures(
            f"unit-{unit}",
            answers,
            complete=True,
            dimensions={
                d.id: Score(answers, 2 + (unit + number + n) % 20 / 10)
                for n, d in enumerate(dimensions)
            },
            items={
                item.id: tuple(answers // ANSWERS * n for n in (1, 2, 3, 5, 4))
                for item in exercise.shape.items
            },
        )
        yield {
            "round": f"round-{number}",
            "unit": figures.unit,
            "figures": json.dumps(figures.as_json()),
        }
