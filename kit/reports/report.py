"""What a report says about one unit in one round: plain data, and nothing that was not released.

A report knows no database. It can be written as JSON and read again, and holds everything that
tables, figures and pages are made from, in one language.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kit.release import Bound


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())


class Score(_Shown):
    """A dimension's mean, as it was released."""

    respondents: int
    mean: float
    bound: Bound = "="
    """``<=`` and ``>=``: the mean is so near an end of the scale that only this is told."""


class UnitShown(_Shown):
    """What was released about one unit."""

    id: str
    name: str
    depth: int = 0
    included: int | None = None
    """How many responses the figures include; none if nothing may be shown."""
    complete: bool = True
    """Whether every response of the unit is included."""
    lost: bool = False
    """Whether responses were lost with their key, so that nobody knows how many are missing."""
    slips: int | None = None
    """How many slips were drawn at and below it, for how many ``people``; none with room codes."""
    people: int | None = None
    scores: dict[str, Score] = {}
    items: dict[str, tuple[int, ...]] = {}
    """By item: how many chose each category, in the order of the scale."""

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show."""
        return self.included is not None


class Category(_Shown):
    """An answer that could be chosen."""

    id: str
    label: str
    value: float


class DimensionAsked(_Shown):
    """What a score is about."""

    id: str
    name: str


class ItemAsked(_Shown):
    """A statement as it was put."""

    id: str
    text: str
    dimension: str
    reversed: bool = False


class ObjectionShown(_Shown):
    """That a unit's representative says that a round was not discussed with them."""

    unit: str
    """What the unit is called."""
    said_on: date
    taken_back_on: date | None = None


class RoundShown(_Shown):
    """The round: what was asked, how, and what for."""

    id: str
    exercise: str
    title: str
    purpose: str
    k: int
    code: Literal["room", "slips"]
    opened_on: date
    released_on: date | None
    """None while the round is open, and only teams that closed early have figures."""
    ended: bool = False
    """Whether nobody can answer any more, with or without a figure to show."""
    discussed_on: date
    objections: tuple[ObjectionShown, ...] = ()
    """Those that concern the unit of the report, beside the date that was claimed."""
    categories: tuple[Category, ...]
    dont_know: str
    dimensions: tuple[DimensionAsked, ...]
    items: tuple[ItemAsked, ...]

    @property
    def lowest(self) -> Category:
        """The answer at the low end of the scale."""
        return min(self.categories, key=lambda category: category.value)

    @property
    def highest(self) -> Category:
        """The answer at the high end of the scale."""
        return max(self.categories, key=lambda category: category.value)


class Earlier(_Shown):
    """An earlier round on the same questions, about the same unit."""

    round: str
    released_on: date
    unit: UnitShown


class Report(_Shown):
    """One unit in one round, with what it may be compared with."""

    language: str
    round: RoundShown
    unit: UnitShown
    parent: UnitShown | None = None
    below: tuple[UnitShown, ...] = ()
    """The units below in the order of the tree."""
    earlier: tuple[Earlier, ...] = ()
    """The earlier rounds on the same questions, oldest first."""
    raised: tuple[int, int] | None = None
    """How many people were registered at and below the unit, and to how many HR raised that."""
    changed: tuple[date, ...] = ()
    """Release dates of earlier rounds on other questions, which are not compared."""

    @property
    def has_figures(self) -> bool:
        """Whether there is any figure, of the unit, the one above or one below."""
        around = (self.unit, *self.below, *((self.parent,) if self.parent else ()))
        return any(unit.is_shown for unit in around)

    def counts(self, item: ItemAsked) -> tuple[int, ...]:
        """Return how many chose each category, and last how many "don't know".

        The last is what is left of the dimension's respondents: everybody can read it from the
        counts.
        """
        counts = self.unit.items[item.id]
        return (*counts, self.unit.scores[item.dimension].respondents - sum(counts))

    @property
    def timeline(self) -> tuple[tuple[date | None, UnitShown], ...]:
        """The rounds on the same questions with their closing dates, this one last."""
        before = ((entry.released_on, entry.unit) for entry in self.earlier)
        return (*before, (self.round.released_on, self.unit))

    @property
    def items_shown(self) -> tuple[ItemAsked, ...]:
        """The statements whose answers may be shown, in the order asked."""
        return tuple(item for item in self.round.items if item.id in self.unit.items)
