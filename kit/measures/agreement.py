"""What a team agreed on at a meeting: one thing to keep, one to improve, and a few measures.

It is written and changed as a whole, so it has one revision. Where it comes from is copied text: no
key leads from here to a round, and so to answers.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from kit.storage.identifiers import new_id

MOST_MEASURES: Final = 7
"""More than that no team carries out before it meets again."""
_READ_AT_MOST: Final = 50
"""So many of a file are read, to choose among; a file with more is none of ours."""
_DAYS_AT_MOST: Final = 1000
LENGTHS: Final = {
    "area": 120,
    "exercise": 200,
    "workshop": 200,
    "keep": 300,
    "improve": 300,
    "word": 40,
    "text": 500,
    "responsible": 60,
    "reason": 300,
    "risk": 500,
    "took_part": 200,
    "answer": 1000,
    "by": 60,
    "name": 200,
}
"""Letters of each text, at most."""


class Status(StrEnum):
    """How far a measure has come."""

    AGREED = "agreed"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"
    SENT_UP = "sent-up"
    """It cannot be decided here; whoever can is asked for an answer."""


class Helped(StrEnum):
    """Whether a measure that is done has helped, as the team says."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_-]{21}$")]


class Origin(_Kept):
    """Where it comes from, in the words of that day."""

    area: str = ""
    exercise: str = ""
    workshop: str = ""


class SentUp(_Kept):
    """A question to a level above, and its answer."""

    to: str = ""
    """Id of the unit that is asked; empty where no service knows units."""
    name: str = ""
    """Its name that day, or a role."""
    due: date | None = None
    """When the answer is due."""
    answer: str = ""
    answered: date | None = None
    by: str = ""
    """Who answered: a role."""


class Measure(_Kept):
    """Something that the team agreed to do."""

    id: Id = Field(default_factory=new_id)
    text: str = ""
    responsible: str = ""
    """A role or initials."""
    due: date | None = None
    status: Status = Status.AGREED
    reason: str = ""
    """Why it was dropped."""
    working_environment: bool = False
    """Whether it belongs in the plan for health, environment and safety, too."""
    risk: str = ""
    took_part: str = ""
    """Who took part in judging the risk: roles."""
    sent_up: SentUp | None = None
    helped: Helped | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nobody has written anything yet."""
        return not self.text.strip() and not self.responsible.strip() and self.due is None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do about it."""
        return self.status not in {Status.DONE, Status.DROPPED}

    @property
    def waits(self) -> bool:
        """Whether it waits for an answer from above."""
        sent = self.sent_up
        return self.status is Status.SENT_UP and sent is not None and sent.answered is None


class Agreement(_Kept):
    """What a team agreed on at one meeting, and what has become of it."""

    id: Id = Field(default_factory=new_id)
    agreed: date
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", max_length=35)]
    origin: Origin = Origin()
    keep: str = ""
    improve: str = ""
    word: str = ""
    """One word for how it helped, which the room settled on; never a count."""
    measures: Annotated[tuple[Measure, ...], Field(max_length=_READ_AT_MOST)] = ()
    next: date | None = None
    """The day on which the team looks at it again."""
    held: Annotated[tuple[date, ...], Field(max_length=_DAYS_AT_MOST)] = ()
    """The days on which it did."""
    shared: bool = False
    """Whether HR may read the wording."""

    def anew(self) -> Agreement:
        """Return the same as something new: nobody has looked at it again yet."""
        measures = (each.model_copy(update={"id": new_id()}) for each in self.measures)
        return self.model_copy(update={"id": new_id(), "measures": tuple(measures), "held": ()})

    @property
    def open_measures(self) -> tuple[Measure, ...]:
        """The measures that somebody still has something to do about."""
        return tuple(each for each in self.measures if each.is_open)
