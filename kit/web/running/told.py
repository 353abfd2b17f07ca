"""What a device that follows a meeting is told."""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel
from starlette.requests import Request

from kit.web.access import Wall
from kit.web.access.run_state import RunState
from kit.web.running.following import Seen

MARK: Final = 200
"""Letters of a mark, at most."""


class Told(BaseModel):
    """Where a meeting is, and as much of its survey as one may know."""

    programme: str | None
    revision: int
    state: RunState | None
    age: float
    """Seconds since the leader's phone told it."""
    mark: str
    """What to send with the next question, which then waits for something else."""
    open: bool = False
    enough: bool = False
    """Whether there are enough answers; never told to a phone in the room."""
    exercise: str | None = None
    """On which there is a survey that the code of a phone opens."""
    shows: bool = False
    """Whether the leader lets the wall show the result."""


async def next_of(request: Request, of: Wall, known: str) -> Seen:
    """Return what there is of a session, once it is not what somebody knows already."""
    seen: Seen = await request.app.state.following.next_of(of, known[:MARK])
    return seen


def told(seen: Seen, *, phone: bool = False) -> Told:
    """Return it as it is told; a phone in the room is told of steps and not of answers."""
    run, glance = seen.run, seen.glance
    given = Told(
        programme=run.programme if run else None,
        revision=run.revision if run else 0,
        state=run.state if run else None,
        age=run.age if run else 0.0,
        mark=seen.step if phone else seen.mark,
    )
    if phone or glance is None:
        return given
    return given.model_copy(
        update={
            "open": glance.state == "open",
            "enough": glance.enough,
            "shows": run is not None and run.shows_result,
        }
    )
