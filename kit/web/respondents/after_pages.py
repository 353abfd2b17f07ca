"""What everybody with a code sees when nobody can answer any more: that it is closed, and why.

The figures, where that was chosen at opening, are those of the leader's page, of this unit in this
round alone. The code comes in the body of a form: no address, and so no log, has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from kit.ballots import After, Ended, Joined, Opened, round_status
from kit.catalogues import msgid, strings
from kit.reports import read_report, report_body, unit_name
from kit.web.frame.exercise_addresses import exercise_address
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals
from kit.web.frame.pages import page
from kit.web.frame.problems import KINDS, Refusal
from kit.web.frame.state import Here, Shared
from kit.web.respondents.asks import opened

router = APIRouter(tags=["respondents"], default_response_class=HTMLResponse)

_CLOSED: Final = msgid("The survey is closed. Nobody can answer any more.")
_NOTHING_YET: Final = msgid("The survey is not closed yet, so there is nothing to see.")

SAID: Final[Mapping[After, tuple[str, ...]]] = {
    After.FULL: (
        msgid("All places are taken: as many answers have been sent as there are people."),
        _NOTHING_YET,
    ),
    After.OVER: (msgid("The last day for answers has passed."), _NOTHING_YET),
    After.NOT_YET: (
        msgid("The survey is open. There is nothing to see before it is closed."),
        msgid("To answer, use the long code on your slip. It works once."),
    ),
    After.WAITING: (
        msgid("{unit} has closed. Others can still answer."),
        msgid(
            "The answers from {unit} are too few to be shown alone. They stay locked, and count"
            " together with others when the whole survey is closed."
        ),
    ),
    After.WITHDRAWN: (
        msgid("The survey was ended without a result."),
        msgid("All answers were deleted unseen. Nobody will ever see a figure."),
    ),
    After.CLOSED: (
        _CLOSED,
        msgid("Its figures are not shown here. Ask the person who leads what came of it."),
    ),
    After.POOLED: (
        _CLOSED,
        msgid(
            "{unit} had fewer than {k} answers, so it has no figures of its own. Its answers count"
            " together with others in the unit above, if they are enough there."
        ),
    ),
    After.NOTHING: (
        _CLOSED,
        msgid("There were fewer than {k} answers. They were deleted unseen."),
    ),
    After.LOST: (
        _CLOSED,
        msgid("The key to the answers of {unit} was lost. They are deleted, and nobody read them."),
    ),
    After.SHOWN: (),
}
"""What is said of each end, above a link to the exercise; figures say it themselves."""

_MOST: Final = 200
"""So many pages of figures are kept; they do not change any more."""


@router.get("/after", responses=page_refusals())
def ask_for_code(request: Request) -> Response:
    """Ask for the code; a script takes it from the link, so that no server sees it there."""
    return page(request.scope, "after.html", {"code": "", "wrong": ""})


@router.post("/after", responses=page_refusals("unknown-code", "too-many"))
async def show(
    request: Request, here: Here, code: Annotated[str, Form(max_length=40)] = ""
) -> Response:
    """Show what a code opens when nobody can answer with it any more."""
    try:
        found = await opened(here, code)
    except Refusal as refusal:
        if refusal.code != "unknown-code":
            raise
        return _unknown(request, code)
    return await run_in_threadpool(after_page, request, here, code, found)


def _unknown(request: Request, code: str) -> Response:
    _, kind = strings(language_of(request.scope)).gettext, KINDS["unknown-code"]
    given = {"code": code, "wrong": f"{_(kind.message)} {_(kind.hint)}"}
    return page(request.scope, "after.html", given, status=kind.status)


def after_page(request: Request, here: Shared, code: str, found: Opened) -> Response:
    """Return the page about a round in which nobody can answer with a code, or not yet."""
    joined = found.joined if isinstance(found, Ended) else found
    status = round_status(here.store, joined.round_id, joined.unit)
    if status is None:
        raise Refusal("unknown-code")
    language, head = language_of(request.scope), status.head
    unit = unit_name(head.units[0], language)
    given: dict[str, Any] = {
        "code": code,
        "wrong": "",
        "title": head.wording(language).title,
        "round": {"exercise": head.exercise_id},
        "unit": unit,
        "said": _sentences(found, unit, language),
        "until": joined.shown_until,
        "address": exercise_address(request, here, head.exercise, language),
        "body": None,
    }
    if isinstance(found, Ended) and found.after is After.SHOWN:
        given["body"] = _figures(here, joined, (language, head.state))
    return page(request.scope, "after.html", given)


def _sentences(found: Opened, unit: str, language: str) -> list[str]:
    _ = strings(language).gettext
    if not isinstance(found, Ended):
        return [_("The survey is open. There is nothing to see before it is closed.")]
    return [_(each).format(unit=unit, k=found.joined.k) for each in SAID[found.after]]


def _figures(here: Shared, joined: Joined, how: tuple[str, str]) -> Markup:
    """Return the figures of one unit in one round: not those above it, below it, or before it."""
    asked = joined.round_id, joined.unit, *how
    if asked not in here.shown:
        report = read_report(here.store, joined.round_id, joined.unit, language=how[0])
        if report is None or not report.unit.is_shown:
            raise Refusal("not-found")
        alone = {"parent": None, "below": (), "earlier": (), "changed": ()}
        if len(here.shown) >= _MOST:
            here.shown.clear()
        here.shown[asked] = report_body(report.model_copy(update=alone))
    return here.shown[asked]
