"""Who a platform speaks about, what it expects of them and what they may expect back."""

from __future__ import annotations

from kit.model.base import (
    Authored,
    Id,
    Line,
    Name,
    NamedStatement,
    Point,
    Prose,
    Source,
    Statement,
    Text,
)


class Responsibility(Authored):
    """One field of responsibility with its tasks."""

    id: Id
    name: Line
    text: Prose | None = None
    tasks: tuple[Statement, ...] = ()
    source: Source


class LeaderLevel(Authored):
    """One group of leaders, and who belongs to it."""

    id: Id
    name: Line
    text: Text | None = None
    members: tuple[Point, ...] = ()
    agreement: Name | None = None
    """The part of the collective agreement that the group is placed in."""
    source: Source


class Role(Authored):
    """A role that the platform speaks to."""

    id: Id
    name: Line
    text: Prose | None = None
    expectations: tuple[Statement, ...] = ()
    """What the platform asks of the role."""
    may_expect: tuple[Statement, ...] = ()
    """What the role may expect back."""
    qualities: tuple[NamedStatement, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    levels: tuple[LeaderLevel, ...] = ()
    source: Source
