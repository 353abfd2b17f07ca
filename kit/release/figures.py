"""What is shown of one unit, and how exactly a mean is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from operator import mul
from typing import Any, Final, Literal

from kit.model import Dimension, ResponseShape
from kit.release.tally import Tally, own_items

ENDS_FLOOR: Final = 10
"""Below this many respondents, a mean near an end of the scale is not told exactly: near the end
it would say what everybody answered."""

ENDS: Final = Fraction(1, 2)
"""How near to an end of the scale a mean is near, in the scale's own values."""

Bound = Literal["=", "<=", ">="]


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

    unit: str
    included: int
    """How many responses the figures include."""
    complete: bool
    """Whether these are all responses below the unit; if not, and none were lost, fewer than k are
    not included."""
    dimensions: Mapping[str, Score] = field(default_factory=dict)
    """By dimension; those that may not be shown are not there."""
    items: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By item: how often each category was chosen; those that may not be shown are not there."""
    lost: bool = False
    """Whether responses below the unit were lost with their key; nobody knows how many."""

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
            "lost": self.lost,
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
            data["lost"],
        )


def score(dimension: Dimension, shape: ResponseShape, total: Tally) -> Score:
    """Return the mean of all answers to a dimension's items, told as exactly as it may be.

    What is told follows from the mean to one decimal, a half rounded up as on the reader's page;
    the digits behind it decide nothing, so a bound gives none of them away.
    """
    # The decimal that the author wrote, not its nearest binary fraction.
    values = [Fraction(str(category.value)) for category in shape.scale.categories]
    low, high = min(values), max(values)
    net, answers, turned = [0] * len(values), 0, 0
    for item in own_items(shape, dimension):
        counts = total.categories[item.id]
        answers += sum(counts)
        turned += sum(counts) if item.reversed else 0
        net = [n - m if item.reversed else n + m for n, m in zip(net, counts, strict=True)]
    # A turned answer is worth low + high less its value.
    worth = turned * (low + high) + sum(map(mul, net, values))
    mean = Fraction(floor(10 * worth / answers + Fraction(1, 2)), 10)
    respondents = total.respondents[dimension.id]
    if respondents < ENDS_FLOOR and mean <= low + ENDS:
        return Score(respondents, float(low + ENDS), "<=")
    if respondents < ENDS_FLOOR and mean >= high - ENDS:
        return Score(respondents, float(high - ENDS), ">=")
    return Score(respondents, float(mean))
