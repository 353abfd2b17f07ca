"""The steps of an agenda, and the variants for another time, size or place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.model import Fits, Method, Vote


@dataclass(frozen=True, slots=True)
class Step:
    """Something that everybody does for some minutes."""

    id: str
    title: str
    minutes: int
    """How long it usually takes."""
    method: Method
    text: str | None = None
    """What everybody does."""
    say: str | None = None
    """What the leader can say, word for word."""
    leader: str | None = None
    """What the leader looks to."""
    outcome: str | None = None
    """What there is when it is over."""
    vote: Vote | None = None


@dataclass(frozen=True, slots=True)
class StepOf:
    """A step as a variant has it."""

    step: str
    minutes: int
    text: str | None = None
    """What is different, if something is."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Which steps are used, in their order, with which minutes."""

    id: str
    """Empty for the usual way."""
    fits: Fits
    steps: tuple[StepOf, ...]
    name: str = ""
    text: str | None = None
    """When it fits, and what is different."""

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


def agenda_data(agenda: Agenda) -> dict[str, Any]:
    """Return an agenda for a page's script, without the words, which stand in the page."""
    return {
        "steps": [
            {
                "id": step.id,
                "title": step.title,
                "minutes": step.minutes,
                "method": step.method,
            }
            for step in agenda.steps
        ],
        "variants": [
            {
                "id": each.id,
                "name": each.name,
                "fits": each.fits,
                "steps": [{"step": step.step, "minutes": step.minutes} for step in each.steps],
            }
            for each in agenda.variants
        ],
    }
