"""Tables as XLSX: what others wrote never becomes a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kit.documents.zipped import XML, without_time
from kit.spreadsheets import is_formula, printable

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | float | date | None
"""A number with a point is shown to one decimal."""
_WIDEST: Final = 60
_DAY: Final = "yyyy-mm-dd"
_NOBODY: Final = {
    "docProps/core.xml": XML
    + b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>'
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    title: str
    rows: Sequence[Sequence[Cell]]
    heads: Sequence[str] = ()
    """Of the columns; none where the rows are lines of text."""


def as_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook of sheets, one or more, that says nothing of when or by whom."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import, and only this needs it

    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _write_sheet(book.create_sheet(_name(sheet.title)), sheet)
    out = io.BytesIO()
    book.save(out)
    return without_time(out.getvalue(), _NOBODY)


def _write_sheet(target: Any, sheet: Sheet) -> None:
    lines = [sheet.heads, *sheet.rows] if sheet.heads else sheet.rows
    for place, row in enumerate(lines, start=1):
        for column, cell in enumerate(row, start=1):
            _write(target.cell(place, column), cell)
    if sheet.heads:
        _mark_heads(target)
        for column in target.columns:
            longest = max(len(_shown(cell.value)) for cell in column)
            target.column_dimensions[column[0].column_letter].width = min(_WIDEST, longest + 2)
    else:
        target.column_dimensions["A"].width = 2 * _WIDEST


def _mark_heads(target: Any) -> None:
    """Let the heads stay in sight, and stand on every page that is printed."""
    from openpyxl.styles import Font  # noqa: PLC0415 - slow to import

    for cell in target[1]:
        cell.font = Font(bold=True)
    target.freeze_panes = "B2"
    target.print_title_rows = "1:1"


def _write(target: Any, cell: Cell) -> None:
    """Write one cell: a text as text, whatever it begins with."""
    if isinstance(cell, str):
        target.value = printable(cell)
        target.data_type = "s"
        target.quotePrefix = is_formula(target.value)
        return
    target.value = cell
    if isinstance(cell, date):
        target.number_format = _DAY
    elif isinstance(cell, float):
        target.number_format = "0.0"


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}"
    return "" if value is None else str(value)[:10] if isinstance(value, date) else str(value)


def _name(title: str) -> str:
    """Return a title without the signs that no sheet can have in its name."""
    return re.sub(r"[\[\]:*?/\\]", " ", printable(title))[:31]
