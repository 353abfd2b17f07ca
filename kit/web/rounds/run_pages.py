"""A meeting is run from the leader's phone: chosen, led, and followed by the wall."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from kit.ballots import SessionStatus
from kit.web.access import Visitor, Wall, shown_wall
from kit.web.access.entrance import Who, current
from kit.web.access.permissions import actor, seen_round
from kit.web.access.run_state import RunState
from kit.web.access.runs import begin_run, end_run, run_of, write_run
from kit.web.access.signed_in import framed
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals, pages_of_leaders, refusals
from kit.web.frame.pages import address, page, redirect
from kit.web.frame.paths import ROOT
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here, Shared
from kit.web.rounds.views import head_view
from kit.web.rounds.wall_pages import COOKIE
from kit.web.running.followed import followed_page
from kit.web.running.told import Told, next_of, told

router = APIRouter()
leading = pages_of_leaders()
"""Pages behind a leader's link."""


@leading.get("/rounds/{round_id}/units/{unit:path}/run")
def run_page(
    round_id: str, unit: str, request: Request, here: Here, who: Who, choose: str = ""
) -> Response:
    """Show the leader's window of a meeting, or let a programme be chosen."""
    seen = seen_round(here.store, who, round_id)
    session, language = seen.led(who, unit), language_of(request.scope)
    found = run_of(here.store, Wall(round_id, unit))
    if found and not choose:
        shown = followed_page(
            request,
            here,
            found.programme,
            "leader",
            follow=f"{ROOT}/v1/rounds/{round_id}/units/{quote(unit, safe='')}/run",
            back=address(request.scope, "rounds", round_id),
            exercise=seen.head.exercise,
            session=session,
        )
        if shown is not None:
            return shown
    given = {
        "round": head_view(seen.head, language),
        "unit": unit,
        "programmes": here.programmes.all_for(seen.head.exercise_id, language),
        "running": found.programme if found else "",
    }
    return page(request.scope, "run_choose.html", framed(here, who, given))


@leading.post("/rounds/{round_id}/units/{unit:path}/run")
def begin(
    round_id: str,
    unit: str,
    request: Request,
    here: Here,
    who: Who,
    programme: Annotated[str, Form(max_length=121)] = "",
) -> Response:
    """Begin to run a meeting with a programme."""
    _led(here, who, round_id, unit)
    if here.programmes.names(programme) is None:
        raise Refusal("not-found")
    begin_run(here.store, Wall(round_id, unit), programme, who.link_id, actor(who))
    return redirect(request.scope, "rounds", round_id, "units", unit, "run")


@leading.post("/rounds/{round_id}/units/{unit:path}/run/end")
def end(round_id: str, unit: str, request: Request, here: Here, who: Who) -> Response:
    """End a meeting: walls and phones follow no more."""
    _led(here, who, round_id, unit)
    end_run(here.store, Wall(round_id, unit), actor(who))
    return redirect(request.scope, "rounds", round_id)


@router.get(
    "/v1/rounds/{round_id}/units/{unit:path}/run",
    tags=["leaders and HR"],
    responses=refusals("not-signed-in", "not-found"),
)
async def follow_as_leader(
    round_id: str, unit: str, request: Request, here: Here, who: Who, known: str = ""
) -> Told:
    """Say where a meeting is, once it is elsewhere than one knows: for a leader's other phone."""
    await run_in_threadpool(_led, here, who, round_id, unit)
    seen = await next_of(request, Wall(round_id, unit), known)
    # A link may have been revoked while its phone waited.
    who = await run_in_threadpool(current, request, here)
    await run_in_threadpool(_led, here, who, round_id, unit)
    return told(seen)


@router.put(
    "/v1/rounds/{round_id}/units/{unit:path}/run",
    tags=["leaders and HR"],
    response_model=Told,
    responses={
        **refusals("not-signed-in", "not-found"),
        409: {"model": Told, "description": "Another state holds: this one."},
    },
)
async def tell(
    round_id: str, unit: str, body: RunState, request: Request, here: Here, who: Who
) -> Told | Response:
    """Keep where a meeting is, unless what is kept has this revision or a higher one.

    The same state may be told again, as after an answer that was lost on the way.
    """
    of = Wall(round_id, unit)
    await run_in_threadpool(_led, here, who, round_id, unit)
    found = await run_in_threadpool(run_of, here.store, of)
    names = here.programmes.names(found.programme) if found else None
    if names is None or not body.fits(*names):
        raise Refusal("not-found")
    kept = await run_in_threadpool(write_run, here.store, of, body)
    if kept is None:
        raise Refusal("not-found")
    request.app.state.following.changed(of)
    holds = told(await next_of(request, of, ""))
    if kept.state == body:
        return holds
    return JSONResponse(holds.model_dump(mode="json"), HTTPStatus.CONFLICT)


@router.get(
    "/wall/run",
    tags=["the screen in the room"],
    responses=page_refusals("not-signed-in"),
)
async def follow_as_wall(request: Request, here: Here, known: str = "") -> Told:
    """Say where the meeting of a wall is, once it is elsewhere than the wall knows."""
    secret = request.cookies.get(COOKIE, "")
    of = await run_in_threadpool(shown_wall, here.store, secret)
    if of is None:
        raise Refusal("not-signed-in")
    seen = await next_of(request, of, known)
    # A wall may have been ended while it waited.
    if await run_in_threadpool(shown_wall, here.store, secret) is None:
        raise Refusal("not-signed-in")
    return told(seen)


def _led(here: Shared, who: Visitor, round_id: str, unit: str) -> SessionStatus:
    return seen_round(here.store, who, round_id).led(who, unit)
