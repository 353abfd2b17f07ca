"""A representative's pages: which surveys there are, what for, what came of them, and measures.

They read as far as HR of their unit does; of a result the report of its leader, and that only where
everybody with a code may see the figures: what respondents were told before the first statement
holds for representatives, too. While a survey is open nothing is told of its answers, not even
whether there are enough; no code and no slip is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Form, Query, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from kit.ballots import (
    Objection,
    RoundHead,
    UnitSpec,
    load_units,
    object_to,
    objections,
    take_back_objection,
)
from kit.catalogues import day
from kit.reports import report_body, unit_name
from kit.web.access import Visitor
from kit.web.access.entrance import Representative
from kit.web.access.meetings import Meeting, prepared_meetings
from kit.web.access.permissions import (
    actor,
    as_hr,
    as_leader_of,
    seen_results,
    seen_round,
    seen_rounds,
)
from kit.web.access.signed_in import framed
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals, pages_of_leaders
from kit.web.frame.pages import page, redirect
from kit.web.frame.problems import Refusal
from kit.web.frame.round_words import title_of
from kit.web.frame.state import Here, Shared
from kit.web.measures.views import shared_views
from kit.web.rounds.meeting_pages import when_words
from kit.web.rounds.results_pages import report_for
from kit.web.rounds.views import head_view, said_words

router = pages_of_leaders()


@router.get("/representative")
def calendar(request: Request, here: Here, who: Representative) -> Response:
    """Show the surveys that are prepared, open and closed at and below one's unit."""
    language = language_of(request.scope)
    heads = [head_view(each, language) for each in seen_rounds(here.store, as_hr(who))]
    units = _units(here, who)
    found = prepared_meetings(here.store, units)
    prepared = [_meeting_view(here, each, units, language) for each in found]
    shown = _said(here, who, [*prepared, *heads], language)
    lists = {
        state: [each for each in shown if each["state"] in states]
        for state, states in (
            ("prepared", {"prepared"}),
            ("live", {"open", "closing"}),
            ("done", {"closed"}),
            ("withdrawn", {"withdrawn"}),
        )
    }
    return page(request.scope, "representative.html", framed(here, who, lists))


@router.get("/representative/sessions/{session}")
def one(session: str, request: Request, here: Here, who: Representative) -> Response:
    """Show what a survey is for, and which units' results there are to see."""
    language = language_of(request.scope)
    shown = _one(here, who, session, language)
    results = () if shown["state"] == "prepared" else _results(here, who, session, language)
    (told,) = _said(here, who, [shown], language)
    given = framed(here, who, {"round": told, "results": results})
    return page(request.scope, "representative_session.html", given)


@router.post("/representative/sessions/{session}")
def say(
    session: str,
    request: Request,
    here: Here,
    who: Representative,
    discussed: Annotated[str, Form(max_length=8)] = "",
) -> Response:
    """Note that a survey was not discussed with a representative, or take that back."""
    _one(here, who, session, language_of(request.scope))
    if discussed == "no":
        object_to(here.store, session, who.unit, _name(here, who), actor(who))
    else:
        take_back_objection(here.store, session, who.unit, actor(who))
    return redirect(request.scope, "representative", "sessions", session, fragment="discussed")


@router.get("/representative/sessions/{session}/results", response_class=HTMLResponse)
def result(
    session: str,
    request: Request,
    here: Here,
    who: Representative,
    unit: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Show the report that a unit's leader was shown, if the team may see its figures, too."""
    language = language_of(request.scope)
    seen = seen_round(here.store, as_hr(who), session)
    if not _team_sees(here, seen.head):
        raise Refusal("not-found")
    asked = next((each for each in seen.head.units if each.id == unit), None)
    if asked is None:
        raise Refusal("not-found")
    leader = as_leader_of(who, asked)
    if unit not in seen_results(here.store, leader, session, unit).figures:
        raise Refusal("not-found")
    report = report_for(here, leader, session, unit, language)
    given = {"round": head_view(seen.head, language), "body": report_body(report)}
    return page(request.scope, "representative_result.html", framed(here, who, given))


@router.get("/representative/measures", responses=page_refusals("measures-away"))
def measures(request: Request, here: Here, who: Representative) -> Response:
    """Show what units have shared of what they agreed on: no more than HR of the unit reads.

    The words are the team's own until it shares them; that somebody represents those who work
    there gives no right to what was said in a meeting that they were not in.
    """
    units = tuple(_units(here, who).values())
    # Whoever only looks makes no database.
    there = here.measures.is_there()
    shared = shared_views(here.measures(), units, language_of(request.scope)) if there else ()
    return page(
        request.scope, "representative_measures.html", framed(here, who, {"shared": shared})
    )


def _units(here: Shared, who: Visitor) -> dict[str, UnitSpec]:
    tree = load_units(here.store)
    found = tree.find(who.unit) if tree else None
    return {each.id: each for each in found.walk()} if found else {}


def _one(here: Shared, who: Visitor, id_: str, language: str) -> dict[str, Any]:
    """Return what is shown of a round, or of a meeting that is prepared.

    :raises Refusal: if there is none for them.
    """
    units = _units(here, who)
    found = prepared_meetings(here.store, units)
    meeting = next((each for each in found if each.id == id_), None)
    if meeting is not None:
        return _meeting_view(here, meeting, units, language)
    return head_view(seen_round(here.store, as_hr(who), id_).head, language)


def _results(here: Shared, who: Visitor, id_: str, language: str) -> list[tuple[str, str]]:
    """Return the units with figures of their own that their leaders have seen."""
    found = seen_results(here.store, as_hr(who), id_, None)
    if not _team_sees(here, found.head):
        return []
    return [
        (each.id, unit_name(each, language))
        for each in found.head.units
        if each.id in found.figures
    ]


def _team_sees(here: Shared, head: RoundHead) -> bool:
    """Return whether everybody with a code of a unit sees its figures today."""
    return head.shown_until is not None and head.shown_until >= here.store.today()


def _name(here: Shared, who: Visitor) -> str:
    """Return what somebody's unit is called now, or its id if it is gone."""
    units = _units(here, who)
    return units[who.unit].name if who.unit in units else who.unit


def _meeting_view(
    here: Shared, meeting: Meeting, units: Mapping[str, UnitSpec], language: str
) -> dict[str, Any]:
    exercise = here.collectables().get(meeting.exercise)
    return {
        "id": meeting.id,
        "exercise": meeting.exercise,
        "title": title_of(exercise, language) if exercise else meeting.exercise,
        "where": units[meeting.unit].name,
        "state": "prepared",
        "state_words": when_words(meeting, language),
        "purpose": meeting.purpose,
        "discussed_on": meeting.discussed_on,
        "closes_on": None,
        "shown_until": meeting.shown_until,
    }


def _said(
    here: Shared, who: Visitor, shown: list[dict[str, Any]], language: str
) -> list[dict[str, Any]]:
    """Return the same with what stands for one's own unit, and with everything else."""
    said = objections(here.store, [each["id"] for each in shown])
    found = []
    for each in shown:
        all_ = said.get(each["id"], ())
        own = next((day(e.said_on, language) for e in all_ if _is_own(e, who) and e.stands), "")
        others = [e for e in all_ if not (_is_own(e, who) and e.stands)]
        found.append({**each, "own": own, "others": said_words(others, language)})
    return found


def _is_own(said: Objection, who: Visitor) -> bool:
    return said.unit == who.unit
