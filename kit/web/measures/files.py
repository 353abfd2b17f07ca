"""An agreement as a file: to take along, to put into a calendar, to open again."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final

from fastapi import File, Request, UploadFile
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from kit.catalogues import strings
from kit.measures import (
    Agreement,
    Measure,
    SentUp,
    UnreadableFileError,
    read_file,
    write_file,
)
from kit.spreadsheets import as_cell
from kit.web.access import Visitor
from kit.web.access.entrance import Who
from kit.web.frame.language import language_of
from kit.web.frame.openapi import file_responses, page_refusals, pages_of_leaders
from kit.web.frame.state import Here, Shared
from kit.web.measures.agreement_pages import form_page
from kit.web.measures.form import fields_of
from kit.web.measures.list_pages import list_page
from kit.web.measures.measure_words import HELPED, STATUS, UNREADABLE
from kit.web.measures.own import own_agreement, require_agreement

router = pages_of_leaders()

JSON: Final = "application/json"
CSV: Final = "text/csv; charset=utf-8"


@router.post("/measures/open", responses=page_refusals("measures-away"))
async def open_file(
    request: Request, here: Here, who: Who, file: Annotated[UploadFile, File()]
) -> Response:
    """Read a file into the form; nothing is kept before somebody saves it."""
    return await run_in_threadpool(_open, request, here, who, await file.read())


@router.get(
    "/measures/{agreement}/agreement.json",
    response_class=Response,
    responses=file_responses(JSON, "measures-away"),
)
def as_json(agreement: str, here: Here, who: Who) -> Response:
    """Return an agreement as the file that can be opened again."""
    kept = require_agreement(here.measures(), who, agreement)
    return download(write_file(kept.agreement), JSON, f"measures-{kept.agreement.agreed}.json")


@router.get(
    "/measures/{agreement}/agreement.csv",
    response_class=Response,
    responses=file_responses("text/csv", "measures-away"),
)
def as_csv(agreement: str, request: Request, here: Here, who: Who) -> Response:
    """Return the measures of an agreement as a table for a spreadsheet."""
    kept = require_agreement(here.measures(), who, agreement)
    table = measures_table(kept.agreement, language_of(request.scope))
    return download(csv_bytes(table), CSV, f"measures-{kept.agreement.agreed}.csv")


def measures_table(agreement: Agreement, language: str) -> list[list[str]]:
    """Return the measures as rows of texts, the heads first."""
    _ = strings(language).gettext
    heads = (
        *(_("Measure"), _("Responsible"), _("Date"), _("Status"), _("Why it was dropped")),
        *(_("Sent up to"), _("Answer by"), _("Answer"), _("Did it help?")),
        *(_("Working environment"), _("Risk"), _("Who took part")),
    )
    return [[*heads], *(_cells(each, language) for each in agreement.measures)]


def csv_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as Scandinavian spreadsheets open them, and none of them as a formula."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([as_cell(cell) for cell in row] for row in rows)
    # Only with the mark at its beginning does Excel read å, ä and ö.
    return out.getvalue().encode("utf-8-sig")


def download(data: bytes, media_type: str, name: str) -> Response:
    """Return a file that a browser saves."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=media_type, headers=headers)


def _cells(measure: Measure, language: str) -> list[str]:
    _ = strings(language).gettext
    sent = measure.sent_up or SentUp()
    return [
        *(measure.text, measure.responsible, _day(measure.due), _(STATUS[measure.status])),
        *(measure.reason, sent.name, _day(sent.due), sent.answer),
        _(HELPED[measure.helped]) if measure.helped else "",
        *(_("Yes") if measure.working_environment else "", measure.risk, measure.took_part),
    ]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _open(request: Request, here: Shared, who: Visitor, data: bytes) -> Response:
    try:
        agreement = read_file(data)
    except UnreadableFileError as error:
        words = strings(language_of(request.scope)).gettext(UNREADABLE[error.reason])
        return list_page(request, here, who, status=422, unreadable=words)
    kept = own_agreement(here.measures(), who, agreement.id)
    if kept is None:
        # Another unit may have what the file is a copy of.
        agreement = agreement.anew()
    fields = fields_of(agreement, kept.revision if kept else 0)
    return form_page(request, here, who, fields, kept=kept, opened=True)
