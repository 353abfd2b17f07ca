"""What a unit has here: agreements, what is due, what it is asked, and what sittings pass on."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Form, Request
from starlette.responses import Response

from kit.catalogues import day
from kit.measures import (
    Asked,
    FaultyError,
    SentUp,
    answer,
    asked_of,
    drop_passed_on,
    due,
    pass_on,
)
from kit.web.access import Visitor
from kit.web.access.entrance import Who
from kit.web.access.permissions import actor
from kit.web.access.signed_in import framed
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals, pages_of_leaders
from kit.web.frame.pages import page, redirect
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here, Shared
from kit.web.measures.measure_words import fault_words
from kit.web.measures.own import own_agreements, own_notes
from kit.web.measures.views import asked_view, due_view, kept_view

router = pages_of_leaders()

_Text = Annotated[str, Form(max_length=4000)]


def list_page(
    request: Request, here: Shared, who: Visitor, *, status: int = 200, **told: Any
) -> Response:
    """Return the page of all that a unit has here.

    :param told: ``wrong`` with what was ``written``, or why a file is ``unreadable``.
    """
    store, language = here.measures(), language_of(request.scope)
    kept = own_agreements(store, who)
    reminded = due((each.agreement for each in kept), store.today())
    given = {
        "due": [due_view(each, language) for each in reminded],
        "asked": [asked_view(each, language) for each in asked_of(store, who.unit)],
        "kept": [kept_view(each, language) for each in kept],
        "passed_on": [
            {"id": e.id, "text": e.text, "workshop": e.workshop, "day": day(e.written, language)}
            for e in own_notes(store, who)
        ],
        "passes": who.role == "leader",
        "wrong": "",
        "written": "",
        "unreadable": "",
        **told,
    }
    given = framed(here, who, given)
    return page(request.scope, "measures.html", given, status=status, at=("measures",))


@router.get("/measures", responses=page_refusals("measures-away"))
def measures(request: Request, here: Here, who: Who) -> Response:
    """Show what the unit has agreed on, what of it is due, and what it is asked."""
    return list_page(request, here, who)


@router.post("/measures/passed-on", responses=page_refusals("measures-away"))
def pass_it_on(request: Request, here: Here, who: Who, text: _Text = "") -> Response:
    """Keep what a sitting passes on."""
    _require_leader(who)
    name = framed(here, who)["who"]
    written = text.replace("\r\n", "\n")
    try:
        pass_on(here.measures(), who.unit, name, "", written, actor(who))
    except FaultyError as error:
        wrong = fault_words(error.found[0], language_of(request.scope))
        return list_page(request, here, who, status=422, wrong=wrong, written=written)
    return redirect(request.scope, "measures", fragment="passed-on")


@router.post("/measures/passed-on/{note}", responses=page_refusals("measures-away"))
def remove(note: str, request: Request, here: Here, who: Who) -> Response:
    """Remove what a sitting has passed on."""
    _require_leader(who)
    if not drop_passed_on(here.measures(), who.unit, note, actor(who)):
        raise Refusal("not-found")
    return redirect(request.scope, "measures", fragment="passed-on")


@router.get("/measures/asked/{measure}", responses=page_refusals("measures-away"))
def ask(measure: str, request: Request, here: Here, who: Who) -> Response:
    """Show what somebody asks, with the answer that was given."""
    asked = _asked(here, who, measure)
    sent = asked.measure.sent_up or SentUp()
    return _answer_page(request, here, who, asked, written=sent.answer, by=sent.by)


@router.post("/measures/asked/{measure}", responses=page_refusals("measures-away"))
def send_answer(
    measure: str,
    request: Request,
    here: Here,
    who: Who,
    answer_: Annotated[str, Form(alias="answer", max_length=4000)] = "",
    by: Annotated[str, Form(max_length=400)] = "",
) -> Response:
    """Answer what somebody asks."""
    asked = _asked(here, who, measure)
    written = answer_.replace("\r\n", "\n")
    try:
        answer(here.measures(), who.unit, measure, written, by, actor(who))
    except FaultyError as error:
        wrong = fault_words(error.found[0], language_of(request.scope))
        return _answer_page(
            request, here, who, asked, written=written, by=by, wrong=wrong, status=422
        )
    return redirect(request.scope, "measures", fragment="asked")


def _require_leader(who: Visitor) -> None:
    if who.role != "leader":
        raise Refusal("not-found")


def _asked(here: Shared, who: Visitor, measure: str) -> Asked:
    found = asked_of(here.measures(), who.unit)
    asked = next((each for each in found if each.measure.id == measure), None)
    if asked is None:
        raise Refusal("not-found")
    return asked


def _answer_page(  # noqa: PLR0913 - what the page tells
    request: Request,
    here: Shared,
    who: Visitor,
    asked: Asked,
    *,
    written: str,
    by: str,
    wrong: str = "",
    status: int = 200,
) -> Response:
    shown = asked_view(asked, language_of(request.scope))
    given = framed(here, who, {"asked": shown, "written": written, "by": by, "wrong": wrong})
    at = ("measures", "asked", asked.measure.id)
    return page(request.scope, "measures_answer.html", given, status=status, at=at)
