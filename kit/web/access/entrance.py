"""Who a leader, a representative or HR is: a secret link, exchanged once for a cookie."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, ConfigDict, StringConstraints
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response

from kit.catalogues import strings
from kit.web.access import Visitor, enter, leave, visitor
from kit.web.frame.cookies import with_cookie
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals, refusals
from kit.web.frame.pages import page, redirect
from kit.web.frame.paths import ROOT
from kit.web.frame.problems import KINDS, Refusal
from kit.web.frame.state import Here, Shared

router = APIRouter(tags=["leaders and HR"])

COOKIE: Final = "kit_visit"


class VisitIn(BaseModel):
    """What stands after ``#`` in a link."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    secret: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class VisitOut(BaseModel):
    """Whom the link is for."""

    role: str
    unit: str
    place: str
    """The first page of theirs, below ours."""


def current(request: Request, here: Here) -> Visitor:
    """Return which leader or who of HR asks.

    Whatever asks for them is closed to representatives, who read pages of their own.

    :raises Refusal: if nobody is signed in, or the link was revoked or has expired; for a
        representative as if there were nothing.
    """
    found = _signed_in(request, here)
    if found.role == "representative":
        raise Refusal("not-found")
    return found


def current_representative(request: Request, here: Here) -> Visitor:
    """Return which representative asks.

    :raises Refusal: if nobody is signed in; for anybody else as if there were nothing.
    """
    found = _signed_in(request, here)
    if found.role != "representative":
        raise Refusal("not-found")
    return found


def _signed_in(request: Request, here: Shared) -> Visitor:
    secret = request.cookies.get(COOKIE, "")
    found = visitor(here.store, secret) if secret else None
    if found is None:
        raise Refusal("not-signed-in")
    return found


Who = Annotated[Visitor, Depends(current)]
Representative = Annotated[Visitor, Depends(current_representative)]


@router.get("/", response_class=HTMLResponse, responses=page_refusals())
def entrance(request: Request) -> Response:
    """Show the page that exchanges a link's secret for a visit."""
    return page(request.scope, "enter.html")


@router.post(
    "/v1/visits",
    status_code=201,
    response_model=VisitOut,
    responses=refusals("unknown-link", "too-many"),
)
async def visit(body: VisitIn, here: Here, request: Request) -> Response:
    """Exchange a link's secret for a cookie."""
    made = await run_in_threadpool(enter, here.store, _pasted(body.secret))
    found = await run_in_threadpool(visitor, here.store, made) if made else None
    if made is None or found is None:
        _count_wrong(here)
        raise Refusal("unknown-link")
    told = VisitOut(role=found.role, unit=found.unit, place=first_page(found))
    return with_cookie(request, JSONResponse(told.model_dump(), 201), COOKIE, made)


@router.post(
    "/enter", response_class=HTMLResponse, responses=page_refusals("unknown-link", "too-many")
)
async def enter_by_form(
    request: Request, here: Here, secret: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Exchange a pasted secret for a cookie, without a script."""
    made = await run_in_threadpool(enter, here.store, _pasted(secret)) if secret else None
    found = await run_in_threadpool(visitor, here.store, made) if made else None
    if made is None or found is None:
        _count_wrong(here)
        wrong = strings(language_of(request.scope)).gettext(KINDS["unknown-link"].message)
        return page(request.scope, "enter.html", {"wrong": wrong}, status=404, at=("",))
    return with_cookie(request, redirect(request.scope, first_page(found)), COOKIE, made)


@router.post("/leave", response_class=HTMLResponse, responses=page_refusals())
async def end(request: Request, here: Here) -> Response:
    """End the visit."""
    secret = request.cookies.get(COOKIE, "")
    if secret:
        await run_in_threadpool(leave, here.store, secret)
    response = redirect(request.scope)
    response.delete_cookie(COOKIE, path=ROOT, httponly=True, samesite="strict")
    return response


def first_page(who: Visitor) -> str:
    """Return where somebody begins."""
    return "representative" if who.role == "representative" else "rounds"


def _pasted(secret: str) -> str:
    """Return a secret as it is, wherever the copied text began, typed in groups or not."""
    return "".join(secret.split()).rpartition("#")[2]


def _count_wrong(here: Shared) -> None:
    if not here.limits.count_wrong():
        raise Refusal("too-many")
