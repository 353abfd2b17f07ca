"""The pages on which a unit writes what it agrees on, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from kit.ballots import UnitTree, ancestors, load_units
from kit.catalogues import strings
from kit.errors import UsageError
from kit.measures import (
    MOST_MEASURES,
    ChangedError,
    Kept,
    delete,
    faults,
    keep,
    note_held,
    questions,
)
from kit.measures.faults import Found
from kit.printing.agreement import can_print
from kit.storage import without_content
from kit.web.access import Visitor
from kit.web.access.entrance import Who
from kit.web.access.permissions import actor
from kit.web.access.signed_in import framed
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals, pages_of_leaders
from kit.web.frame.pages import page, redirect
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here, Shared
from kit.web.measures.form import (
    AS_NAMED,
    Fields,
    empty,
    fields_from,
    fields_of,
    opens_more,
    read,
    with_one_more,
)
from kit.web.measures.measure_words import HELPED, STATUS, fault_words
from kit.web.measures.own import may_read, own_agreement, require_agreement
from kit.web.measures.views import kept_view

router = pages_of_leaders()

_LENGTHS_OF_ORIGIN = 200


@router.get("/measures/new", responses=page_refusals("measures-away"))
def new(
    request: Request,
    here: Here,
    who: Who,
    area: str = "",
    exercise: str = "",
    workshop: str = "",
) -> Response:
    """Show the form in which a team writes what it agrees on."""
    origin = {"area": area, "exercise": exercise, "workshop": workshop}
    given = {name: text[:_LENGTHS_OF_ORIGIN] for name, text in origin.items()}
    return form_page(request, here, who, empty(here.store.today(), **given))


@router.get("/measures/{agreement}", responses=page_refusals("measures-away"))
def one(agreement: str, request: Request, here: Here, who: Who) -> Response:
    """Show an agreement, to be changed."""
    kept = require_agreement(here.measures(), who, agreement)
    return form_page(request, here, who, fields_of(kept.agreement, kept.revision), kept=kept)


@router.post("/measures", responses=page_refusals("measures-away"))
async def save(request: Request, here: Here, who: Who) -> Response:
    """Keep an agreement as it is written; or show one more row, if that was asked for."""
    form = {name: text for name, text in (await request.form()).items() if isinstance(text, str)}
    return await run_in_threadpool(_save, request, here, who, form)


@router.post("/measures/{agreement}/held", responses=page_refusals("measures-away"))
def held(agreement: str, request: Request, here: Here, who: Who) -> Response:
    """Note that the team has looked at it again today."""
    store = here.measures()
    require_agreement(store, who, agreement)
    if not note_held(store, who.unit, agreement, store.today(), actor(who)):
        raise Refusal("not-found")
    return redirect(request.scope, "measures", agreement)


@router.get("/measures/{agreement}/delete", responses=page_refusals("measures-away"))
def ask_to_delete(agreement: str, request: Request, here: Here, who: Who) -> Response:
    """Ask whether to delete an agreement."""
    kept = require_agreement(here.measures(), who, agreement)
    given = {"kept": kept_view(kept, language_of(request.scope))}
    return page(request.scope, "measures_delete.html", framed(here, who, given))


@router.post("/measures/{agreement}/delete", responses=page_refusals("measures-away"))
async def delete_it(agreement: str, request: Request, here: Here, who: Who) -> Response:
    """Delete an agreement as it was shown."""
    revision = str((await request.form()).get("revision", ""))
    return await run_in_threadpool(_delete, request, here, who, agreement, revision)


def form_page(  # noqa: PLR0913 - what the page tells
    request: Request,
    here: Shared,
    who: Visitor,
    fields: Fields,
    *,
    kept: Kept | None = None,
    found: Sequence[Found] = (),
    asked: Sequence[Found] = (),
    changed: ChangedError | None = None,
    failed: bool = False,
    opened: bool = False,
) -> Response:
    """Return the form with what stands in it.

    :param kept: the agreement as it is kept, if there is one.
    :param found: faults; a measure's place is the row of the form.
    :param asked: fields in which a full name may stand.
    :param changed: that somebody else has changed it meanwhile.
    :param failed: whether it could not be saved.
    :param opened: whether it was read from a file, and is not kept yet.
    """
    language = language_of(request.scope)
    _ = strings(language).gettext
    now = changed.now if changed else None
    given: dict[str, Any] = {
        "values": fields.whole,
        "rows": [{**row, "more": opens_more(row)} for row in fields.measures],
        "id": fields.id,
        "revision": fields.revision,
        "errors": _by_field(found, language),
        "names": _by_field(asked, language),
        "kept": kept_view(kept, language) if kept else None,
        "changed": changed is not None,
        "now": kept_view(now, language) if now else None,
        "failed": failed,
        "opened": opened,
        "levels": _levels(here, who),
        "as_named": AS_NAMED,
        "statuses": [(status.value, _(words)) for status, words in STATUS.items()],
        "answers": [(helped.value, _(words)) for helped, words in HELPED.items()],
        "room": len(fields.measures) < MOST_MEASURES,
        "most": MOST_MEASURES,
        "downloads": _downloads(kept, language),
    }
    status = 503 if failed else 409 if changed else 422 if found or asked else 200
    given = framed(here, who, given)
    return page(request.scope, "measures_form.html", given, status=status, at=("measures", "new"))


def _downloads(kept: Kept | None, language: str) -> list[tuple[str, str]]:
    """Return the endings of files for others, and what each is."""
    _ = strings(language).gettext
    agreement = kept.agreement if kept else None
    has_days = agreement is not None and (
        agreement.next is not None or any(each.due for each in agreement.open_measures)
    )
    return [
        *([("pdf", _("A page to hang up (PDF)"))] if can_print() else []),
        ("docx", _("A document to keep (DOCX)")),
        ("xlsx", _("A workbook (XLSX)")),
        ("csv", _("A table for a spreadsheet")),
        *([("ics", _("The days, for a calendar"))] if has_days else []),
    ]


def _save(request: Request, here: Shared, who: Visitor, form: Mapping[str, str]) -> Response:
    fields, store = fields_from(form), here.measures()
    kept = own_agreement(store, who, fields.id) if fields.id else None
    if kept is None and fields.revision:
        raise Refusal("not-found")
    if "add" in form:
        return form_page(request, here, who, with_one_more(fields), kept=kept)
    if who.role == "hr":
        # What HR writes down itself, it reads again.
        fields = replace(fields, whole={**fields.whole, "shared": "yes"})
    told = read(fields, language_of(request.scope), dict(_levels(here, who)))
    if told.agreement is None:
        raise Refusal("not-understood")
    found = _in_rows((*told.found, *faults(told.agreement)), told.places)
    if found:
        return form_page(request, here, who, fields, kept=kept, found=found)
    asked = () if fields.names_meant else _in_rows(questions(told.agreement), told.places)
    if asked:
        return form_page(request, here, who, fields, kept=kept, asked=asked)
    try:
        with without_content(store.settings.database_file, (ChangedError,)):
            name = framed(here, who)["who"]
            made = keep(store, who.unit, name, told.agreement, fields.revision, actor(who))
    except ChangedError as changed:
        if changed.now is None or not may_read(who, changed.now):
            raise Refusal("not-found") from None
        fields = replace(fields, revision=changed.now.revision)
        return form_page(request, here, who, fields, kept=changed.now, changed=changed)
    except (OSError, UsageError):
        return form_page(request, here, who, fields, kept=kept, failed=True)
    return redirect(request.scope, "measures", made.agreement.id, fragment="kept")


def _delete(
    request: Request, here: Shared, who: Visitor, agreement: str, revision: str
) -> Response:
    require_agreement(here.measures(), who, agreement)
    number = int(revision) if revision.isdecimal() and len(revision) < 7 else 0  # noqa: PLR2004
    try:
        if not delete(here.measures(), who.unit, agreement, number, actor(who)):
            raise Refusal("not-found")
    except ChangedError as changed:
        if changed.now is None or not may_read(who, changed.now):
            raise Refusal("not-found") from None
        given = {"kept": kept_view(changed.now, language_of(request.scope)), "changed": True}
        given = framed(here, who, given)
        return page(request.scope, "measures_delete.html", given, status=409)
    return redirect(request.scope, "measures")


def _levels(here: Shared, who: Visitor) -> list[tuple[str, str]]:
    """Return the units to which something can be sent up, with their names, the nearest first."""
    tree = load_units(here.store)
    return _above(tree, who.unit) if tree else []


def _above(tree: UnitTree, unit: str) -> list[tuple[str, str]]:
    found = (tree.find(each) for each in reversed(ancestors(tree, unit)))
    return [(each.id, each.name) for each in found if each]


def _by_field(found: Sequence[Found], language: str) -> dict[str, str]:
    """Return words by the id of the field in the form."""
    return {
        each.field if each.measure is None else f"m{each.measure}-{each.field}": fault_words(
            each, language
        )
        for each in found
    }


def _in_rows(found: Sequence[Found], places: Mapping[int, int]) -> list[Found]:
    """Return faults with the row of the form in place of the measure's own place."""
    return [
        each if each.measure is None else replace(each, measure=places.get(each.measure, 0))
        for each in found
    ]
