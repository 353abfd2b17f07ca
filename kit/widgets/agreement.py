"""What a group wrote down in its notebook: measures, what to keep and improve, notes, votes."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kit.model import Status


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Measure(_Kept):
    """Something that the team agreed to do."""

    text: str = ""
    responsible: str = ""
    """A role or initials."""
    due: date | None = None
    status: Status = Status.PLANNED

    @property
    def is_empty(self) -> bool:
        """Whether nobody has written anything yet."""
        return not self.text.strip() and not self.responsible.strip() and self.due is None


class Note(_Kept):
    """What somebody noted during a step."""

    step: str
    title: str
    text: str


class VoteCount(_Kept):
    """How many dots or votes one answer got."""

    option: str
    text: str
    count: int


class Agreement(_Kept):
    """Everything that is saved at the end and can be brought back next time."""

    version: Literal[1] = 1
    exercise: str
    title: str
    language: str
    saved: date
    variant: str | None = None
    keep: str = ""
    improve: str = ""
    measures: tuple[Measure, ...] = ()
    notes: tuple[Note, ...] = ()
    people: int | None = None
    """How many took part in the vote, if that was written down."""
    votes: tuple[VoteCount, ...] = ()
