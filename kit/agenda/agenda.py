"""The steps of an agenda, and the variants for another time, size or place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kit.model import Method

Fits = Literal["time", "small", "large", "remote"]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that everybody does for some minutes."""

    id: str
    title: str
    minutes: int
    """How long it usually takes."""
    method: Method


@dataclass(frozen=True, slots=True)
class StepOf:
    """A step as a variant has it."""

    step: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Variant:
    """Which steps are used, in their order, with which minutes."""

    id: str
    """Empty for the usual way."""
    fits: Fits
    steps: tuple[StepOf, ...]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(each.minutes for each in self.steps)


@dataclass(frozen=True, slots=True)
class Planned:
    """A step that is done, with the minutes that it gets."""

    step: Step
    minutes: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """Every step that some variant uses, and the variants, the usual one first."""

    steps: tuple[Step, ...]
    variants: tuple[Variant, ...]

    def variant(self, id_: str) -> Variant:
        """Return a variant; the usual one where there is none of that name."""
        return next((each for each in self.variants if each.id == id_), self.variants[0])

    @property
    def by_id(self) -> Mapping[str, Step]:
        """The steps by id."""
        return {step.id: step for step in self.steps}
