"""The screen in the room: a page that asks for its code, and the page that everybody looks at.

It is shown with a cookie of its own, which no other address ever gets. It has nothing to press,
names nobody, and says no number of answers.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response

from kit.ballots import glance_at, round_status
from kit.reports import read_report, wall_result
from kit.web.access import Wall, enter_wall, shown_wall
from kit.web.access.runs import Run, run_of
from kit.web.frame.cookies import with_cookie
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals
from kit.web.frame.pages import page, redirect
from kit.web.frame.paths import ROOT
from kit.web.frame.problems import KINDS, Refusal, problem
from kit.web.frame.state import Here, Shared
from kit.web.rounds.views import head_view, session_view
from kit.web.running.followed import followed_page

router = APIRouter(tags=["the screen in the room"], default_response_class=HTMLResponse)

COOKIE: Final = "kit_wall"
_PLACE: Final = "wall"
"""The cookie is for this address and those below it."""


@router.get("/wall", responses=page_refusals())
def ask_for_code(request: Request) -> Response:
    """Ask for the code from the leader's page; a script takes it from a link."""
    return page(request.scope, "wall_code.html")


@router.post("/wall", responses=page_refusals("unknown-wall-code", "too-many"))
async def enter(
    request: Request, here: Here, code: Annotated[str, Form(max_length=40)] = ""
) -> Response:
    """Exchange a code for the cookie of one session's wall."""
    if not here.limits.may_try_wall():
        return _refused(request, "too-many")
    secret = await run_in_threadpool(enter_wall, here.store, code)
    if secret is None:
        return _refused(request, "unknown-wall-code")
    led = redirect(request.scope, _PLACE, "screen")
    return with_cookie(request, led, COOKIE, secret, below=f"/{_PLACE}")


@router.get("/wall/screen", responses=page_refusals("not-signed-in"))
def screen(request: Request, here: Here) -> Response:
    """Show what everybody in the room sees: how to answer, and nothing that belongs to a leader."""
    found = shown_wall(here.store, request.cookies.get(COOKIE, ""))
    run = run_of(here.store, found) if found else None
    led = found and run and _is_led(run) and _led(request, here, found, run.programme)
    if led:
        return led
    given = found and _shown(request, here, found)
    if given and found and run and run.shows_result:
        given["result"] = _result(request, here, found)
    status = HTTPStatus.OK if given else HTTPStatus.UNAUTHORIZED
    return page(request.scope, "wall.html", given or {"own": None, "result": None}, status=status)


@router.get("/wall/state", response_class=JSONResponse, responses=page_refusals("not-signed-in"))
def state(request: Request, here: Here) -> Response:
    """Say how far the session of a wall is: asked every second, so that the page is not."""
    found = shown_wall(here.store, request.cookies.get(COOKIE, ""))
    seen = glance_at(here.store, found.round_id, found.unit) if found else None
    if seen is None:
        raise Refusal("not-signed-in")
    run = run_of(here.store, found) if found else None
    told = {"state": seen.state, "enough": seen.enough, "led": run is not None and _is_led(run)}
    return JSONResponse(told | {"shows": run is not None and run.shows_result})


def _is_led(run: Run) -> bool:
    """Whether the wall shows the steps of a meeting, and not a result."""
    return bool(run.programme) and not run.shows_result


def _result(request: Request, here: Shared, wall: Wall) -> Markup | None:
    """Return the figures of the leader's page for a wall, once its session is closed."""
    language = language_of(request.scope)
    report = read_report(here.store, wall.round_id, wall.unit, language=language)
    return None if report is None else wall_result(report.model_copy(update={"below": ()}))


def _led(request: Request, here: Shared, wall: Wall, programme: str) -> Response | None:
    """Return the wall of a meeting that is run from the leader's phone."""
    status = round_status(here.store, wall.round_id)
    sessions = status.sessions if status else ()
    session = next((each for each in sessions if each.unit.id == wall.unit), None)
    if status is None or session is None:
        return None
    follow = f"{ROOT}/{_PLACE}/run"
    exercise = status.head.exercise
    return followed_page(
        request, here, programme, "wall", follow=follow, exercise=exercise, session=session
    )


def _shown(request: Request, here: Shared, wall: Wall) -> dict[str, Any] | None:
    status = round_status(here.store, wall.round_id)
    sessions = status.sessions if status else ()
    session = next((each for each in sessions if each.unit.id == wall.unit), None)
    if status is None or session is None:
        return None
    shown = head_view(status.head, language_of(request.scope))
    own = session_view(request, here, status.head, session)
    return {"title": shown["title"], "round": shown, "own": own, "result": None}


def _refused(request: Request, code: str) -> Response:
    told = problem(code, language_of(request.scope))
    return page(request.scope, "wall_code.html", {"wrong": told}, status=KINDS[code].status)
