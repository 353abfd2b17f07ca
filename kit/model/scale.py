"""Answer scales, and the shape of what a self-assessment collects."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from kit.model.base import Authored, Id, Line, Text
from kit.model.likeness import Asked

Number = Annotated[float, Field(ge=-100, le=100, allow_inf_nan=False)]


class Category(Authored):
    """One answer that can be chosen."""

    id: Id
    value: Number
    label: Line


class Scale(Authored):
    """The answer categories with their numeric values, in the order in which they are shown."""

    id: Id
    name: Line | None = None
    categories: tuple[Category, ...]
    dont_know: Line
    """The words of the answer that counts for nothing: "don't know"."""

    @property
    def minimum(self) -> float:
        """The lowest value of a category."""
        return min(category.value for category in self.categories)

    @property
    def maximum(self) -> float:
        """The highest value of a category."""
        return max(category.value for category in self.categories)


class Band(Authored):
    """What to say when a dimension's score is at or above ``from`` and below the next band."""

    id: Id
    from_: Number = Field(alias="from")
    text: Text
    """What the score might mean."""
    next: Text | None = None
    """What the reader could do."""


class Dimension(Authored):
    """Items that are averaged into one score."""

    id: Id
    name: Line
    about: Literal["me", "we"]
    text: Text | None = None
    feedback: tuple[Band, ...] = ()


class Item(Authored):
    """A statement to rate."""

    id: Id
    text: Line
    dimension: Id
    reversed: bool = False
    """Whether agreeing speaks against the dimension."""


@dataclass(frozen=True, slots=True)
class ResponseShape:
    """What one answer to an exercise consists of: items in ballot order, on one scale."""

    scale: Scale
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]

    def asked(self, wording: Mapping[str, str] = MappingProxyType({})) -> Asked:
        """Return the statements of each dimension, by its id.

        :param wording: the items' texts by id in another language than the source.
        """
        return {
            dimension.id: [
                wording.get(item.id, item.text)
                for item in self.items
                if item.dimension == dimension.id
            ]
            for dimension in self.dimensions
        }

    def fingerprint(self) -> str:
        """Return 32 hex digits that change when the questions change.

        Covers the scale (ids, values, words), and every item's id, words, direction and
        dimension in the order asked. Made from the source language, so a translation never
        changes it.
        """
        return _digest(
            [
                [[c.id, c.value, c.label] for c in self.scale.categories],
                self.scale.dont_know,
                [[i.id, i.text, i.dimension, i.reversed] for i in self.items],
                [[d.id, d.about] for d in self.dimensions],
            ]
        )


def _digest(parts: Iterable[object]) -> str:
    canonical = json.dumps(list(parts), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]
