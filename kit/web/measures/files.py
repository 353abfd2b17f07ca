"""An agreement as a file: to open again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Final

from fastapi import File, Request, UploadFile
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from kit.catalogues import strings
from kit.documents import Cell
from kit.measures import UnreadableFileError, read_file, write_file
from kit.spreadsheets import semicolon_csv
from kit.web.access import Visitor
from kit.web.access.entrance import Who
from kit.web.frame.language import language_of
from kit.web.frame.openapi import file_responses, page_refusals, pages_of_leaders
from kit.web.frame.state import Here, Shared
from kit.web.measures.agreement_pages import form_page
from kit.web.measures.form import fields_of
from kit.web.measures.list_pages import list_page
from kit.web.measures.measure_words import UNREADABLE
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


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as Scandinavian spreadsheets open them, and none of them as a formula."""
    return semicolon_csv([_text(cell) for cell in row] for row in rows).encode("utf-8-sig")


def download(data: bytes, media_type: str, name: str) -> Response:
    """Return a file that a browser saves."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=media_type, headers=headers)


def _text(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else "" if cell is None else str(cell)


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
