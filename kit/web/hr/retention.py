"""How long results and agreements are kept: HR of all units enters what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from threading import Lock
from typing import Annotated, Any, Final

from fastapi import Form, Request
from starlette.responses import Response

from kit.archives import archive_of_results
from kit.archives.basis import reference_words
from kit.ballots import count_ended_rounds, count_old_rounds, decide_on_results, result_decisions
from kit.catalogues import day, msgid, strings
from kit.measures import count_expired, decide, decisions
from kit.storage import Decision, DecisionFault
from kit.storage.decisions import LONGEST_REFERENCE as LONGEST
from kit.storage.decisions import MOST_MONTHS, WAITS, decision_faults
from kit.web.access import Visitor
from kit.web.access.entrance import Who
from kit.web.access.permissions import actor, is_for_all
from kit.web.access.signed_in import framed
from kit.web.frame.fields import day_in, number_in
from kit.web.frame.language import language_of
from kit.web.frame.openapi import file_responses, page_refusals, pages_of_leaders
from kit.web.frame.pages import page, redirect
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here, Shared
from kit.web.measures.files import download

router = pages_of_leaders()

_KINDS: Final = {
    "results": (
        msgid("Results, and what they were for"),
        msgid("Counted from the day a survey ended."),
    ),
    "measures": (msgid("What teams agree on"), msgid("Counted from the last change.")),
}
_FAULTS: Final[Mapping[DecisionFault, str]] = {
    DecisionFault.EMPTY: msgid("Write something here."),
    DecisionFault.TOO_LONG: msgid("Write at most {most} characters."),
    DecisionFault.UNSEEN: msgid("There is a character that nobody can see. Write the text anew."),
    DecisionFault.TO_COME: msgid("Choose a day from today or before."),
    DecisionFault.NO_NUMBER: msgid("Write a number of months from 1 to 1200, or nothing."),
}
ZIP: Final = "application/zip"
_ONE_AT_A_TIME: Final = Lock()
_MOST_ROUNDS: Final = 200
"""Of more the file takes minutes, and ``kit archive`` makes it beside the service."""
_Text = Annotated[str, Form(max_length=400)]


@router.get("/retention", responses=page_refusals("measures-away"))
def retention(request: Request, here: Here, who: Who) -> Response:
    """Show how long is kept what, and on which decision."""
    _for_all(here, who)
    values = dict.fromkeys(("kind", "reference", "decided", "months"), "")
    return _page(request, here, who, values)


@router.get(
    "/retention/results.zip",
    response_class=Response,
    responses=file_responses(ZIP, "archive-busy"),
)
def results(request: Request, here: Here, who: Who) -> Response:
    """Return every survey that has ended, with its figures, as a file for the archive."""
    _for_all(here, who)
    if count_ended_rounds(here.store) > _MOST_ROUNDS:
        return redirect(request.scope, "retention", fragment="archive")
    # Every report is made anew, which nobody who answers should have to wait for.
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        raise Refusal("archive-busy")
    try:
        made = archive_of_results(here.store, language_of(request.scope))
    finally:
        _ONE_AT_A_TIME.release()
    return download(made.data, ZIP, made.name)


@router.post("/retention", responses=page_refusals("measures-away"))
def enter(  # noqa: PLR0913, PLR0917 - what the form has
    request: Request,
    here: Here,
    who: Who,
    kind: _Text = "",
    reference: _Text = "",
    decided: _Text = "",
    months: _Text = "",
    sure: _Text = "",
) -> Response:
    """Enter an archival decision; one that deletes only after it was said what it deletes."""
    _for_all(here, who)
    _ = strings(language_of(request.scope)).gettext
    day_ = day_in(decided) or date.max
    number = None if not months.strip() else number_in(months.strip(), MOST_MONTHS)
    found = decision_faults(here.store.today(), reference, day_, number)
    errors = {name: _(_FAULTS[fault]).format(most=LONGEST) for name, fault in found.items()}
    if kind not in _KINDS:
        errors = {"kind": _("Choose what it is about."), **errors}
    values = {"kind": kind, "reference": reference, "decided": decided, "months": months}
    if errors:
        return _page(request, here, who, values, errors)
    if number is not None and not sure:
        return _ask(request, here, who, values, number)
    if kind == "results":
        decide_on_results(here.store, reference, day_, number, actor(who))
    else:
        decide(here.measures(), reference, day_, number, actor(who))
    return redirect(request.scope, "retention", fragment=kind)


def _ask(
    request: Request, here: Shared, who: Visitor, values: Mapping[str, str], months: int
) -> Response:
    """Ask whether to enter a decision, and say what it would delete today."""
    language = language_of(request.scope)
    texts = strings(language)
    _ = texts.gettext
    if values["kind"] == "results":
        n = count_old_rounds(here.store, months)
        found = texts.ngettext(
            "%(n)d survey is old enough today.", "%(n)d surveys are old enough today.", n
        )
    else:
        n = count_expired(here.measures(), months) if here.measures.is_there() else 0
        found = texts.ngettext(
            "%(n)d agreement is old enough today.", "%(n)d agreements are old enough today.", n
        )
    given = {
        "name": _(_KINDS[values["kind"]][0]),
        "months": months,
        "found": found % {"n": n},
        "from": day(here.store.today() + WAITS, language),
        "fields": {**values, "sure": "yes"},
    }
    given = framed(here, who, given)
    return page(request.scope, "retention_enter.html", given, at=("retention",))


def _for_all(here: Shared, who: Visitor) -> None:
    """Let HR of the whole organisation in.

    :raises Refusal: for anybody else.
    """
    if who.role != "hr" or not is_for_all(here.store, who):
        raise Refusal("not-found")


def _page(
    request: Request,
    here: Shared,
    who: Visitor,
    values: Mapping[str, str],
    errors: Mapping[str, str] | None = None,
) -> Response:
    language = language_of(request.scope)
    _ = strings(language).gettext
    made = {
        "results": result_decisions(here.store),
        # Whoever only looks makes no database.
        "measures": decisions(here.measures()) if here.measures.is_there() else (),
    }
    given = {
        "kinds": [
            {
                "id": id_,
                "name": _(name),
                "from": _(counted),
                "decisions": _views(made[id_], language),
            }
            for id_, (name, counted) in _KINDS.items()
        ],
        "is_too_much": count_ended_rounds(here.store) > _MOST_ROUNDS,
        "longest": LONGEST,
        "values": values,
        "errors": errors or {},
        "names": {},
        "today": here.store.today(),
    }
    status = 422 if errors else 200
    given = framed(here, who, given)
    return page(request.scope, "retention.html", given, status=status, at=("retention",))


def _views(made: Iterable[Decision], language: str) -> list[Mapping[str, Any]]:
    return [
        {
            "reference": reference_words(each, language),
            "decided": day(each.decided, language),
            "months": each.months,
            "entered": day(each.entered, language),
            "from": day(each.begins, language) if each.begins else "",
        }
        for each in made
    ]
