"""The data that a notebook carries: an exercise's steps, variants and vote."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Carried(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(_Carried):
    """One step with the minutes that it usually takes."""

    id: str
    title: str
    minutes: int


class VariantStep(_Carried):
    """A step as it is in a variant."""

    step: str
    minutes: int
    text: str | None = None


class Variant(_Carried):
    """The exercise for another time, size or place, with the steps that it uses."""

    id: str
    name: str
    text: str | None = None
    steps: tuple[VariantStep, ...]

    def step(self, step_id: str) -> VariantStep | None:
        """Return how a step is in this variant; none if it leaves the step out."""
        return next((entry for entry in self.steps if entry.step == step_id), None)


class Option(_Carried):
    """Something to put a dot or a vote on."""

    id: str
    text: str


class Vote(_Carried):
    """What the group votes on."""

    question: str
    options: Annotated[tuple[Option, ...], Field(min_length=1)]
    dots: int = 1
    """How many dots each person has."""
    show_of_hands: bool = False


class RunSheet(_Carried):
    """Everything that the tools of one group exercise need."""

    version: Literal[1]
    exercise: str
    language: str
    title: str
    steps: tuple[Step, ...]
    variants: tuple[Variant, ...] = ()
    vote: Vote | None = None

    @classmethod
    def read(cls, data: dict[str, Any]) -> RunSheet:
        """Return the run-sheet that a notebook's cell holds.

        :raises pydantic.ValidationError: if it was changed into something else.
        """
        return cls.model_validate(data)

    def variant(self, variant_id: str | None) -> Variant | None:
        """Return a variant; none means the exercise as it is."""
        return next((entry for entry in self.variants if entry.id == variant_id), None)
