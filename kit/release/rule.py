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
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kit.model import ITEM_FLOOR, K_FLOOR, ResponseShape
from kit.release.figures import Figures, score
from kit.release.tally import Tally, own_items, total

UnitId = str


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
    tree: Unit,
    tallies: Mapping[UnitId, Tally],
    shape: ResponseShape,
    *,
    k: int,
    items: bool,
    lost: Collection[UnitId] = (),
) -> dict[UnitId, Figures]:
    """Return what is shown of each unit; a unit of which nothing may be shown is not there.

    :param tallies: by leaf unit, as :func:`tally` gives them; a missing leaf has no responses.
    :param lost: leaves whose responses nobody can read; what is above them is never complete.
    :param items: whether the round asked, when it was opened, for the distribution of each item.
    :raises ValueError: as :func:`pool_up` does.
    """
    sets = pool_up(tree, {leaf: found.ballots for leaf, found in tallies.items()}, k)
    totals = {unit: total([tallies[leaf] for leaf in leaves]) for unit, leaves in sets.items()}
    means: dict[str, frozenset[UnitId]] = {}
    details: dict[str, frozenset[UnitId]] = {}
    for dimension in shape.dimensions:
        name, own = dimension.id, [item.id for item in own_items(shape, dimension)]
        people = {unit: {name: here.respondents[name]} for unit, here in totals.items()}
        means[name] = _where_safe(tree, people, k)
        answers = {
            unit: {item: sum(totals[unit].categories[item]) for item in own}
            for unit in means[name]
            if items
        }
        details[name] = _where_safe(tree, answers, max(ITEM_FLOOR, k))
    above_lost = {unit.id for unit in tree.leaves_first() if _holds(unit, lost)}
    return {
        unit.id: Figures(
            unit.id,
            here.ballots,
            here.ballots == _responses(unit, tallies) and unit.id not in above_lost,
            {d.id: score(d, shape, here) for d in shape.dimensions if unit.id in means[d.id]},
            {i.id: here.categories[i.id] for i in shape.items if unit.id in details[i.dimension]},
            lost=unit.id in above_lost,
        )
        for unit in tree.leaves_first()
        if (here := totals.get(unit.id))
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


def _responses(unit: Unit, tallies: Mapping[UnitId, Tally]) -> int:
    return sum(tallies[each.id].ballots for each in unit.leaves_first() if each.id in tallies)


def _holds(unit: Unit, leaves: Collection[UnitId]) -> bool:
    return any(each.id in leaves for each in unit.leaves_first())


def _check(tree: Unit, counts: Iterable[UnitId]) -> None:
    units = list(tree.leaves_first())
    if len({unit.id for unit in units}) < len(units):
        raise ValueError("two units of a tree have the same id")
    if not set(counts) <= {unit.id for unit in units if not unit.children}:
        raise ValueError("there are responses of a unit that is no leaf of the tree")
