"""Organisations and responses by chance, with the accidents that make a release rule fail.

Leaves are about as large as the floors. The members of a leaf often skip the same items, and
often exactly half of them, so that sums less items' figures come apart.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from kit.model import Category, Dimension, Item, ResponseShape, Scale
from kit.release import Unit

Vector = tuple[int, ...]
Ballots = Mapping[str, Sequence[Vector]]

SIZES = (0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 7, 8, 9, 10, 10, 11, 15)


@dataclass(frozen=True)
class Organisation:
    """A tree, what was sent at its leaves, and the exercise."""

    tree: Unit
    ballots: Ballots
    shape: ResponseShape


def make_shape(
    *sizes: int,
    values: Sequence[float] = (1, 2, 3, 4, 5),
    turned: frozenset[str] = frozenset(),
) -> ResponseShape:
    """Make an exercise of dimensions ``a``, ``b``, ... with so many items: ``a1``, ``a2``, ..."""
    names = "abcdefgh"[: len(sizes)]
    categories = tuple(
        Category(id=f"c{n}", value=value, label=str(value)) for n, value in enumerate(values, 1)
    )
    return ResponseShape(
        Scale(id="agreement", categories=categories, dont_know="Don't know"),
        tuple(Dimension(id=name, name=name, about="we") for name in names),
        tuple(
            Item(
                id=f"{name}{n}",
                text=f"Statement {name}{n}",
                dimension=name,
                reversed=f"{name}{n}" in turned,
            )
            for name, size in zip(names, sizes, strict=True)
            for n in range(1, size + 1)
        ),
    )


def make_organisation(seed: int, *sizes: int, most: int = 12) -> Organisation:
    """Make an organisation of at most so many leaves; the same for the same seed."""
    chance = Random(seed)
    shape = make_shape(*(sizes or chance.choice(((3,), (3,), (4,), (4,), (5,), (3, 3), (4, 3)))))
    tree = _grow(chance, "u", chance.randint(1, most))
    habits = [_habit(chance, shape) for _ in range(chance.randint(1, 3))]
    if chance.random() < 0.5:
        habits.append(frozenset(item.id for item in shape.items) - habits[0])
    everything = chance.choice((0.0, 0.1, 0.3))
    noise = chance.choice((0.0, 0.0, 0.1, 0.5))
    ballots: dict[str, list[Vector]] = {}
    for leaf in leaves_of(tree):
        own = chance.sample(habits, k=min(len(habits), chance.choice((1, 1, 2))))
        ballots[leaf.id] = [
            _vector(chance, shape, chance.choice(own), everything, noise)
            for _ in range(chance.choice(SIZES))
        ]
    return Organisation(tree, ballots, shape)


def leaves_of(tree: Unit) -> Iterator[Unit]:
    """Yield the units that have no children."""
    return (unit for unit in tree.leaves_first() if not unit.children)


def answered(ballots: Ballots, shape: ResponseShape) -> dict[str, Counter[frozenset[str]]]:
    """Return, by leaf, how many ballots answer just these items, dropouts left out (rule 4)."""
    return {leaf: Counter(_counted(v, shape) for v in found) for leaf, found in ballots.items()}


def _counted(vector: Vector, shape: ResponseShape) -> frozenset[str]:
    given = {item.id for item, byte in zip(shape.items, vector, strict=True) if byte}
    counted: set[str] = set()
    for dimension in shape.dimensions:
        own = {item.id for item in shape.items if item.dimension == dimension.id}
        if len(own & given) > len(own - given):
            counted |= own & given
    return frozenset(counted)


def _grow(chance: Random, name: str, leaves: int) -> Unit:
    if leaves == 1 and chance.random() < 0.9:
        return Unit(name)
    parts = chance.randint(1, min(leaves, 4))
    cuts = sorted(chance.sample(range(1, leaves), parts - 1))
    sizes = [b - a for a, b in zip((0, *cuts), (*cuts, leaves), strict=True)]
    if parts == 1 and leaves > 1 and chance.random() < 0.7:
        sizes = [1] * leaves
    return Unit(name, tuple(_grow(chance, f"{name}.{n}", size) for n, size in enumerate(sizes)))


def _habit(chance: Random, shape: ResponseShape) -> frozenset[str]:
    """Return the items that somebody answers: in each dimension all, half, or just over half."""
    kept: set[str] = set()
    for dimension in shape.dimensions:
        own = [item.id for item in shape.items if item.dimension == dimension.id]
        most = len(own) // 2 + 1
        kept |= set(chance.sample(own, chance.choice((len(own), most, most, len(own) // 2, 0))))
    return frozenset(kept)


def _vector(
    chance: Random, shape: ResponseShape, habit: frozenset[str], everything: float, noise: float
) -> Vector:
    categories = len(shape.scale.categories)
    complete = chance.random() < everything
    return tuple(
        chance.randint(1, categories)
        if complete or (item.id in habit) != (chance.random() < noise)
        else 0
        for item in shape.items
    )
