"""The page on which HR draws one-time slips: shown once, to be printed."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, Response

from kit.ballots import RefusedError, RoundHead, SessionStatus, Visitor, draw_slips
from kit.ballots.identifiers import new_id
from kit.catalogues import strings
from kit.collector.access import actor, seen_round
from kit.collector.acting import why
from kit.collector.described import page_refusals
from kit.collector.fields import number_in
from kit.collector.frame import framed
from kit.collector.language import language_of
from kit.collector.pages import page
from kit.collector.picture import exercise_address
from kit.collector.problems import Refusal
from kit.collector.rounds_pages import head_view
from kit.collector.state import Here, Shared
from kit.collector.visits import Who
from kit.frontend.slips import slip_pictures
from kit.reports import unit_name

router = APIRouter(
    tags=["leaders and HR"],
    default_response_class=HTMLResponse,
    responses=page_refusals("not-signed-in", "not-found"),
)

MOST: Final = 1000
"""Slips on one sheet."""

_Count = Annotated[str, Form(max_length=20)]
_Drawing = Annotated[str, Form(pattern=r"^[A-Za-z0-9_-]{22}$")]


@router.get("/rounds/{round_id}/units/{unit:path}/slips")
def ask_to_draw(round_id: str, unit: str, request: Request, here: Here, who: Who) -> Response:
    """Ask how many slips to draw for a unit, and say that they are shown once."""
    head, session = _drawable(here, who, round_id, unit)
    return _form(request, here, who, (head, session), str(session.unit.people or ""))


@router.post("/rounds/{round_id}/units/{unit:path}/slips", responses=page_refusals("refused"))
def draw(  # noqa: PLR0913, PLR0917 - one argument a field
    round_id: str,
    unit: str,
    request: Request,
    here: Here,
    who: Who,
    drawing: _Drawing,
    count: _Count = "",
) -> Response:
    """Draw slips and show them, this once; the same form sent again shows and draws nothing."""
    head, session = _drawable(here, who, round_id, unit)
    language = language_of(request.scope)
    number = number_in(count, MOST)
    if not 1 <= number <= MOST:
        error = strings(language).gettext("Write a number from {least} to {most}.")
        error = error.format(least=1, most=MOST)
        return _form(request, here, who, (head, session), count, error)
    try:
        codes = draw_slips(here.store, head.id, session.unit.id, number, actor(who), drawing)
    except RefusedError as refused:
        reason = why(refused.code, refused.details, language)
        return page(
            request.scope, "refused.html", framed(here, who, {"reason": reason}), status=409
        )
    place = exercise_address(request, here, head.exercise, language)
    given = {
        "round_id": head.id,
        "title": head.wording(language).title,
        "unit": unit_name(session.unit, language),
        "address": place,
        "slips": slip_pictures(codes, place),
    }
    return page(request.scope, "slips.html", given)


def _drawable(
    here: Shared, who: Visitor, round_id: str, unit: str
) -> tuple[RoundHead, SessionStatus]:
    """Return round and session for which somebody may draw; only HR hands out slips.

    :raises Refusal: if there is no such session for them.
    """
    if who.role != "hr":
        raise Refusal("not-found")
    seen = seen_round(here.store, who, round_id)
    session = seen.session(unit)
    if seen.head.code != "slips" or session.state != "open" or seen.head.state != "open":
        raise Refusal("not-found")
    return seen.head, session


def _form(
    request: Request,
    here: Shared,
    who: Visitor,
    held: tuple[RoundHead, SessionStatus],
    count: str,
    error: str = "",
) -> Response:
    head, session = held
    language = language_of(request.scope)
    given = {
        "round": head_view(head, language),
        "unit": session.unit.id,
        "where": unit_name(session.unit, language),
        "drawing": new_id(),
        "count": count,
        "most": MOST,
        "error": error,
    }
    return page(request.scope, "draw.html", framed(here, who, given), status=422 if error else 200)
