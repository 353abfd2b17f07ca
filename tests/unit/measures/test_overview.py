"""No figure that HR sees, and no sum or difference of days, is about fewer than five units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest

from kit.measures import (
    LEAST_UNITS,
    Below,
    Counted,
    Helped,
    Measure,
    Status,
    Totals,
    overview,
    totals,
)
from kit.measures.overview import groups, may_be_counted, walk
from tests.unit.measures.conftest import agreed

DAY = date(2026, 11, 2)
PRIME = 2**31 - 1


def leaves(parent: str, n: int) -> tuple[Below, ...]:
    return tuple(Below(f"{parent}{number}") for number in range(n))


def test_units_are_in_groups_as_far_down_as_there_are_enough() -> None:
    tree = Below("town", (Below("big", leaves("big", 6)), Below("small", leaves("small", 3))))
    found = groups(tree)
    assert {name: len(units) for name, units in found.items()} == {"big": 7, "town": 5}
    assert groups(Below("d", leaves("d", 3))) == {}


def test_five_units_with_something_new_are_counted_and_four_are_not() -> None:
    changed = dict.fromkeys("abcde", DAY)
    assert may_be_counted("abcdef", changed, {})
    assert not may_be_counted("abcd", changed, {})
    # What was counted that day, or later, is not new.
    assert not may_be_counted("abcdef", changed, {"a": DAY})
    assert may_be_counted("abcdef", changed, {"a": DAY - timedelta(days=1)})


def test_figures_are_sums_of_counts() -> None:
    tree = Below("town", (Below("big", leaves("big", 6)), Below("small", leaves("small", 3))))
    big, town = Counted(Totals(6, 8, 2), DAY), Counted(Totals(5, 5, 1), DAY + timedelta(days=9))
    assert overview(tree, {"big": big}) == {"town": big, "big": big}
    found = overview(tree, {"big": big, "town": town})
    assert found["big"] == big
    assert (found["town"].totals.units, found["town"].on) == (11, DAY + timedelta(days=9))
    assert found["town"].totals.done == 3
    assert overview(tree, {}) == {}


@dataclass
class World:
    """Units that change, come, go and move, and all that HR has seen of them, day by day.

    A figure is the units' states that it is the sum of: each a unit and the number of its change.
    """

    chance: Random
    day: date = DAY
    tree: Below = field(init=False)
    states: dict[str, int] = field(default_factory=dict)
    changed: dict[str, date] = field(default_factory=dict)
    counted: dict[str, date] = field(default_factory=dict)
    counts: dict[str, frozenset[tuple[str, int]]] = field(default_factory=dict)
    seen: list[frozenset[tuple[str, int]]] = field(default_factory=list)
    number: int = 0

    def __post_init__(self) -> None:
        self.plant()

    def plant(self) -> None:
        """Set up the tree, another one each time; the units are the same."""
        names = [f"u{n}" for n in range(self.chance.randint(8, 11))]
        self.chance.shuffle(names)
        cut = self.chance.randint(0, len(names))
        left, right = names[:cut], names[cut:]
        self.tree = Below(
            "town", (Below("d1", tuple(map(Below, left))), Below("d2", tuple(map(Below, right))))
        )

    def change(self) -> None:
        units = [*walk(self.tree)]
        for unit in self.chance.sample(units, self.chance.randint(0, 6)):
            self.number += 1
            self.states[unit], self.changed[unit] = self.number, self.day
        for unit in self.chance.sample(units, self.chance.choice((0, 0, 1, 2))):
            self.states.pop(unit, None)
            self.changed.pop(unit, None)

    def count(self) -> None:
        found = groups(self.tree)
        before = dict(self.counted)
        self.counts = {name: told for name, told in self.counts.items() if name in found}
        for name, units in found.items():
            if may_be_counted(units, self.changed, before):
                there = [each for each in units if each in self.states]
                self.counts[name] = frozenset((each, self.states[each]) for each in there)
                self.counted |= dict.fromkeys(there, self.day)
        # More than the page: each count by itself.
        self.seen += self.counts.values()

    def live(self, days: int) -> None:
        for _ in range(days):
            self.change()
            self.count()
            # Later the same day, when it was counted already.
            self.change()
            if not self.chance.randint(0, 5):
                self.plant()
            self.day += timedelta(days=1)


def rank(rows: list[Mapping[tuple[str, int], int]]) -> int:
    """Return how many of some sums are no sums of the others."""
    done: dict[tuple[str, int], dict[tuple[str, int], int]] = {}
    for row in rows:
        rest = {key: value % PRIME for key, value in row.items() if value % PRIME}
        while rest:
            key = min(rest)
            if key not in done:
                inverse = pow(rest[key], -1, PRIME)
                done[key] = {each: value * inverse % PRIME for each, value in rest.items()}
                break
            times = rest[key]
            for each, value in done[key].items():
                rest[each] = (rest.get(each, 0) - times * value) % PRIME
            rest = {each: value for each, value in rest.items() if value}
    return len(done)


def tells_of_few(seen: list[frozenset[tuple[str, int]]], least: int) -> set[str]:
    """Return fewer units than allowed on which alone a sum or difference of figures depends."""
    rows = [dict.fromkeys(each, 1) for each in {*seen}]
    units = sorted({unit for row in rows for unit, _ in row})
    whole = rank(rows)
    for few in combinations(units, min(least - 1, len(units))):
        without = [{key: n for key, n in row.items() if key[0] not in few} for row in rows]
        if rank(without) < whole:
            return set(few)
    return set()


@pytest.mark.parametrize("seed", range(25))
def test_no_sum_or_difference_of_any_days_is_about_fewer_than_five_units(seed: int) -> None:
    world = World(Random(seed))
    world.live(9)
    assert world.seen
    assert tells_of_few(world.seen, LEAST_UNITS) == set()


def test_the_search_finds_what_live_figures_tell() -> None:
    # Six units, of which one changes: the difference is about that one.
    before = frozenset((f"u{n}", 0) for n in range(6))
    after = before - {("u0", 0)} | {("u0", 1)}
    assert "u0" in tells_of_few([before, after], LEAST_UNITS)


def test_what_came_of_a_units_measures_is_counted() -> None:
    measures = (
        Measure(text="a", status=Status.DONE, helped=Helped.YES),
        Measure(text="b", status=Status.DONE, helped=Helped.NO),
        Measure(text="c", status=Status.DROPPED, reason="x"),
        Measure(text="d"),
    )
    found = totals([agreed(measures=measures), agreed(measures=())])
    assert found == Totals(1, 4, 2, 1, 0, {Helped.YES: 1, Helped.PARTLY: 0, Helped.NO: 1})
    assert totals([agreed(measures=())]) == Totals()
