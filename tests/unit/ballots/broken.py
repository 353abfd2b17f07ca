"""The release rule a second time, over sets of leaves, and each of its clauses broken.

It shares no code with the rule, so it is also a second opinion on what may be shown.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kit.model import ResponseShape
from kit.release import Unit
from tests.unit.ballots.chance import Organisation, Vector
from tests.unit.ballots.oracle import Answered, Figure

Leaves = frozenset[str]
NOBODY: Leaves = frozenset()


@dataclass(frozen=True)
class Shown:
    """What a rule shows, as the leaves over which it adds up."""

    sets: Mapping[str, Leaves]
    """The leaves whose responses are included, by unit."""
    means: Mapping[tuple[str, str], Leaves]
    """By unit and dimension."""
    details: Mapping[tuple[str, str], Leaves]
    """By unit and item."""

    def figures(self, shape: ResponseShape) -> list[Figure]:
        """Return the cells that each figure adds up."""
        own = {d.id: [i.id for i in shape.items if i.dimension == d.id] for d in shape.dimensions}
        return [
            *(_cells(leaves, own[name]) for (_, name), leaves in self.means.items()),
            *(_cells(leaves, [item]) for (_, item), leaves in self.details.items()),
        ]


CLAUSES = (
    "a pool below k moves up",
    "more than half of a dimension's items",
    "a mean's floor counts respondents",
    "a mean's floor counts what is added",
    "added to where this dimension is shown",
    "the items' floor is at least 10",
    "the items' floor is at least k",
    "the items' floor counts each item",
    "the items' floor counts what is added",
    "added to where these items are shown",
    "all items of a dimension or none",
    "items only where the mean is shown",
    "no second pool-up",
)


def show(organisation: Organisation, k: int, without: str = "") -> tuple[Shown, Answered]:
    """Return what the rule shows without one of its clauses, and the answers that count then."""
    assert not without or without in CLAUSES
    return _Rule(organisation, k, without).show()


def _cells(leaves: Leaves, items: Iterable[str]) -> Figure:
    return frozenset((leaf, item) for leaf in leaves for item in items)


class _Rule:
    def __init__(self, organisation: Organisation, k: int, without: str):
        self.tree, self.ballots = organisation.tree, organisation.ballots
        self.shape, self.k, self.without = organisation.shape, k, without
        self.answered = {
            leaf: Counter(self._counted(vector) for vector in found)
            for leaf, found in self.ballots.items()
        }

    def show(self) -> tuple[Shown, Answered]:
        sets = self._sets()
        means: dict[tuple[str, str], Leaves] = {}
        details: dict[tuple[str, str], Leaves] = {}
        for dimension in self.shape.dimensions:
            own = [item.id for item in self.shape.items if item.dimension == dimension.id]
            with_mean = self._with_mean(sets, own)
            means |= {(unit, dimension.id): leaves for unit, leaves in with_mean.items()}
            wanted = sets if self._lacks("items only where the mean is shown") else with_mean
            groups = (
                [[i] for i in own] if self._lacks("all items of a dimension or none") else [own]
            )
            for group in groups:
                for unit, leaves in self._with_items(wanted, with_mean, group, own).items():
                    details |= {(unit, item): leaves for item in group}
        return Shown(sets, means, details), self.answered

    def _lacks(self, clause: str) -> bool:
        return self.without == clause

    def _counted(self, vector: Vector) -> frozenset[str]:
        counted: set[str] = set()
        for dimension in self.shape.dimensions:
            own = [
                (i.id, v)
                for i, v in zip(self.shape.items, vector, strict=True)
                if i.dimension == dimension.id
            ]
            given = {item for item, value in own if value}
            exactly = self._lacks("more than half of a dimension's items")
            if given and (2 * len(given) > len(own) or (exactly and 2 * len(given) == len(own))):
                counted |= given
        return frozenset(counted)

    def _sets(self) -> dict[str, Leaves]:
        sets: dict[str, Leaves] = {}

        def visit(unit: Unit) -> tuple[Leaves, Leaves]:
            parts = [visit(child) for child in unit.children]
            shown = NOBODY.union(*(part[0] for part in parts))
            pool = NOBODY.union(*(part[1] for part in parts))
            if not unit.children and self.ballots[unit.id]:
                pool = frozenset({unit.id})
            either = shown | pool if self._lacks("a pool below k moves up") else pool
            if sum(len(self.ballots[leaf]) for leaf in either) >= self.k:
                shown, pool = shown | pool, NOBODY
            if shown:
                sets[unit.id] = shown
            return shown, pool

        visit(self.tree)
        return sets

    def _with_mean(self, sets: Mapping[str, Leaves], own: list[str]) -> dict[str, Leaves]:
        if self._lacks("a mean's floor counts respondents"):
            return {unit: leaves for unit, leaves in sets.items() if self._people(leaves, own)}
        shown: dict[str, Leaves] = {}
        for unit, leaves, inside in self._nested(sets):
            other = sets if self._lacks("added to where this dimension is shown") else shown
            below = NOBODY.union(*(other[name] for name in inside if name in other))
            if self._lacks("a mean's floor counts what is added"):
                below = NOBODY
            added = self._people(leaves - below, own)
            if self._people(leaves, own) and (added == 0 or added >= self.k):
                shown[unit] = leaves
        return shown

    def _with_items(
        self,
        wanted: Mapping[str, Leaves],
        with_mean: Mapping[str, Leaves],
        group: list[str],
        own: list[str],
    ) -> dict[str, Leaves]:
        floor = max(10, self.k)
        if self._lacks("the items' floor is at least 10"):
            floor = self.k
        if self._lacks("the items' floor is at least k"):
            floor = 10
        if self._lacks("no second pool-up"):
            return self._pooled_items(group, floor)
        shown: dict[str, Leaves] = {}
        for unit, leaves, inside in self._nested(wanted):
            other = with_mean if self._lacks("added to where these items are shown") else shown
            below = NOBODY.union(*(other[name] for name in inside if name in other))
            if self._lacks("the items' floor counts what is added"):
                below = NOBODY
            if self._enough(leaves - below, group, own, floor) and self._people(leaves, own):
                shown[unit] = leaves
        return shown

    def _enough(self, leaves: Leaves, group: list[str], own: list[str], floor: int) -> bool:
        if self._lacks("the items' floor counts each item"):
            return self._people(leaves, own) in (0, *range(floor, 1000))
        added = [self._people(leaves, [item]) for item in group]
        return all(number == 0 or number >= floor for number in added)

    def _pooled_items(self, group: list[str], floor: int) -> dict[str, Leaves]:
        everybody = {
            unit.id: frozenset(each.id for each in unit.leaves_first() if not each.children)
            for unit in self.tree.leaves_first()
        }
        shown: dict[str, Leaves] = {}
        for unit, leaves, inside in self._nested(everybody):
            below = NOBODY.union(*(shown[name] for name in inside if name in shown))
            together = leaves if self._enough(leaves - below, group, group, floor) else below
            if self._people(together, group):
                shown[unit] = together
        return shown

    def _nested(self, sets: Mapping[str, Leaves]) -> Iterator[tuple[str, Leaves, list[str]]]:
        """Yield each shown unit after those below it, with the names of these."""
        for unit in self.tree.leaves_first():
            if unit.id in sets:
                inside = [each.id for each in unit.leaves_first() if each is not unit]
                yield unit.id, sets[unit.id], inside

    def _people(self, leaves: Leaves, items: list[str]) -> int:
        """Return how many answered any of the items."""
        return sum(
            number
            for leaf in leaves
            for given, number in self.answered[leaf].items()
            if given & set(items)
        )
