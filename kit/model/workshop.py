"""What authors write of a workshop, and of what a group does together in a room."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kit.model.base import (
    Authored,
    ExerciseReference,
    FocusAreaId,
    Id,
    Line,
    Maintained,
    Minutes,
    Point,
    Refers,
    RoleId,
    Source,
    Text,
)
from kit.model.exercise import Method

People = Annotated[int, Field(ge=1, le=1000)]
Drawing = Literal["begin", "result", "measures", "return", "quarter", "few", "table", "rehearse"]
"""What the line drawing of a meeting shows, where it has no focus area's."""
Fits = Literal["time", "small", "large", "remote"]
"""What a variant is for: another time, fewer or more people, people who are elsewhere."""
FilmReference = Annotated[Id, Refers("films")]


class GroupSize(Authored):
    """For how many people something works."""

    minimum: People
    maximum: People
    best: Line | None = None
    """How to divide them: "groups of four"."""


class VoteOption(Authored):
    """Something to put a dot or a vote on."""

    id: Id
    text: Line


class Vote(Authored):
    """A question that a group answers openly with dots or raised hands; only counts are kept."""

    question: Line
    options: tuple[VoteOption, ...] = ()
    """None means that they are written in the room."""
    dots: Annotated[int, Field(ge=1, le=10)] = 1
    """How many dots each person has."""
    show_of_hands: bool = False
    """Whether hands may be counted in the open."""


class WorkshopActivity(Authored):
    """A part of a workshop: an exercise, or something else that takes time."""

    id: Id
    exercise: ExerciseReference | None = None
    variant: Id | None = None
    """Of the exercise."""
    film: FilmReference | None = None
    title: Line | None = None
    """Required where there is no exercise."""
    method: Method = Method.ALL
    """How people work, where there is no exercise."""
    minutes: Minutes
    usual: bool = True
    """Whether it is done where no variant is chosen."""
    text: Text | None = None
    """What everybody does; the room reads it on the wall."""
    say: Text | None = None
    """What the leader can say, word for word."""
    leader: Text | None = None
    """What the leader looks to; the room does not see it."""
    outcome: Line | None = None
    """What there is when it is over."""
    vote: Vote | None = None


class VariantActivity(Authored):
    """An activity as it is in a variant."""

    activity: Id
    minutes: Minutes
    variant: Id | None = None
    """Of the exercise; none means the one that the activity names."""
    text: Text | None = None
    """What is different, if something is."""


class WorkshopVariant(Authored):
    """The workshop for another time, size or place."""

    id: Id
    name: Line
    fits: Fits
    minutes: Minutes
    text: Text | None = None
    activities: Annotated[tuple[VariantActivity, ...], Field(min_length=1)]
    """In the order in which they are done."""


class Suggestion(Authored):
    """Something that a group could agree to do, to begin from where it has no words of its own."""

    id: Id
    text: Line
    source: Source = "kit"


class Workshop(Maintained):
    """A programme of activities with minutes."""

    title: Line
    summary: Text
    focus_area: FocusAreaId | None = None
    """What it is about; none means the whole platform."""
    drawing: Drawing | None = None
    """The drawing that stands beside it, where it is not about one focus area."""
    minutes: Minutes
    roles: tuple[RoleId, ...] = ()
    """Whom it is for; empty means everybody."""
    people: GroupSize | None = None
    led_by: Text | None = None
    """Who leads it, where that should not be the own leader."""
    notes: Text | None = None
    """Who takes notes, and of what."""
    room: Text | None = None
    """What the room needs, and how to do it when some are elsewhere."""
    materials: tuple[Point, ...] = ()
    preparation: Text | None = None
    """What the leader does beforehand."""
    invitation: Text | None = None
    """What those who take part are told beforehand."""
    activities: Annotated[tuple[WorkshopActivity, ...], Field(min_length=1)]
    ends_with: Text | None = None
    suggestions: Annotated[tuple[Suggestion, ...], Field(max_length=7)] = ()
    """Measures that others begin with; shown after what the room has found itself."""
    pitfalls: tuple[Point, ...] = ()
    """What can go wrong, and what the leader does then."""
    variants: tuple[WorkshopVariant, ...] = ()
    source: Source = "kit"
    formerly: tuple[Id, ...] = ()
    """Names that the workshop had before."""
