"""How a platform is steered and followed up: goals, assignments, activities, scorecard, rhythm."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from kit.model.base import (
    AssignmentId,
    Authored,
    FocusAreaId,
    FollowUpId,
    Id,
    Line,
    Link,
    Name,
    NamedStatement,
    PerspectiveId,
    Point,
    Prose,
    RoleId,
    Source,
    Text,
)

Year = Annotated[int, Field(ge=1990, le=2100)]


class Rhythm(StrEnum):
    """How often something is looked at."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    TWICE_A_YEAR = "twice-a-year"
    YEARLY = "yearly"
    EVERY_SECOND_YEAR = "every-second-year"
    REGULARLY = "regularly"
    """The platform says that it is done time and again, and not how often."""
    ONCE = "once"


class Status(StrEnum):
    """How far an activity has come."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    STOPPED = "stopped"


class Goal(Authored):
    """What the platform wants to reach."""

    id: Id
    text: Text
    focus_area: FocusAreaId | None = None
    perspective: PerspectiveId | None = None
    source: Source


class Assignment(Authored):
    """A task given for one year, which stays in force until it is said to end."""

    id: Id
    year: Year
    until: Year | None = None
    """The last year in force; none means that it stays."""
    text: Text
    builds_on: tuple[AssignmentId, ...] = ()
    """Ids of earlier assignments."""
    focus_area: FocusAreaId | None = None
    roles: tuple[RoleId, ...] = ()
    """Who is to carry it out."""
    source: Source


class Activity(Authored):
    """A numbered activity in an action area."""

    id: Id
    number: Annotated[int, Field(ge=1, le=999)]
    text: Text
    status: Status | None = None
    """None when the platform does not say."""
    responsible: RoleId | None = None
    """A role."""
    due: date | None = None
    waiting_for: Text | None = None
    """What has to come first, where somebody has said so."""
    source: Source


class ActionArea(Authored):
    """Activities that belong together."""

    id: Id
    name: Line
    text: Prose | None = None
    activities: tuple[Activity, ...]
    source: Source


class Indicator(Authored):
    """Something that is measured; the kit never holds its figures."""

    id: Id
    name: Line
    area: FocusAreaId | None = None
    """A focus area, if the indicator belongs to one."""
    data_source: Name | None = None
    """The system or survey that the figures come from."""
    rhythm: Rhythm | None = None
    link: Link | None = None
    source: Source


class Perspective(Authored):
    """One perspective of a scorecard with its indicators."""

    id: Id
    name: Line
    text: Text | None = None
    indicators: tuple[Indicator, ...] = ()
    source: Source


class Scorecard(Authored):
    """A balanced scorecard: perspectives with indicators."""

    text: Prose | None = None
    perspectives: Annotated[tuple[Perspective, ...], Field(min_length=1)]
    source: Source


class FollowUp(Authored):
    """What is followed up, how often, by whom and before whom."""

    id: Id
    name: Line
    text: Prose | None = None
    rhythm: Rhythm | None = None
    """None when the platform does not say."""
    by: Name | None = None
    to: Name | None = None
    after: tuple[FollowUpId, ...] = ()
    """What has to be done before it: a report before the dialogue that it is for."""
    agenda: tuple[Point, ...] = ()
    """What is talked about, in this order."""
    source: Source


class Policy(Authored):
    """A policy beside the platform, with its dimensions."""

    id: Id
    name: Line
    text: Prose | None = None
    dimensions: tuple[NamedStatement, ...] = ()
    link: Link | None = None
    source: Source


class SteeringDocument(Authored):
    """A law, agreement, plan or regulation that sets the frame."""

    id: Id
    title: Line
    text: Prose | None = None
    link: Link | None = None
    source: Source
