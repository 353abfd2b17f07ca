"""What an author writes of a group exercise."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kit.model import (
    Authored,
    Exercise,
    ExerciseReference,
    Fits,
    GroupSize,
    Id,
    Line,
    Method,
    Minutes,
    Point,
    Text,
    Vote,
    VoteOption,
)


class GroupRole(Authored):
    """A part that somebody plays during the exercise: timekeeper, scribe."""

    id: Id
    name: Line
    text: Text


class Step(Authored):
    """One step of the run-sheet."""

    id: Id
    title: Line
    minutes: Minutes
    method: Method
    text: Text
    """What everybody does; the room reads it on the wall."""
    say: Text | None = None
    """What the leader can say, word for word."""
    leader: Text | None = None
    """What the leader looks to; the room does not see it."""
    outcome: Line | None = None
    """What there is when the step is over."""


class VariantStep(Authored):
    """A step as it is in a variant."""

    step: Id
    minutes: Minutes
    text: Text | None = None
    """What is different, if something is."""


class Variant(Authored):
    """The exercise for another time, size or place."""

    id: Id
    name: Line
    fits: Fits
    minutes: Minutes
    text: Text | None = None
    steps: tuple[VariantStep, ...] = ()
    """The steps it uses; none means that all steps stay as they are."""


class PreparedVote(Vote):
    """A vote on options that stand in the exercise."""

    options: Annotated[tuple[VoteOption, ...], Field(min_length=2)]
    step: Id = "vote"
    """The step in which the group votes."""


class SheetPart(Authored):
    """A part of a sheet with room to write under its name."""

    id: Id
    name: Line
    text: Text | None = None
    """What it means, or what to write."""


class Card(Authored):
    """A card to cut out; what it has no words for is written by hand."""

    id: Id
    text: Text | None = None


class Paper(Authored):
    """What is printed for each group: a sheet with columns or rows to fill, and cards to cut."""

    columns: Annotated[tuple[SheetPart, ...], Field(max_length=5)] = ()
    rows: Annotated[tuple[SheetPart, ...], Field(max_length=8)] = ()
    cards: Annotated[tuple[Card, ...], Field(max_length=40)] = ()


class Group(Exercise):
    """A group exercise."""

    kind: Literal["group"]
    purpose: Text
    """What the group gets out of it, said to the leader."""
    preparation: tuple[Point, ...] = ()
    materials: tuple[Point, ...] = ()
    room: Text
    """What the room needs."""
    remote: Text
    """How to do it when some or all take part from elsewhere."""
    group_size: GroupSize
    group_roles: tuple[GroupRole, ...] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    ends_with: Text
    """What the group has when it is done."""
    variants: tuple[Variant, ...] = ()
    vote: PreparedVote | None = None
    self_assessment: ExerciseReference | None = None
    """A self-assessment that the group can start from."""
    paper: Paper | None = None
    pitfalls: tuple[Point, ...] = ()
    """What can go wrong, and what the leader does then."""
