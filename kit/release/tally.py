"""What is counted of the responses of a session, and what several sessions count together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.model import Dimension, Item, ResponseShape


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


def tally(vectors: Iterable[Sequence[int]], shape: ResponseShape) -> Tally:
    """Return the tally of responses.

    Each is as :func:`kit.ballots.secrets.vector.decode_vector` gives it. Who answers half of a
    dimension's items or fewer counts as "don't know" on all of them: with exactly half allowed,
    sums less the items' figures can isolate four ballots out of sixteen.
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


def total(tallies: Sequence[Tally]) -> Tally:
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


def own_items(shape: ResponseShape, dimension: Dimension) -> list[Item]:
    """Return the items of a dimension, in ballot order."""
    return [item for item in shape.items if item.dimension == dimension.id]
