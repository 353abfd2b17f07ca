"""What HR sees of measures: how many are done and have helped, over five units or more.

Units are counted in groups of five or more that follow from the tree of units, and a group is
counted again only when at least five of its units have something that was in no figure before.
Every figure is a sum of such counts. Of all the counts in any sum or difference of figures, of one
day or of many, take the latest: in it are five units or more with what no other count has, so the
sum depends on them. That holds whatever changes between two looks, and whoever sees of which unit
a date has changed. Nothing is ever ranked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add
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


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of a group of units, and when."""

    totals: Totals
    on: date

    def __add__(self, other: Counted) -> Counted:
        """Return both as one, of the day of the later count."""
        return Counted(self.totals + other.totals, max(self.on, other.on))


def groups(tree: Below, least: int = LEAST_UNITS) -> dict[str, frozenset[str]]:
    """Return the units that are counted together, by the unit at or above all of them.

    They follow from the tree alone, each as far down as there are enough; the few that are left at
    the top are not counted.
    """
    found: dict[str, frozenset[str]] = {}
    _group(tree, least, found)
    return found


def _group(unit: Below, least: int, found: dict[str, frozenset[str]]) -> frozenset[str]:
    """Return the units at and below one that are in no group yet."""
    left = frozenset((unit.id,)).union(*(_group(each, least, found) for each in unit.children))
    if len(left) < least:
        return left
    found[unit.id] = left
    return frozenset()


def may_be_counted(
    units: Iterable[str],
    changed: Mapping[str, date],
    counted: Mapping[str, date],
    least: int = LEAST_UNITS,
) -> bool:
    """Return whether enough units of a group have something that is in no figure yet.

    :param changed: when each unit that has measures last changed something.
    :param counted: when each unit was last counted, in whichever group.
    """
    new = (each for each in units if each in changed)
    return sum(changed[each] > counted.get(each, date.min) for each in new) >= least


def overview(tree: Below, counts: Mapping[str, Counted]) -> dict[str, Counted]:
    """Return the figures of each unit at and below which something was counted.

    :param counts: of each group.
    """
    shown: dict[str, Counted] = {}
    for unit in _every(tree):
        below = [counts[each] for each in walk(unit) if each in counts]
        if below:
            shown[unit.id] = reduce(add, below)
    return shown


def _every(tree: Below) -> Iterator[Below]:
    yield tree
    for child in tree.children:
        yield from _every(child)


def walk(tree: Below) -> Iterator[str]:
    """Yield the ids of a unit and all below it, parents first."""
    yield tree.id
    for child in tree.children:
        yield from walk(child)
