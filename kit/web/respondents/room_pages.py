"""The meeting on everybody's own phone: the step that all are at, in one's own language."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, StringConstraints
from starlette.responses import HTMLResponse, Response

from kit.ballots import Ended
from kit.web.access import Wall
from kit.web.frame.openapi import page_refusals, refusals
from kit.web.frame.pages import page
from kit.web.frame.paths import ROOT
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here
from kit.web.respondents.asks import Code, opened
from kit.web.running.followed import followed_page
from kit.web.running.told import MARK, Told, next_of, told

router = APIRouter()


class FollowIn(BaseModel):
    """A phone in the room asks what comes next."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    code: Code
    known: Annotated[str, StringConstraints(max_length=MARK)] = ""


@router.get("/room", response_class=HTMLResponse, responses=page_refusals())
def room(request: Request) -> Response:
    """Show the page that a phone in the room opens; its script takes the code from the link."""
    return page(request.scope, "room.html")


@router.get("/room/{programme}", response_class=HTMLResponse, responses=page_refusals("not-found"))
def room_of(programme: str, request: Request, here: Here) -> Response:
    """Show a programme without what the leader says; its script follows with the room's code."""
    follow = f"{ROOT}/v1/room"
    shown = followed_page(request, here, programme, "room", follow=follow)
    if shown is None:
        raise Refusal("not-found")
    return shown


@router.post(
    "/v1/room",
    tags=["respondents"],
    responses=refusals("unknown-code", "too-many", "not-saved"),
)
async def follow_in_room(body: FollowIn, request: Request, here: Here) -> Told:
    """Say where the meeting of a code is; of answers nothing, and who follows is kept nowhere."""
    found = await opened(here, body.code)
    joined = found.joined if isinstance(found, Ended) else found
    # A phone knows steps only: what it sends is never held against what a wall is told of answers.
    known = body.known.partition(" ")[0]
    seen = await next_of(request, Wall(joined.round_id, joined.unit), known)
    given = told(seen, phone=True)
    return given.model_copy(update={"exercise": joined.exercise_id})
