"""What HR sees of measures: how many are done and have helped, over five units or more.

Figures are shown on the way up the tree of units, the same way as results: at a unit, if those
units below it that count for no figure shown further down are none, or at least five. So no
difference of two figures is about fewer than five units. Nothing is ever ranked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kit.measures.agreement import Agreement, Helped, Status

LEAST_UNITS: Final = 5


@dataclass(frozen=True, slots=True)
class Below:
    """A unit of the tree as it is today."""

    id: str
    children: tuple[Below, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """What came of the measures of some units."""

    units: int = 0
    """How many have agreed on measures."""
    measures: int = 0
    done: int = 0
    dropped: int = 0
    sent_up: int = 0
    helped: Mapping[Helped, int] = field(default_factory=dict)
    """Of those done for which the team has said so."""

    def __add__(self, other: Totals) -> Totals:
        """Return the totals of both, which have no unit in common."""
        return Totals(
            self.units + other.units,
            self.measures + other.measures,
            self.done + other.done,
            self.dropped + other.dropped,
            self.sent_up + other.sent_up,
            {each: self.helped.get(each, 0) + other.helped.get(each, 0) for each in Helped},
        )


@dataclass(frozen=True, slots=True)
class OfUnit:
    """All that HR sees of one unit by itself."""

    unit: str
    name: str
    held: date | None
    """When it last looked at what it had agreed on."""
    next: date | None


def totals(agreements: Iterable[Agreement]) -> Totals:
    """Return the totals of one unit's agreements."""
    measures = [each for agreement in agreements for each in agreement.measures]
    if not measures:
        return Totals()
    helped = {each: sum(m.helped is each for m in measures) for each in Helped}
    count = {each: sum(m.status is each for m in measures) for each in Status}
    return Totals(
        1, len(measures), count[Status.DONE], count[Status.DROPPED], count[Status.SENT_UP], helped
    )


def overview(
    tree: Below, by_unit: Mapping[str, Totals], least: int = LEAST_UNITS
) -> dict[str, Totals]:
    """Return the totals that may be shown, by the unit at and below which they are.

    :param by_unit: of each unit by itself.
    :param least: units behind a figure, and behind any difference of two.
    """
    shown: dict[str, Totals] = {}
    _show(tree, by_unit, least, shown)
    return shown


def _show(
    unit: Below, by_unit: Mapping[str, Totals], least: int, shown: dict[str, Totals]
) -> tuple[Totals, int]:
    """Return all totals at and below a unit, and how many of its units are in no figure yet."""
    whole, rest = by_unit.get(unit.id, Totals()), 0
    rest += whole.units
    for child in unit.children:
        below, left = _show(child, by_unit, least, shown)
        whole, rest = whole + below, rest + left
    if unit.children and whole.units >= least and (rest == 0 or rest >= least):
        shown[unit.id] = whole
        return whole, 0
    return whole, rest


def walk(tree: Below) -> Iterator[str]:
    """Yield the ids of a unit and all below it, parents first."""
    yield tree.id
    for child in tree.children:
        yield from walk(child)
