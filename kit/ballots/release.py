"""The release rule: what may be shown of the responses of a tree of units. Pure functions.

The promise: no sum or difference of the figures about answers that are shown depends on fewer
than ``k`` ballots, or, where it is about a single item, on fewer than :data:`ITEM_FLOOR`.

Why it holds. The shown sets of leaves are laminar (two of them are nested or apart), so the shown
means of a dimension say as much as the means of disjoint *parts*, each with at least ``k``
respondents: what a unit adds to the means shown below it. Likewise its shown items say as much as
the items of disjoint *areas*, each made of whole parts, in which every item has no answers or at
least :data:`ITEM_FLOOR`. A combination gives the answers to item ``i`` in part ``p`` the weight
``a[p] + b[i]`` within an area, so it leaves out those in ``p`` who answered nothing but items
with ``b[i] = -a[p]``. These are half of the items or fewer: then it depends on everybody in
``p``, since each answered more than half. Or they are more than half: if that is so in every
part, any two parts have such an item in common, so ``a`` is the same in all, and the combination
is one of whole items of the area. Nor can it single out item ``i`` of fewer people: to leave out
the other items, ``a`` must be the same in all parts that share one. Parts that share none can
only be two groups, in each of which everybody answered ``i`` and every other item of the group,
and each of these has its :data:`ITEM_FLOOR` answers there.

That needs two items or more in a dimension; a round is opened only with three or more. The
numbers of responses and respondents are shown as they are, so it can be seen how many chose
"don't know"; what nobody can see is who, or what a few of them answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Any, Final, Literal

from kit.model import Dimension, Item, ResponseShape

K_FLOOR: Final = 5
"""The fewest ballots that a figure may depend on; a round may ask for more, never for less."""

ITEM_FLOOR: Final = 10
"""The fewest ballots that the figures of a single item may depend on."""

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
    """What a round needs to know of the responses of a session, and nothing more."""

    ballots: int
    respondents: Mapping[str, int]
    """By dimension: how many ballots answer more than half of its items."""
    categories: Mapping[str, tuple[int, ...]]
    """By item: how often these ballots chose each category, in the order of the scale."""

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
    """The mean of their answers to one decimal; with a bound, the end of what is told."""
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
    ballots = list(vectors)
    numbers = range(1, len(shape.scale.categories) + 1)
    respondents: dict[str, int] = {}
    categories: dict[str, tuple[int, ...]] = {}
    for dimension in shape.dimensions:
        places = [n for n, item in enumerate(shape.items) if item.dimension == dimension.id]
        rows = ([ballot[place] for place in places] for ballot in ballots)
        counted = [row for row in rows if 2 * row.count(0) < len(row)]
        respondents[dimension.id] = len(counted)
        for column, place in enumerate(places):
            chosen = Counter(row[column] for row in counted)
            categories[shape.items[place].id] = tuple(chosen[number] for number in numbers)
    return Tally(len(ballots), respondents, categories)


def pool_up(tree: Unit, counts: Mapping[UnitId, int], k: int) -> dict[UnitId, frozenset[UnitId]]:
    """Return, for each unit that may be shown, the leaf units whose responses it includes.

    A unit includes what its children show, and the pool of what they do not show if that has at
    least ``k`` responses; otherwise the pool moves up. So the sets are laminar, every set minus
    its shown subsets holds 0 or at least ``k`` responses, and every unit of ``k`` is shown.

    :param counts: responses per leaf unit; a missing leaf counts as 0.
    :raises ValueError: if ``k`` is below the floor of 5, if two units have one id, or if a count
        is not a leaf's.
    """
    if k < K_FLOOR:
        raise ValueError(f"k is {k}, and never below {K_FLOOR}")
    _check(tree, counts)
    shown: dict[UnitId, frozenset[UnitId]] = {}
    pools: dict[UnitId, frozenset[UnitId]] = {}
    for unit in tree.leaves_first():
        nobody: frozenset[UnitId] = frozenset()
        below = nobody.union(*(shown.get(child.id, nobody) for child in unit.children))
        pool = nobody.union(*(pools.pop(child.id) for child in unit.children))
        if not unit.children and counts.get(unit.id, 0):
            pool = frozenset({unit.id})
        if sum(counts[leaf] for leaf in pool) >= k:
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
    :raises ValueError: as :func:`pool_up` does.
    """
    sets = pool_up(tree, {leaf: found.ballots for leaf, found in tallies.items()}, k)
    totals = {unit: _total([tallies[leaf] for leaf in leaves]) for unit, leaves in sets.items()}
    means: dict[str, frozenset[UnitId]] = {}
    details: dict[str, frozenset[UnitId]] = {}
    for name in (dimension.id for dimension in shape.dimensions):
        people = {unit: {name: total.respondents[name]} for unit, total in totals.items()}
        means[name] = _where_safe(tree, people, k)
        answers = {
            unit: {item.id: sum(totals[unit].categories[item.id]) for item in _items(shape, name)}
            for unit in means[name]
            if items
        }
        details[name] = _where_safe(tree, answers, max(ITEM_FLOOR, k))
    return {
        unit.id: Figures(
            unit.id,
            total.ballots,
            total.ballots == _responses(unit, tallies),
            {d.id: _score(d, shape, total) for d in shape.dimensions if unit.id in means[d.id]},
            {i.id: total.categories[i.id] for i in shape.items if unit.id in details[i.dimension]},
        )
        for unit in tree.leaves_first()
        if (total := totals.get(unit.id))
    }


def release_leaf(
    unit: UnitId, found: Tally, shape: ResponseShape, *, k: int, items: bool
) -> Figures | None:
    """Return what is shown of a leaf that closes before its round, or none if that is nothing.

    A leaf's figures depend on the leaf alone, so the round's own release repeats them.
    """
    return release(Unit(unit), {unit: found}, shape, k=k, items=items).get(unit)


def _where_safe(
    tree: Unit, counts: Mapping[UnitId, Mapping[str, int]], floor: int
) -> frozenset[UnitId]:
    """Return the units that add 0 or at least ``floor`` to each count shown below them.

    :param counts: by unit that may be considered; one whose counts are all 0 has nothing to show.
    """
    safe: set[UnitId] = set()
    covered: dict[UnitId, Counter[str]] = {}
    for unit in tree.leaves_first():
        below: Counter[str] = Counter()
        for child in unit.children:
            below.update(covered.pop(child.id))
        there = counts.get(unit.id, {})
        added = [count - below[name] for name, count in there.items()]
        if any(there.values()) and all(more == 0 or more >= floor for more in added):
            safe.add(unit.id)
            below = Counter(there)
        covered[unit.id] = below
    return frozenset(safe)


def _score(dimension: Dimension, shape: ResponseShape, total: Tally) -> Score:
    """Return the mean of all answers to a dimension's items, told as exactly as it may be.

    What is told follows from the mean to one decimal, a half rounded up as on the reader's page;
    the digits behind it decide nothing, so a bound gives none of them away.
    """
    # The decimal that the author wrote, not its nearest binary fraction.
    values = [Fraction(str(category.value)) for category in shape.scale.categories]
    low, high = min(values), max(values)
    summed, answers = Fraction(0), 0
    for item in _items(shape, dimension.id):
        for value, chosen in zip(values, total.categories[item.id], strict=True):
            summed += chosen * (low + high - value if item.reversed else value)
            answers += chosen
    mean = Fraction(floor(10 * summed / answers + Fraction(1, 2)), 10)
    respondents = total.respondents[dimension.id]
    if respondents < ENDS_FLOOR and mean <= low + ENDS:
        return Score(respondents, float(low + ENDS), "<=")
    if respondents < ENDS_FLOOR and mean >= high - ENDS:
        return Score(respondents, float(high - ENDS), ">=")
    return Score(respondents, float(mean))


def _total(tallies: Sequence[Tally]) -> Tally:
    """Return the tally of several sessions together; there is at least one."""
    first = tallies[0]
    return Tally(
        sum(each.ballots for each in tallies),
        {name: sum(each.respondents[name] for each in tallies) for name in first.respondents},
        {
            item: tuple(map(sum, zip(*(each.categories[item] for each in tallies), strict=True)))
            for item in first.categories
        },
    )


def _responses(unit: Unit, tallies: Mapping[UnitId, Tally]) -> int:
    return sum(tallies[each.id].ballots for each in unit.leaves_first() if each.id in tallies)


def _items(shape: ResponseShape, dimension: str) -> list[Item]:
    return [item for item in shape.items if item.dimension == dimension]


def _check(tree: Unit, counts: Iterable[UnitId]) -> None:
    units = list(tree.leaves_first())
    if len({unit.id for unit in units}) < len(units):
        raise ValueError("two units of a tree have the same id")
    if not set(counts) <= {unit.id for unit in units if not unit.children}:
        raise ValueError("there are responses of a unit that is no leaf of the tree")
