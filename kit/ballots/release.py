"""The release rule: what may be shown of the responses of a tree of units. Pure functions.

The promise: no sum or difference of the figures about answers that are shown depends on fewer
than ``k`` ballots, or on fewer than :data:`ITEM_FLOOR` answers to a single item. It rests on
three things. The published sets of leaves are laminar (two of them are nested or apart), and each
of them minus those inside it holds no response or at least ``k``. A dimension, and its items, are
shown over these same sets only, and only where they add nobody or enough people to what is shown
below. And a dimension has a mean of those alone who answered more than half of it, so that no
mean less its items isolates a few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Final, Literal

from kit.model import Dimension, ResponseShape

K_FLOOR: Final = 5
"""The fewest respondents that a figure may depend on; a round may ask for more, never for less."""

ITEM_FLOOR: Final = 10
"""The fewest answers that the figures of a single item may depend on."""

ENDS_FLOOR: Final = 10
"""Below this many respondents, a mean near an end of the scale is not told exactly: near the end
it would say what everybody answered."""

ENDS: Final = Fraction(1, 2)
"""How near to an end of the scale a mean is near, in the scale's own values."""

UnitId = str
Bound = Literal["=", "<=", ">="]


@dataclass(frozen=True, slots=True)
class Unit:
    """A node of the organisation's tree; sessions exist at leaves, which have no children."""

    id: UnitId
    children: tuple[Unit, ...] = ()

    def leaves_first(self) -> Iterator[Unit]:
        """Yield every unit of the tree, each after all that are below it."""
        for child in self.children:
            yield from child.leaves_first()
        yield self


@dataclass(frozen=True, slots=True)
class Tally:
    """What a round needs to know of the responses of some leaves, and nothing more."""

    ballots: int
    respondents: Mapping[str, int]
    """By dimension: how many ballots answer more than half of its items."""
    categories: Mapping[str, tuple[int, ...]]
    """By item: how often each category was chosen, in the order of the scale, by these."""

    def __add__(self, other: Tally) -> Tally:
        """Return the tally of both together."""
        return Tally(
            self.ballots + other.ballots,
            {name: n + other.respondents[name] for name, n in self.respondents.items()},
            {
                item: tuple(a + b for a, b in zip(counts, other.categories[item], strict=True))
                for item, counts in self.categories.items()
            },
        )

    def answers(self, item: str) -> int:
        """Return how many answered an item."""
        return sum(self.categories[item])

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "ballots": self.ballots,
            "respondents": dict(self.respondents),
            "categories": {item: list(counts) for item, counts in self.categories.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Tally:
        """Return the tally that :meth:`as_json` was called on."""
        counts = {item: tuple(row) for item, row in data["categories"].items()}
        return cls(data["ballots"], dict(data["respondents"]), counts)


@dataclass(frozen=True, slots=True)
class Score:
    """A dimension of one unit as it is shown."""

    respondents: int
    """How many answered more than half of the dimension's items."""
    mean: float
    """To one decimal; with a bound, the end of what is told."""
    bound: Bound = "="


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is shown of one unit, as it is shown; sums are kept nowhere."""

    unit: UnitId
    included: int
    """How many responses the figures include."""
    complete: bool
    """Whether these are all responses below the unit; if not, fewer than k are not included."""
    dimensions: Mapping[str, Score] = field(default_factory=dict)
    """By dimension; those that may not be shown are not there."""
    items: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By item: how often each category was chosen; those that may not be shown are not there."""

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "unit": self.unit,
            "included": self.included,
            "complete": self.complete,
            "dimensions": {
                name: {"respondents": s.respondents, "mean": s.mean, "bound": s.bound}
                for name, s in self.dimensions.items()
            },
            "items": {item: list(counts) for item, counts in self.items.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Figures:
        """Return the figures that :meth:`as_json` was called on."""
        return cls(
            data["unit"],
            data["included"],
            data["complete"],
            {name: Score(**score) for name, score in data["dimensions"].items()},
            {item: tuple(counts) for item, counts in data["items"].items()},
        )


def tally(vectors: Iterable[Sequence[int]], shape: ResponseShape) -> Tally:
    """Return the tally of responses, each as :func:`kit.ballots.vector.decode_vector` gives it.

    Who answers half of a dimension's items or fewer counts as "don't know" on all of them: with
    exactly half allowed, sums less the items' figures can isolate four ballots out of sixteen.
    """
    width = len(shape.scale.categories) + 1
    counts = [[0] * width for _ in shape.items]
    positions = {d.id: _positions(shape, d) for d in shape.dimensions}
    respondents = dict.fromkeys(positions, 0)
    ballots = 0
    for vector in vectors:
        ballots += 1
        for dimension, places in positions.items():
            if 2 * sum(vector[place] > 0 for place in places) > len(places):
                respondents[dimension] += 1
                for place in places:
                    counts[place][vector[place]] += 1
    rows = {item.id: tuple(row[1:]) for item, row in zip(shape.items, counts, strict=True)}
    return Tally(ballots, respondents, rows)


def pool_up(tree: Unit, counts: Mapping[UnitId, int], k: int) -> dict[UnitId, frozenset[UnitId]]:
    """Return, for each unit that may be shown, the leaf units whose responses it includes.

    A unit includes what its children show, and the pool of what they do not show if that has at
    least ``k`` responses; otherwise the pool moves up. So the sets are laminar, and every set
    minus its shown subsets holds 0 or at least ``k`` responses.

    :param counts: responses per leaf unit; a missing leaf counts as 0.
    :raises ValueError: if ``k`` is below the floor of 5.
    """
    if k < K_FLOOR:
        raise ValueError(f"k is {k}, and never below {K_FLOOR}")
    shown: dict[UnitId, frozenset[UnitId]] = {}
    pools: dict[UnitId, frozenset[UnitId]] = {}
    for unit in tree.leaves_first():
        nobody: frozenset[UnitId] = frozenset()
        below = nobody.union(*(shown.get(child.id, nobody) for child in unit.children))
        pool = nobody.union(*(pools.pop(child.id) for child in unit.children))
        if not unit.children and counts.get(unit.id, 0):
            pool = frozenset({unit.id})
        if sum(counts.get(leaf, 0) for leaf in pool) >= k:
            below, pool = below | pool, nobody
        if below:
            shown[unit.id] = below
        pools[unit.id] = pool
    return shown


def release(
    tree: Unit, tallies: Mapping[UnitId, Tally], shape: ResponseShape, *, k: int, items: bool
) -> dict[UnitId, Figures]:
    """Return what is shown of each unit; a unit of which nothing may be shown is not there.

    :param tallies: by leaf unit, as :func:`tally` gives them; a missing leaf has no responses.
    :param items: whether the round asked, when it was opened, for the distribution of each item.
    :raises ValueError: if ``k`` is below the floor of 5.
    """
    sets = pool_up(tree, {leaf: found.ballots for leaf, found in tallies.items()}, k)
    nobody = tally((), shape)
    found: dict[UnitId, Figures] = {}
    covered: dict[UnitId, _Covered] = {}
    for unit in tree.leaves_first():
        below = _Covered.union(covered.pop(child.id) for child in unit.children)
        if unit.id in sets:
            sums = _Sums(tallies, nobody)
            total = sums.of(sets[unit.id])
            means, details = _may_be_shown(shape, sets[unit.id], below, sums, k, items=items)
            complete = all(
                leaf.id in sets[unit.id] or not tallies.get(leaf.id, nobody).ballots
                for leaf in unit.leaves_first()
                if not leaf.children
            )
            found[unit.id] = _figures(unit.id, total, shape, means, details, complete=complete)
            below = below.with_shown(sets[unit.id], means, details)
        covered[unit.id] = below
    return found


def release_leaf(
    unit: UnitId, found: Tally, shape: ResponseShape, *, k: int, items: bool
) -> Figures | None:
    """Return what is shown of a leaf that closes before its round, or none if that is nothing.

    A leaf's figures depend on the leaf alone, so the round's own release repeats them.
    """
    return release(Unit(unit), {unit: found}, shape, k=k, items=items).get(unit)


@dataclass(frozen=True, slots=True)
class _Covered:
    """The leaves whose responses are shown below a unit already, by dimension."""

    means: Mapping[str, frozenset[UnitId]] = field(default_factory=dict)
    details: Mapping[str, frozenset[UnitId]] = field(default_factory=dict)

    @classmethod
    def union(cls, parts: Iterable[_Covered]) -> _Covered:
        means: dict[str, frozenset[UnitId]] = {}
        details: dict[str, frozenset[UnitId]] = {}
        for part in parts:
            for into, more in ((means, part.means), (details, part.details)):
                for name, leaves in more.items():
                    into[name] = into.get(name, frozenset()) | leaves
        return cls(means, details)

    def with_shown(
        self, leaves: frozenset[UnitId], means: Iterable[str], details: Iterable[str]
    ) -> _Covered:
        """Return what is covered once a unit, too, shows these dimensions over these leaves."""
        return _Covered(
            {**self.means, **dict.fromkeys(means, leaves)},
            {**self.details, **dict.fromkeys(details, leaves)},
        )


@dataclass(frozen=True, slots=True)
class _Sums:
    """Adds the tallies of leaves."""

    tallies: Mapping[UnitId, Tally]
    nobody: Tally

    def of(self, leaves: Iterable[UnitId]) -> Tally:
        return sum((self.tallies[leaf] for leaf in leaves if leaf in self.tallies), self.nobody)


def _may_be_shown(
    shape: ResponseShape,
    leaves: frozenset[UnitId],
    below: _Covered,
    sums: _Sums,
    k: int,
    *,
    items: bool,
) -> tuple[list[str], list[str]]:
    """Return the dimensions whose mean is shown over these leaves, and those with their items."""
    nobody: frozenset[UnitId] = frozenset()
    total = sums.of(leaves)
    means: list[str] = []
    details: list[str] = []
    for dimension in shape.dimensions:
        name = dimension.id
        beyond = sums.of(leaves - below.means.get(name, nobody)).respondents[name]
        if not total.respondents[name] or 0 < beyond < k:
            continue
        means.append(name)
        rest = sums.of(leaves - below.details.get(name, nobody))
        added = [rest.answers(item.id) for item in shape.items if item.dimension == name]
        if items and all(n == 0 or n >= max(ITEM_FLOOR, k) for n in added):
            details.append(name)
    return means, details


def _figures(
    unit: UnitId,
    total: Tally,
    shape: ResponseShape,
    means: Sequence[str],
    details: Sequence[str],
    *,
    complete: bool,
) -> Figures:
    return Figures(
        unit,
        total.ballots,
        complete,
        {d.id: _score(shape, d, total) for d in shape.dimensions if d.id in means},
        {item.id: total.categories[item.id] for item in shape.items if item.dimension in details},
    )


def _score(shape: ResponseShape, dimension: Dimension, total: Tally) -> Score:
    """Return the mean of all answers to a dimension's items, told as exactly as it may be."""
    # Through the decimal that the author wrote, not through its nearest binary fraction.
    values = [Fraction(str(category.value)) for category in shape.scale.categories]
    low, high = min(values), max(values)
    summed, answers = Fraction(0), 0
    for item in shape.items:
        if item.dimension == dimension.id:
            for value, n in zip(values, total.categories[item.id], strict=True):
                summed += n * (low + high - value if item.reversed else value)
                answers += n
    mean, respondents = summed / answers, total.respondents[dimension.id]
    if respondents < ENDS_FLOOR and mean <= low + ENDS:
        return Score(respondents, float(low + ENDS), "<=")
    if respondents < ENDS_FLOOR and mean >= high - ENDS:
        return Score(respondents, float(high - ENDS), ">=")
    return Score(respondents, _one_decimal(mean))


def _one_decimal(value: Fraction) -> float:
    """Return a number to one decimal; a half goes away from zero, as it is taught at school."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _positions(shape: ResponseShape, dimension: Dimension) -> tuple[int, ...]:
    return tuple(n for n, item in enumerate(shape.items) if item.dimension == dimension.id)
