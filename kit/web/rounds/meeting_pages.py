"""A meeting is prepared before its day and started on it; several sittings share its survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from kit.ballots import (
    PURPOSE_LENGTH,
    OpenRound,
    RoundPlan,
    asked_by,
)
from kit.catalogues import day
from kit.storage.identifiers import new_id
from kit.web.access import Visitor
from kit.web.access.entrance import Who
from kit.web.access.meetings import (
    KEPT,
    MOST_SITTINGS,
    Meeting,
    drop_meeting,
    hold_sitting,
    meeting_of_round,
    meetings_of,
    note_outcome,
    prepare,
    start_meeting,
)
from kit.web.access.permissions import actor, leads_none_below, own_units, seen_round
from kit.web.access.signed_in import framed
from kit.web.frame.fields import clock, number_in
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals, pages_of_leaders
from kit.web.frame.pages import page, redirect
from kit.web.frame.problems import Refusal
from kit.web.frame.round_words import title_of, wording_of
from kit.web.frame.state import Here, Shared
from kit.web.rounds.meeting_form import AHEAD, FIELDS, faults, meeting_in, values_of
from kit.web.rounds.outcomes import ask, outcome_page
from kit.web.rounds.started import settle

router = pages_of_leaders()

_Text = Annotated[str, Form(max_length=2000)]


@router.get("/meetings/new")
def new(
    request: Request, here: Here, who: Who, exercise: str = "", programme: str = ""
) -> Response:
    """Show the form in which a meeting is prepared."""
    known = here.collectables()
    asks = here.programmes.asks(programme)
    chosen = exercise if exercise in known else next((e for e in asks if e in known), "")
    values = dict.fromkeys(FIELDS, "") | {"exercise": chosen, "sittings": "1"}
    return _form(request, here, who, values, {})


@router.get("/meetings/{meeting}")
def one(meeting: str, request: Request, here: Here, who: Who) -> Response:
    """Show a meeting that is prepared, to be changed."""
    return _form(request, here, who, values_of(_found(here, who, meeting)), {})


@router.post("/meetings", responses=page_refusals())
def save(  # noqa: PLR0913, PLR0917 - one argument a field
    request: Request,
    here: Here,
    who: Who,
    id_: Annotated[str, Form(alias="id", max_length=22)] = "",
    exercise: _Text = "",
    meets_on: _Text = "",
    at: _Text = "",
    purpose: _Text = "",
    discussed_on: _Text = "",
    shown_until: _Text = "",
    items: _Text = "",
    sittings: _Text = "1",
) -> Response:
    """Keep a meeting as it is prepared."""
    _require_survey(here, who)
    told = (id_, exercise, meets_on, at, purpose, discussed_on, shown_until, items, sittings)
    values = dict(zip(("id", *FIELDS), told, strict=True))
    errors = dict(faults(here, values, language_of(request.scope)))
    if errors:
        return _form(request, here, who, values, errors)
    known = {each.id for each in _waiting(here, who)}
    made = meeting_in(who.unit, values)
    if not prepare(here.store, replace(made, id=id_) if id_ in known else made, actor(who)):
        raise Refusal("not-found")
    return redirect(request.scope, "rounds", fragment="prepared")


@router.post("/meetings/{meeting}/start", responses=page_refusals("refused"))
async def start(meeting: str, request: Request, here: Here, who: Who) -> Response:
    """Open the survey of a meeting that was prepared; pressed twice it is opened once."""
    await run_in_threadpool(_require_survey, here, who)
    found = await run_in_threadpool(_one_of, here, who, meeting)
    exercise = here.collectables().get(found.exercise)
    if exercise is None:
        raise Refusal("not-found")
    plan = RoundPlan(
        exercise,
        found.unit,
        found.purpose,
        found.discussed_on,
        items=found.items,
        shown_until=found.shown_until,
    )
    id_ = new_id()
    is_first = await run_in_threadpool(start_meeting, here.store, found, id_, actor(who))
    if not is_first:
        return await run_in_threadpool(_started_before, request, here, who, meeting)
    try:
        _, came = await ask(here, who, OpenRound(plan), id_)
    except Exception:
        # A full disk, say: what was never asked for can be asked for again.
        if await run_in_threadpool(asked_by, here.store, id_) is None:
            asked = replace(found, request=id_)
            await run_in_threadpool(note_outcome, here.store, asked, None, actor(who))
        raise
    await run_in_threadpool(settle, here, who)
    return await run_in_threadpool(outcome_page, request, here, who, came, id_)


@router.post("/meetings/{meeting}/delete")
def drop(meeting: str, request: Request, here: Here, who: Who) -> Response:
    """Delete a meeting that is not started."""
    if not drop_meeting(here.store, who.unit, meeting, actor(who)):
        raise Refusal("not-found")
    return redirect(request.scope, "rounds")


@router.post("/rounds/{round_id}/sittings")
def sitting(
    round_id: str,
    request: Request,
    here: Here,
    who: Who,
    held: Annotated[str, Form(max_length=2)] = "",
) -> Response:
    """Note how many sittings of a meeting are held."""
    seen_round(here.store, who, round_id)
    found = meeting_of_round(here.store, who.unit, round_id)
    if found is None:
        raise Refusal("not-found")
    hold_sitting(here.store, found, number_in(held, MOST_SITTINGS), actor(who))
    return redirect(request.scope, "rounds", round_id, fragment="sittings")


def prepared_views(here: Shared, who: Visitor, language: str) -> list[dict[str, Any]]:
    """Return what a leader's first page shows of meetings that are not started."""
    exercises, today = here.collectables(), here.store.today()
    settle(here, who)
    return [
        {
            "id": each.id,
            "title": title_of(exercises[each.exercise], language),
            "when": when_words(each, language),
            "today": each.meets_on <= today,
            "sittings": each.sittings,
        }
        for each in _waiting(here, who)
        if each.exercise in exercises
    ]


def _require_survey(here: Shared, who: Visitor) -> None:
    """Refuse somebody who may open no survey: units may have been put below theirs since."""
    if not leads_none_below(here.store, who) or not own_units(here.store, who):
        raise Refusal("not-found")


def _waiting(here: Shared, who: Visitor) -> list[Meeting]:
    """Return the meetings of a unit that nobody has started."""
    return [each for each in meetings_of(here.store, who.unit) if each.request is None]


def _found(here: Shared, who: Visitor, id_: str) -> Meeting:
    found = _one_of(here, who, id_)
    if found.request is not None:
        raise Refusal("not-found")
    return found


def _one_of(here: Shared, who: Visitor, id_: str) -> Meeting:
    """Return a meeting of somebody's unit, started or not."""
    found = next((each for each in meetings_of(here.store, who.unit) if each.id == id_), None)
    if found is None:
        raise Refusal("not-found")
    return found


def _started_before(request: Request, here: Shared, who: Visitor, id_: str) -> Response:
    """Lead to the survey of a meeting that was started already; to the list while it waits."""
    settle(here, who)
    found = _one_of(here, who, id_)
    return redirect(request.scope, "rounds", *([found.round] if found.round else []))


def when_words(prepared: Meeting, language: str) -> str:
    """Return the day of a meeting, and the time if there is one."""
    told = day(prepared.meets_on, language)
    return f"{told}, {clock(prepared.minute)}" if prepared.minute is not None else told


def _form(
    request: Request,
    here: Shared,
    who: Visitor,
    values: Mapping[str, str],
    errors: Mapping[str, str],
) -> Response:
    _require_survey(here, who)
    language = language_of(request.scope)
    given = {
        "values": {"id": "", **values},
        "errors": errors,
        "names": {},
        "exercises": [(id_, wording_of(e, language)) for id_, e in here.collectables().items()],
        "today": here.store.today(),
        "latest": here.store.today() + AHEAD,
        "purpose_length": PURPOSE_LENGTH,
        "most": MOST_SITTINGS,
        "kept_days": KEPT.days,
    }
    status = 422 if errors else 200
    given = framed(here, who, given)
    return page(request.scope, "meeting.html", given, status=status, at=("meetings", "new"))
