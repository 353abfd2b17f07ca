"""The page of a result, and what can be downloaded of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from kit.ballots import RoundHead
from kit.catalogues import msgid
from kit.reports import (
    Report,
    media_type,
    read_report,
    report_body,
    report_styles,
    unit_name,
    write_report,
)
from kit.web.access import Visitor, Wall, count_walls
from kit.web.access.entrance import Who
from kit.web.access.permissions import Seen, leads, may_see, seen_results, seen_round
from kit.web.access.runs import run_of
from kit.web.access.signed_in import framed
from kit.web.frame.exercise_addresses import exercise_address
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals
from kit.web.frame.pages import page, redirect
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here, Shared
from kit.web.measures.reminding import last_agreement
from kit.web.rounds.views import head_view, objected

router = APIRouter(tags=["leaders and HR"], responses=page_refusals("not-signed-in", "not-found"))

Unit = Annotated[str | None, Query(max_length=64)]
File = Literal["html", "xlsx", "csv", "png", "svg", "json"]

_FILES: Final[Mapping[File, str]] = {
    "html": msgid("A page to print (HTML)"),
    "xlsx": "Excel",
    "csv": "CSV",
    "png": "PNG",
    "svg": "SVG",
    "json": "JSON",
}


@router.get("/results.css", include_in_schema=False)
def styles() -> Response:
    """Return the style of a report."""
    return Response(report_styles(), media_type="text/css", headers={"cache-control": "no-cache"})


@router.get("/rounds/{round_id}/results", response_class=HTMLResponse)
def result(round_id: str, request: Request, here: Here, who: Who, unit: Unit = None) -> Response:
    """Show a result, or lead to a conversation where there is none."""
    seen = seen_round(here.store, who, round_id)
    found = seen_results(here.store, who, round_id, unit)
    top = found.head.units[0].id
    if seen.head.state != "closed" and top not in found.figures:
        return redirect(request.scope, "rounds", round_id)
    language = language_of(request.scope)
    report = report_for(here, who, round_id, top, language)
    address = exercise_address(request, here, found.head.exercise, language)
    others = [each for each in seen.head.units if may_see(who, each)]
    given = {
        "round": objected(here, [head_view(seen.head, language)], language)[0],
        "unit": top,
        "body": report_body(report, exercise_address=address),
        "wall": _wall(here, who, seen, top),
        "agree": _origin(found.head, language) if top == who.unit else None,
        "before": last_agreement(here, who, language),
        "files": _FILES if report.unit.is_shown else {},
        "units": [(e.id, unit_name(e, language)) for e in others if e.id != top],
        "lost": ", ".join(
            unit_name(e, language) for e in found.head.units if e.id in found.lost and e.id != top
        ),
    }
    return page(request.scope, "results.html", framed(here, who, given))


@router.get(
    "/rounds/{round_id}/results.{kind}",
    response_class=Response,
    responses=page_refusals("no-results-yet"),
)
def download(
    round_id: str, kind: File, request: Request, here: Here, who: Who, unit: Unit = None
) -> Response:
    """Return a result as a file."""
    found = seen_results(here.store, who, round_id, unit)
    top = found.head.units[0].id
    report = report_for(here, who, round_id, top, language_of(request.scope))
    if not report.unit.is_shown:
        raise Refusal("no-results-yet")
    try:
        body = write_report(report, kind)
    except LookupError:
        # Answers are included, but no area has enough for a figure.
        raise Refusal("not-found") from None
    name = f"{report.round.exercise}-{report.unit.id}.{kind}".replace("/", "-")
    return Response(
        body,
        media_type=media_type(kind),
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _wall(here: Shared, who: Visitor, seen: Seen, unit: str) -> dict[str, object] | None:
    """Return what screens show of a closed session that somebody leads; else none."""
    session = next((each for each in seen.sessions if each.unit.id == unit), None)
    if session is None or session.state != "closed" or not leads(who, session.unit):
        return None
    of = Wall(seen.head.id, unit)
    run = run_of(here.store, of)
    return {"shows": run is not None and run.shows_result, "screens": count_walls(here.store, of)}


def _origin(head: RoundHead, language: str) -> dict[str, str]:
    """Return where an agreement on a result comes from, in words: no key leads back."""
    wording = head.wording(language)
    return {"exercise": wording.title, "area": wording.area or ""}


def report_for(here: Shared, who: Visitor, round_id: str, unit: str, language: str) -> Report:
    """Return the report on a unit that somebody may see; a leader's has no units below."""
    report = read_report(here.store, round_id, unit, language=language)
    if report is None:
        raise Refusal("not-found")
    return report if who.role == "hr" else report.model_copy(update={"below": ()})
