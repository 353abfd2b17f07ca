"""What an author writes of a conversation: a guide for two, or for a few."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from kit.model import K_FLOOR, Authored, Exercise, Id, Line, Minutes, Point, Text

MOST_SIDES: Final = K_FLOOR - 1
"""A conversation is of fewer people than a figure is ever shown about."""


class Prompt(Authored):
    """One thing to think about before."""

    id: Id
    text: Line
    hint: Text | None = None
    """A way in, for one who is stuck."""


class Side(Authored):
    """One who takes part, as what they are in this conversation: employee, leader."""

    id: Id
    name: Line
    prepare: tuple[Prompt, ...] = ()
    """What this side thinks through alone; the others never see what it writes."""


class Before(Authored):
    """The time that each side has for itself before the meeting."""

    minutes: Minutes
    text: Text | None = None
    """What to agree on before: time, place, what it is about."""


class Step(Authored):
    """One step of the meeting."""

    id: Id
    title: Line
    minutes: Minutes
    text: Text | None = None
    prompts: tuple[Point, ...] = ()
    """What to ask each other."""


class DocumentField(Authored):
    """One thing that is written together."""

    id: Id
    label: Line
    hint: Text | None = None
    long: bool = False
    """Whether it needs much room."""


class Document(Authored):
    """What is written together; each side gets a copy."""

    title: Line
    fields: Annotated[tuple[DocumentField, ...], Field(min_length=1)]
    filed: Text
    """Where it is kept, and who may read it there."""
    replaces: bool = False
    """Whether it takes the place of what was agreed before."""


class Conversation(Exercise):
    """A conversation; its ``minutes`` are those of the meeting, without what comes before."""

    kind: Literal["conversation"]
    purpose: Text
    sides: Annotated[tuple[Side, ...], Field(min_length=2, max_length=MOST_SIDES)]
    before: Before
    together: Annotated[tuple[Step, ...], Field(min_length=1)]
    document: Document
    leave_out: tuple[Point, ...] = ()
    """What is not used here, and not asked."""
    companion: bool = False
    """Whether each may bring somebody."""
