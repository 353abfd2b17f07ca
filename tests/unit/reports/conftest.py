"""Reports to look at: a department with three teams, one of them too small to show."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kit.reports.report import (
    Category,
    DimensionAsked,
    Earlier,
    ItemAsked,
    Report,
    RoundShown,
    Score,
    UnitShown,
)

LABELS = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
DIMENSIONS = (
    DimensionAsked(id="talk", name="We talk about what we learn"),
    DimensionAsked(id="help", name="We ask for help and offer it to each other"),
    DimensionAsked(id="try", name="We try things"),
)
ITEMS = tuple(
    ItemAsked(
        id=f"{dimension.id}-{n}",
        text=f"When something goes wrong, we talk about it the same week ({dimension.id} {n}).",
        dimension=dimension.id,
        reversed=n == 3,
    )
    for dimension in DIMENSIONS
    for n in (1, 2, 3)
)
ROUND = RoundShown(
    id="a-round",
    exercise="learn/where-we-stand",
    title="Where do we stand?",
    purpose="We choose what to work on this autumn.",
    k=5,
    code="room",
    opened_on=date(2026, 10, 1),
    released_on=date(2026, 10, 15),
    discussed_on=date(2026, 10, 22),
    categories=tuple(
        Category(id=f"c{n}", label=label, value=n) for n, label in enumerate(LABELS, start=1)
    ),
    dont_know="Don't know",
    dimensions=DIMENSIONS,
    items=ITEMS,
)
TEAM = UnitShown(
    id="team",
    name="Elm Street",
    depth=1,
    included=12,
    complete=True,
    scores={
        "talk": Score(respondents=12, mean=3.4),
        "help": Score(respondents=8, mean=4.5, bound=">="),
    },
    items={f"talk-{n}": (1, 2, 3, 4, n - 2) for n in (2, 3)} | {"talk-1": (0, 2, 2, 5, 2)},
)
SMALL = UnitShown(id="small", name="Night shift", depth=1)
DEPARTMENT = UnitShown(
    id="department",
    name="Care, north",
    included=41,
    complete=False,
    scores={
        "talk": Score(respondents=40, mean=3.4),
        "help": Score(respondents=39, mean=3.1),
        "try": Score(respondents=7, mean=1.5, bound="<="),
    },
)
BEFORE = UnitShown(
    id="team",
    name="Elm Street",
    included=10,
    scores={"talk": Score(respondents=10, mean=2.9), "try": Score(respondents=9, mean=3.8)},
)


@pytest.fixture
def make_report() -> Callable[..., Report]:
    """Make the team's report, with changes."""

    def make(**changes: Any) -> Report:
        told: dict[str, Any] = {
            "language": "en",
            "round": ROUND,
            "unit": TEAM,
            "parent": DEPARTMENT,
            "earlier": (Earlier(round="before", released_on=date(2026, 4, 2), unit=BEFORE),),
        }
        return Report(**{**told, **changes})

    return make


@pytest.fixture
def department(make_report: Callable[..., Report]) -> Report:
    """Make the department's report, with its teams below."""
    return make_report(unit=DEPARTMENT, parent=None, below=(TEAM, SMALL), earlier=())
