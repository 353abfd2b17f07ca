"""Where a meeting is that is being run: what a leader's phone tells the wall and all phones.

It has ids of the book and whole numbers, so that nothing can stand in it that somebody in the room
has said, written or answered. Of options that the room has written there are letters: A, B, C.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MOST_BYTES: Final = 4096
"""Of a state as JSON; that of an hour has some hundreds."""
_MOST_STEPS: Final = 60
_MOST_OPTIONS: Final = 40

_Name = Annotated[str, Field(max_length=121, pattern=r"^[a-z0-9]*(?:[-/][a-z0-9]+)*$")]
_Seconds = Annotated[int, Field(ge=0, le=24 * 3600)]
_Minutes = Annotated[int, Field(ge=0, le=24 * 60)]
_Count = Annotated[int, Field(ge=0, le=1000)]
_Letter = Annotated[str, Field(pattern=r"^[A-Z]?$")]


class _State(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class Votes(_State):
    """A vote in the open: letters of the options that the room has written, and counts."""

    written: Annotated[list[_Letter], Field(max_length=_MOST_OPTIONS)]
    rounds: Annotated[
        list[Annotated[list[_Count | None], Field(max_length=2 * _MOST_OPTIONS)]],
        Field(min_length=1, max_length=2),
    ]


class RunState(_State):
    """A run as the modules of run mode have it; see ``running.js``."""

    revision: Annotated[int, Field(ge=1, le=1_000_000)]
    """The higher one holds."""
    variant: _Name
    without: Annotated[list[_Name], Field(max_length=_MOST_STEPS)]
    minutes: Annotated[dict[_Name, _Minutes], Field(max_length=_MOST_STEPS)]
    length: _Minutes
    people: Annotated[int, Field(ge=1, le=1000)] | None
    begun: bool
    step: _Name | None
    going: bool
    calm: bool
    spent: Annotated[dict[_Name, _Seconds], Field(max_length=_MOST_STEPS)]
    since: _Seconds
    film: _Name | None = None
    """The step whose film plays."""
    vote: _Name | None
    votes: Annotated[dict[_Name, Votes], Field(max_length=_MOST_STEPS)]

    def names(self) -> tuple[set[str], set[str]]:
        """Return the ids of variants, and those of steps, that it has."""
        votes = {*self.votes, self.vote} - {""}
        steps = {*self.without, *self.minutes, *self.spent, self.step, self.film, *votes} - {None}
        return {self.variant}, {str(each) for each in steps}

    def fits(self, variants: Collection[str], steps: Collection[str]) -> bool:
        """Return whether a programme has all variants and steps of this."""
        ours, theirs = self.names()
        return ours <= {*variants} and theirs <= {*steps}


def read_state(text: str) -> RunState | None:
    """Return what was kept, or none if it is nothing of ours."""
    try:
        return RunState.model_validate_json(text)
    except ValidationError:
        return None
