"""The pages of rounds: those one may see, one that is open, and the questions before an end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from kit.ballots import CloseRound, CloseSession, SessionStatus, WithdrawRound
from kit.catalogues import strings
from kit.reports import unit_name
from kit.web.access import Visitor, Wall, count_walls
from kit.web.access.entrance import Who
from kit.web.access.meetings import Meeting
from kit.web.access.permissions import (
    Seen,
    leads,
    leads_none_below,
    names_above,
    seen_round,
    seen_rounds,
)
from kit.web.access.signed_in import framed
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals, pages_of_leaders
from kit.web.frame.pages import address, page, redirect
from kit.web.frame.round_words import rest_after_words, walls_words
from kit.web.frame.state import Here, Shared
from kit.web.measures.reminding import reminders
from kit.web.rounds.meeting_pages import prepared_views
from kit.web.rounds.outcomes import ask, came_of, outcome_page
from kit.web.rounds.started import sittings_view
from kit.web.rounds.views import head_view, objected, session_view, where

router = pages_of_leaders()


@router.get("/rounds")
def rounds(request: Request, here: Here, who: Who) -> Response:
    """Show the rounds that one may see."""
    language = language_of(request.scope)
    heads = [head_view(head, language) for head in seen_rounds(here.store, who)]
    prepared = prepared_views(here, who, language)
    told = objected(here, [*heads, *prepared], language)
    shown, prepared = told[: len(heads)], told[len(heads) :]
    lists = {
        "live": [each for each in shown if each["state"] in {"open", "closing"}],
        "done": [each for each in shown if each["state"] == "closed"],
        "withdrawn": [each for each in shown if each["state"] == "withdrawn"],
    }
    given = lists | {
        "opens": leads_none_below(here.store, who),
        "prepared": prepared,
        "reminders": reminders(request.scope, here, who),
    }
    return page(request.scope, "rounds.html", framed(here, who, given))


@router.get("/rounds/{round_id}")
def one_round(round_id: str, request: Request, here: Here, who: Who) -> Response:
    """Show an open round: code, number of answers, who sees what."""
    seen = seen_round(here.store, who, round_id)
    if seen.head.state == "closed":
        return redirect(request.scope, "rounds", round_id, "results")
    given = _open_view(request, here, seen) | {
        "leads": any(leads(who, each.unit) for each in seen.sessions),
        "draws": who.role == "hr",
        "meeting": sittings_view(here, who, round_id),
    }
    language = language_of(request.scope)
    (given["round"],) = objected(here, [given["round"]], language)
    return page(request.scope, "round.html", framed(here, who, given))


@router.get("/rounds/{round_id}/units/{unit:path}/close")
def ask_to_close_unit(round_id: str, unit: str, request: Request, here: Here, who: Who) -> Response:
    """Ask whether to close a unit, and say what that means."""
    seen = seen_round(here.store, who, round_id)
    language = language_of(request.scope)
    given = _closing_unit(language, seen, seen.session(unit))
    given = _with_sittings_left(language, sittings_view(here, who, round_id), given)
    action = address(request.scope, "rounds", round_id, "units", unit, "close")
    return page(request.scope, "confirm.html", framed(here, who, {**given, "action": action}))


@router.post("/rounds/{round_id}/units/{unit:path}/close", responses=page_refusals("refused"))
async def close_unit(round_id: str, unit: str, request: Request, here: Here, who: Who) -> Response:
    """Close a unit."""
    (await run_in_threadpool(seen_round, here.store, who, round_id)).session(unit)
    return await _do(request, here, who, CloseSession(round_id, unit))


@router.get("/rounds/{round_id}/close")
def ask_to_close(round_id: str, request: Request, here: Here, who: Who) -> Response:
    """Ask whether to close a round, and say what that means."""
    seen = seen_round(here.store, who, round_id)
    seen.require_whole()
    language = language_of(request.scope)
    given = (
        _closing_unit(language, seen, seen.sessions[0])
        if seen.alone
        else _closing_round(language, seen)
    )
    rests = _rests(here, seen, language)
    given = _with_sittings_left(language, sittings_view(here, who, round_id), given)
    given = {**given, "what_happens": (*given["what_happens"], rests)}
    action = address(request.scope, "rounds", round_id, "close")
    return page(request.scope, "confirm.html", framed(here, who, {**given, "action": action}))


@router.post("/rounds/{round_id}/close", responses=page_refusals("refused"))
async def close(round_id: str, request: Request, here: Here, who: Who) -> Response:
    """Close a round and release what may be shown."""
    (await run_in_threadpool(seen_round, here.store, who, round_id)).require_whole()
    return await _do(request, here, who, CloseRound(round_id))


@router.get("/rounds/{round_id}/withdraw")
def ask_to_withdraw(round_id: str, request: Request, here: Here, who: Who) -> Response:
    """Ask whether to end a round without a result."""
    seen = seen_round(here.store, who, round_id)
    seen.require_whole()
    language = language_of(request.scope)
    _ = strings(language).gettext
    given = {
        "heading": _("End this survey without a result?"),
        "what_happens": (
            _("All answers are deleted unseen. Nobody will ever see a figure."),
            _("There is no result, so another survey can be opened at once."),
        ),
        "final": _("This is final. Deleted answers cannot be brought back."),
        "button": _("Delete the answers and end the survey"),
        "round": head_view(seen.head, language),
        "where": where(seen.head, language),
        "action": address(request.scope, "rounds", round_id, "withdraw"),
    }
    return page(request.scope, "confirm.html", framed(here, who, given))


@router.post("/rounds/{round_id}/withdraw", responses=page_refusals("refused"))
async def withdraw(round_id: str, request: Request, here: Here, who: Who) -> Response:
    """End a round that was opened by mistake; its answers are deleted unseen."""
    (await run_in_threadpool(seen_round, here.store, who, round_id)).require_whole()
    return await _do(request, here, who, WithdrawRound(round_id))


@router.get("/requests/{request_id}", responses=page_refusals("refused"))
def waiting(request_id: str, request: Request, here: Here, who: Who) -> Response:
    """Show that an act is being done, and go on when it is."""
    found = came_of(here, who, request_id)
    if found is None:
        given = framed(here, who, {"request_id": request_id})
        return page(request.scope, "waiting.html", given)
    return outcome_page(request, here, who, found, request_id)


async def _do(request: Request, here: Shared, who: Visitor, act: Any) -> Response:
    request_id, found = await ask(here, who, act)
    return await run_in_threadpool(outcome_page, request, here, who, found, request_id)


def _open_view(request: Request, here: Shared, seen: Seen) -> dict[str, Any]:
    language = language_of(request.scope)
    views = [session_view(request, here, seen.head, each) for each in seen.sessions]
    single = len(views) == 1
    own = Wall(seen.head.id, views[0]["unit"]) if single else None
    screens = count_walls(here.store, own) if own else 0
    return {
        "round": head_view(seen.head, language),
        "own": views[0] if single else None,
        "screens": walls_words(screens, language) if screens else "",
        "sessions": [] if single else views,
        "codes": any(view["code"] for view in views),
        "alone": seen.alone,
        "may_close_round": seen.whole and seen.head.state == "open",
        "may_withdraw": seen.whole and seen.head.state == "open",
        "has_result": single and views[0]["result"],
    }


def _rests(here: Shared, seen: Seen, language: str) -> str:
    """Return which units rest after a result of today, and until when."""
    below = strings(language).gettext("{unit} with all units below it")
    own = seen.head.units[0].name
    top = own if seen.alone else below.format(unit=own)
    units = [top, *names_above(here.store, seen.head.root)]
    return rest_after_words(units, here.store.today(), language)


def _with_sittings_left(
    language: str, meeting: Meeting | None, given: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Return what a question about closing says, with the sittings that are still to come."""
    if meeting is None or not meeting.left:
        return given
    _ = strings(language).gettext
    warning = _("{held} of {sittings} sittings are held. Whoever comes later cannot answer.")
    told = warning.format(held=meeting.held, sittings=meeting.sittings)
    return {**given, "what_happens": (told, *given["what_happens"])}


def _closing_unit(language: str, seen: Seen, session: SessionStatus) -> Mapping[str, Any]:
    _, k = strings(language).gettext, seen.head.k
    if session.at_least is not None:
        happens = [
            _("There are at least {n} answers now. You get a result.").format(n=session.at_least),
            _("Single areas are left out where fewer than {k} have answered enough.").format(k=k),
        ]
    elif seen.alone:
        happens = [
            _(
                "There are fewer than {k} answers now. If you close, they are deleted unseen and"
                " there is no result."
            ).format(k=k),
            _("You can wait for more answers, or close and do the exercise as a conversation."),
        ]
    else:
        happens = [
            _(
                "There are fewer than {k} answers now. If you close, they stay locked, and count"
                " together with others when the whole survey is closed."
            ).format(k=k)
        ]
    return {
        "heading": _("Close for {unit}?").format(unit=unit_name(session.unit, language)),
        "what_happens": happens,
        "final": _("Closing is final. Nobody can answer or take an answer back after it."),
        "button": _("Close"),
        "round": head_view(seen.head, language),
        "where": unit_name(session.unit, language),
    }


def _closing_round(language: str, seen: Seen) -> Mapping[str, Any]:
    _ = strings(language).gettext
    k = seen.head.k
    few = sum(each.state == "open" and each.at_least is None for each in seen.sessions)
    happens = [_("The results are made at once, for every unit that may be shown.")]
    if few:
        happens.append(
            _(
                "Some units have fewer than {k} answers now. They get no figures of their own;"
                " their answers count together with others in the unit above."
            ).format(k=k)
        )
    return {
        "heading": _("Close the whole survey?"),
        "what_happens": happens,
        "final": _("Closing is final. Nobody can answer or take an answer back after it."),
        "button": _("Close the whole survey"),
        "round": head_view(seen.head, language),
        "where": where(seen.head, language),
    }
