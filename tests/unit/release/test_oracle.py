"""The release rule against the exact oracle.

``make test-deep`` looks at more trees, other ones each time, and at as many as ``KIT_TREES`` asks
for. A failure says from which number on; ``KIT_FIRST_TREE`` looks at the same trees again.
"""

import os
import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

from kit.release import Figures, pool_up, release, tally
from tests.unit.ballots.broken import CLAUSES, Shown, show
from tests.unit.ballots.chance import Organisation, answered, make_organisation
from tests.unit.ballots.oracle import Answered, Figure, fewest, fewest_of_one_item

pytestmark = pytest.mark.slow

FEW = 1000
MANY = int(os.environ.get("KIT_TREES", "4000"))


@dataclass(frozen=True)
class Trees:
    """So many organisations by chance, from this number on."""

    number: int
    first: int = 0

    def organisations(self, part: int = 1, most: int = 12) -> Iterator[tuple[Organisation, int]]:
        """Yield every organisation of a part, with a ``k`` for it."""
        return organisations(self.number // part, most=most, first=self.first)


@pytest.fixture(params=["few", pytest.param("many", marks=pytest.mark.deep)])
def trees(request: pytest.FixtureRequest) -> Trees:
    if request.param == "few":
        return Trees(FEW)
    return Trees(MANY, int(os.environ.get("KIT_FIRST_TREE") or secrets.randbelow(1_000_000_000)))


def organisations(
    number: int, *sizes: int, most: int = 12, first: int = 0
) -> Iterator[tuple[Organisation, int]]:
    for seed in range(first, first + number):
        yield make_organisation(seed, *sizes, most=most), (5, 5, 5, 6, 8, 12)[seed % 6]


def released(organisation: Organisation, k: int) -> tuple[Shown, dict[str, Figures]]:
    tallies = {
        leaf: tally(found, organisation.shape) for leaf, found in organisation.ballots.items()
    }
    figures = release(organisation.tree, tallies, organisation.shape, k=k, items=True)
    counts = {leaf: len(found) for leaf, found in organisation.ballots.items()}
    sets = pool_up(organisation.tree, counts, k)
    means = {(unit, name): sets[unit] for unit, each in figures.items() for name in each.dimensions}
    details = {(unit, item): sets[unit] for unit, each in figures.items() for item in each.items}
    return Shown(sets, means, details), figures


def holds(shown: Shown, given: Answered, organisation: Organisation, k: int) -> bool:
    """Whether no combination of the figures depends on too few ballots."""
    figures = shown.figures(organisation.shape)
    floor = max(10, k)
    return (
        fewest(*_responses(shown, organisation), k) == k
        and fewest(figures, given, k) == k
        and fewest_of_one_item(figures, given, floor) == floor
    )


def _responses(shown: Shown, organisation: Organisation) -> tuple[list[Figure], Answered]:
    """Return the numbers of responses as figures: as if there were one item, answered by all."""
    figures = [frozenset((leaf, "sent") for leaf in leaves) for leaves in shown.sets.values()]
    sent = {
        leaf: Counter({frozenset({"sent"}): len(found)})
        for leaf, found in organisation.ballots.items()
    }
    return figures, sent


def test_no_combination_of_figures_depends_on_too_few_ballots(trees: Trees) -> None:
    for organisation, k in trees.organisations():
        shown, _ = released(organisation, k)
        assert holds(shown, answered(organisation.ballots, organisation.shape), organisation, k)


def test_no_combination_in_organisations_of_many_units_does_either(trees: Trees) -> None:
    for organisation, k in trees.organisations(20, most=60):
        shown, _ = released(organisation, k)
        assert holds(shown, answered(organisation.ballots, organisation.shape), organisation, k)


def test_two_items_in_a_dimension_would_be_enough_and_one_would_not() -> None:
    broken = 0
    for organisation, k in organisations(600, 2, 1):
        shown, _ = released(organisation, k)
        given = answered(organisation.ballots, organisation.shape)
        for name in ("a", "b"):
            own = {key: leaves for key, leaves in shown.means.items() if key[1] == name}
            items = {key: leaves for key, leaves in shown.details.items() if key[1][0] == name}
            safe = holds(Shown(shown.sets, own, items), given, organisation, k)
            assert safe or name == "b"
            broken += not safe
    assert broken


def test_the_rule_shows_what_its_second_writing_shows(trees: Trees) -> None:
    joint = 0
    for organisation, k in trees.organisations(4):
        shown, figures = released(organisation, k)
        assert (shown, answered(organisation.ballots, organisation.shape)) == show(organisation, k)
        joint += any(each.items for each in figures.values()) and any(
            each.dimensions and not each.items for each in figures.values()
        )
    # The trees are worth searching: means without items stand beside items in many of them.
    assert joint > trees.number // 20


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_oracle_sees_each_clause_that_is_broken(clause: str) -> None:
    assert any(
        not holds(*show(organisation, k, without=clause), organisation, k)
        for organisation, k in organisations(1500)
    )


def test_no_hidden_mean_or_items_could_be_shown(trees: Trees) -> None:
    hidden: Counter[str] = Counter()
    for organisation, k in trees.organisations(10, most=8):
        shown, _ = released(organisation, k)
        given = answered(organisation.ballots, organisation.shape)
        for kind, more in _additions(shown, organisation, given):
            assert not holds(more, given, organisation, k), kind
            hidden[kind] += 1
    assert min(hidden["mean"], hidden["items"]) > trees.number // 20


def _additions(
    shown: Shown, organisation: Organisation, given: Answered
) -> Iterator[tuple[str, Shown]]:
    """Yield the figures with one mean more, or with one dimension's items more."""
    for unit, leaves in shown.sets.items():
        for dimension in organisation.shape.dimensions:
            own = [i.id for i in organisation.shape.items if i.dimension == dimension.id]
            asked = {item for leaf in leaves for items in given[leaf] for item in items}
            if asked.isdisjoint(own):
                continue
            if (unit, dimension.id) not in shown.means:
                means = {**shown.means, (unit, dimension.id): leaves}
                yield "mean", Shown(shown.sets, means, shown.details)
            if (unit, own[0]) not in shown.details:
                details = {**shown.details, **{(unit, item): leaves for item in own}}
                yield "items", Shown(shown.sets, shown.means, details)


def test_no_response_could_be_included_that_is_not(trees: Trees) -> None:
    tried = 0
    for organisation, k in trees.organisations(10, most=8):
        shown, _ = released(organisation, k)
        for unit in organisation.tree.leaves_first():
            below = {each.id for each in unit.leaves_first() if organisation.ballots.get(each.id)}
            for leaf in below - shown.sets.get(unit.id, frozenset()):
                leaves = shown.sets.get(unit.id, frozenset()) | {leaf}
                more = Shown({**shown.sets, unit.id: leaves}, {}, {})
                assert fewest(*_responses(more, organisation), k) < k
                tried += 1
    assert tried > trees.number // 20


def test_the_oracle_agrees_with_trying_every_set_of_ballots() -> None:
    weak = 0
    for seed in range(300):
        figures, given = _small_case(Random(seed))
        found = fewest(figures, given, 4)
        assert found == _by_trying(figures, given, 4)
        weak += found < 4
    assert 50 < weak < 290


def _small_case(chance: Random) -> tuple[list[Figure], Answered]:
    """Return figures over any cells, laminar or not, of at most eight ballots."""
    leaves, items = "uvw", ("1", "2", "3")
    given: dict[str, Counter[frozenset[str]]] = {leaf: Counter() for leaf in leaves}
    for _ in range(chance.randint(4, 8)):
        some = frozenset(chance.sample(items, chance.randint(1, 3)))
        given[chance.choice(leaves)][some] += 1
    cells = [(leaf, item) for leaf in leaves for item in items]
    sizes = (chance.randint(1, 9) for _ in range(chance.randint(1, 5)))
    return [frozenset(chance.sample(cells, size)) for size in sizes], given


def _by_trying(figures: list[Figure], given: Answered, limit: int) -> int:
    ballots = [
        {(leaf, item) for item in items}
        for leaf, found in given.items()
        for items in found.elements()
    ]
    columns = [
        (n, [Fraction(cell in figure) for figure in figures])
        for n, cells in enumerate(ballots)
        for cell in cells
    ]
    everything = _rank([column for _, column in columns])
    for size in range(1, limit):
        for few in combinations(range(len(ballots)), size):
            # Fewer dimensions are left without the few: some combination is about them alone.
            if _rank([column for n, column in columns if n not in few]) < everything:
                return size
    return limit


def _rank(rows: list[list[Fraction]]) -> int:
    rank = 0
    left = rows
    while left := [row for row in left if any(row)]:
        pivot, *rest = left
        place = next(n for n, value in enumerate(pivot) if value)
        left = [
            [a - b * row[place] / pivot[place] for a, b in zip(row, pivot, strict=True)]
            for row in rest
        ]
        rank += 1
    return rank
