"""An agreement to keep, to hand on and to put into a calendar."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from starlette.responses import Response

from kit.documents import DOCX, ICS, XLSX, as_docx, as_ics, as_xlsx
from kit.measures import decisions
from kit.web.access import Visitor
from kit.web.access.entrance import Who
from kit.web.frame.language import language_of
from kit.web.frame.openapi import file_responses, pages_of_leaders
from kit.web.frame.origins import own_origin
from kit.web.frame.paths import ROOT
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here, Shared
from kit.web.measures.agreement_files import Told, document, events, measures_table, sheets
from kit.web.measures.files import CSV, csv_bytes, download
from kit.web.measures.own import require_agreement

router = pages_of_leaders()

_AGREEMENT: Final = "/measures/{agreement}/agreement"


@router.get(
    f"{_AGREEMENT}.csv",
    response_class=Response,
    responses=file_responses("text/csv", "measures-away"),
)
def as_table(
    agreement: str, request: Request, here: Here, who: Who, *, initials: bool = False
) -> Response:
    """Return the measures of an agreement as a table for a spreadsheet."""
    told = _told(agreement, request, here, who, initials=initials)
    return _named(told, csv_bytes(measures_table(told)), CSV, "csv")


@router.get(
    f"{_AGREEMENT}.docx",
    response_class=Response,
    responses=file_responses(DOCX, "measures-away"),
)
def as_document(
    agreement: str, request: Request, here: Here, who: Who, *, initials: bool = False
) -> Response:
    """Return an agreement as a page to keep, and to hand to the case system."""
    told = _told(agreement, request, here, who, initials=initials)
    return _named(told, as_docx(document(told)), DOCX, "docx")


@router.get(
    f"{_AGREEMENT}.xlsx",
    response_class=Response,
    responses=file_responses(XLSX, "measures-away"),
)
def as_workbook(
    agreement: str, request: Request, here: Here, who: Who, *, initials: bool = False
) -> Response:
    """Return an agreement as a workbook, its measures as a sheet of their own."""
    told = _told(agreement, request, here, who, initials=initials)
    return _named(told, as_xlsx(sheets(told)), XLSX, "xlsx")


@router.get(
    f"{_AGREEMENT}.ics",
    response_class=Response,
    responses=file_responses("text/calendar", "measures-away"),
)
def as_calendar(
    agreement: str, request: Request, here: Here, who: Who, *, initials: bool = False
) -> Response:
    """Return the days of an agreement, with the address of its page, which lets nobody in."""
    told = _told(agreement, request, here, who, initials=initials)
    address = f"{own_origin(request.scope)}{ROOT}/measures/{told.kept.agreement.id}"
    found = events(told, address)
    if not found:
        # A calendar without an entry is none.
        raise Refusal("not-found")
    return _named(told, as_ics(found, told.today), ICS, "ics")


def _told(agreement: str, request: Request, here: Shared, who: Visitor, *, initials: bool) -> Told:
    store = here.measures()
    kept = require_agreement(store, who, agreement)
    decision = next(iter(decisions(store)), None)
    return Told(kept, language_of(request.scope), store.today(), initials, decision)


def _named(told: Told, data: bytes, media_type: str, ending: str) -> Response:
    return download(data, media_type, f"measures-{told.kept.agreement.agreed}.{ending}")
