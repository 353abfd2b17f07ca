"""The platform: what one organisation has decided."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import Field, StringConstraints

from kit.model.base import (
    Authored,
    Id,
    Line,
    Maintained,
    Name,
    NamedStatement,
    PolicyAreaId,
    Prose,
    Refers,
    RoleId,
    Source,
    Statement,
    Text,
)
from kit.model.library import Credit, Document, Film, Law, Process, Resource
from kit.model.roles import Role
from kit.model.scale import Scale
from kit.model.steering import (
    ActionArea,
    Assignment,
    FollowUp,
    Goal,
    Policy,
    Scorecard,
    SteeringDocument,
)

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
"""A BCP 47 tag: ``nb``, ``nn``, ``sv``, ``en``, ``se``."""

_Entry = TypeVar("_Entry", "FocusArea", Role, Scale)


class Vision(Authored):
    """Where the organisation wants to go: an overall goal and the areas it is made of."""

    text: Text
    areas: tuple[NamedStatement, ...] = ()
    additions: tuple[Statement, ...] = ()
    """Points that were added later, such as one on diversity."""
    source: Source


class Value(NamedStatement):
    """A value, and how one can see that it is lived."""

    behaviours: tuple[Statement, ...] = ()


class Meaning(Authored):
    """What the values as a whole mean for one role."""

    role: RoleId
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]
    source: Source | None = None
    """Of the statements that have none of their own."""


class Values(Authored):
    """The values and what they mean for those who carry them."""

    text: Prose | None = None
    entries: Annotated[tuple[Value, ...], Field(min_length=1)]
    meanings: tuple[Meaning, ...] = ()
    source: Source


class RoleRequest(Authored):
    """What a focus area asks of one role."""

    role: RoleId
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]
    source: Source | None = None
    """Of the statements that have none of their own."""


class Mutual(Authored):
    """What employer and employees owe each other in a focus area; one of the two may be silent."""

    provides: tuple[Statement, ...] = ()
    """What the employer sees to, as its own duty."""
    expects: tuple[Statement, ...] = ()
    """What the employer expects."""
    source: Source


class Picture(Authored):
    """A picture of a focus area: a file of the book."""

    file: Annotated[
        str,
        StringConstraints(pattern=r"^[\w./-]+\.(?:svg|png|jpe?g|webp|gif)$", max_length=240),
        Refers("files"),
    ]
    """Relative to the project; no other host is asked."""
    alt: Line
    """What somebody who does not see it should know."""
    credit: Line | None = None
    """Whose picture it is."""


class FocusArea(Authored):
    """One chapter of the platform."""

    id: Id
    name: Line
    text: Prose | None = None
    """What the area means, in a few sentences."""
    picture: Picture | None = None
    aims: tuple[Statement, ...] = ()
    means: tuple[Statement, ...] = ()
    """What the area means here, in points whose subject is *we* or *you*, whatever the role."""
    mutual: Mutual | None = None
    asks: tuple[RoleRequest, ...] = ()
    questions: tuple[Statement, ...] = ()
    """Questions that a unit talks about."""
    sign: Id | None = None
    """The name of a sign that the kit draws; none means that one is assigned in order."""
    policy_area: PolicyAreaId | None = None
    source: Source


class Period(Authored):
    """The years that a platform is meant for."""

    first: Annotated[int, Field(ge=1990, le=2100)]
    last: Annotated[int, Field(ge=1990, le=2100)] | None = None


class Adoption(Authored):
    """Who decided the platform, and when."""

    status: Literal["draft", "adopted", "in-force", "historical"]
    by: Name | None = None
    date_: date | None = Field(default=None, alias="date")
    reference: Name | None = None
    source: Source


class Platform(Maintained):
    """Everything that ``book/platform.yml`` can say."""

    id: Id
    name: Line
    organisation: Name
    language: Language
    summary: Text
    """What the platform is for, in two or three sentences."""
    source: Source
    adoption: Adoption | None = None
    period: Period | None = None
    scope: Line | None = None
    """The part of the organisation that it covers, if not all of it."""
    documents: tuple[Document, ...] = ()
    laws: tuple[Law, ...] = ()
    credits_: Annotated[tuple[Credit, ...], Field(alias="credits")] = ()

    terms: tuple[NamedStatement, ...] = ()
    """Words that the platform gives a meaning of its own."""
    vision: Vision | None = None
    values: Values | None = None
    policy_areas: tuple[NamedStatement, ...] = ()
    focus_areas: Annotated[tuple[FocusArea, ...], Field(min_length=1)]
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    employer_role: tuple[NamedStatement, ...] = ()
    """The employer's right and duty to steer."""
    policies: tuple[Policy, ...] = ()

    goals: tuple[Goal, ...] = ()
    development_areas: tuple[NamedStatement, ...] = ()
    action_areas: tuple[ActionArea, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    scorecard: Scorecard | None = None
    follow_up: tuple[FollowUp, ...] = ()
    steering_documents: tuple[SteeringDocument, ...] = ()

    resources: tuple[Resource, ...] = ()
    films: tuple[Film, ...] = ()
    processes: tuple[Process, ...] = ()
    scales: tuple[Scale, ...] = ()

    def focus_area(self, area_id: str) -> FocusArea:
        """Return the focus area with this id.

        :raises KeyError: if there is none.
        """
        return _by_id(self.focus_areas, area_id)

    def role(self, role_id: str) -> Role:
        """Return the role with this id.

        :raises KeyError: if there is none.
        """
        return _by_id(self.roles, role_id)

    def scale(self, scale_id: str) -> Scale:
        """Return the scale with this id.

        :raises KeyError: if there is none.
        """
        return _by_id(self.scales, scale_id)


def _by_id(entries: tuple[_Entry, ...], wanted: str) -> _Entry:
    for entry in entries:
        if entry.id == wanted:
            return entry
    raise KeyError(wanted)
