"""A report as CSV and as XLSX, for people who open them in a spreadsheet.

What others wrote (names of units, statements) never becomes a formula. The same report gives the
same bytes.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from kit.catalogues import strings
from kit.reports.numbers import has_decimal_comma, one_decimal
from kit.reports.report import Report, Score, UnitShown
from kit.reports.sentences import about_words, changed_words, included_words, round_words
from kit.reports.tables import Cell, Table, cell_text, tables
from kit.spreadsheets import as_cell, is_formula, printable

_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP file can hold: no file says when it was made."""
_WIDEST: Final = 60


def as_csv(report: Report) -> bytes:
    """Return one line for each score and each statement of the unit and the units below.

    UTF-8 with a byte order mark, lines end in CR LF. A language with a decimal comma has
    semicolons between the cells, another commas: so that Excel opens the file in that language.
    """
    out = io.StringIO(newline="")
    separator = ";" if has_decimal_comma(report.language) else ","
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    for row in _lines(report):
        writer.writerow([_guarded(cell, report.language) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _lines(report: Report) -> Iterator[tuple[Cell, ...]]:
    _ = strings(report.language).gettext
    labels = [*(category.label for category in report.round.categories), report.round.dont_know]
    yield (
        *(_("Survey"), _("Exercise"), _("Closed"), _("Unit"), _("Name of the unit")),
        *(_("Responses included"), _("All included"), _("Area"), _("Statement")),
        *(_("Answers"), _("Sign"), _("Score"), *labels),
    )
    asked = report.round
    for unit in (report.unit, *report.below):
        if unit.included is None:
            continue
        complete = _("yes") if unit.complete else _("no")
        closed = asked.released_on.isoformat() if asked.released_on else _("still open")
        start = (asked.id, asked.title, closed, unit.id, unit.name)
        for row in _figures_of(unit, report):
            yield (*start, unit.included, complete, *row)


def _figures_of(unit: UnitShown, report: Report) -> Iterator[tuple[Cell, ...]]:
    nothing = (None,) * (len(report.round.categories) + 1)
    for dimension in report.round.dimensions:
        score = unit.scores.get(dimension.id)
        if score is None:
            continue
        sign = {"=": "", "<=": "≤", ">=": "≥"}[score.bound]
        plain = Score(respondents=score.respondents, mean=score.mean)
        yield (dimension.name, None, score.respondents, sign, plain, *nothing)
        for item in report.round.items:
            if item.dimension == dimension.id and item.id in unit.items:
                counts = unit.items[item.id]
                rest = score.respondents - sum(counts)
                yield (dimension.name, item.text, sum(counts), None, None, *counts, rest)


def _guarded(cell: Cell, language: str) -> str:
    """Return a cell's text; one that a spreadsheet would take for a formula gets an apostrophe."""
    if cell is None:
        return ""
    if isinstance(cell, Score):
        return one_decimal(cell.mean, language)
    if not isinstance(cell, str):
        return cell_text(cell, language)
    return as_cell(cell)


def as_xlsx(report: Report) -> bytes:
    """Return a workbook: a sheet that says what the figures are, then one for each table."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import, and only this needs it

    book = Workbook()
    book.remove(book.active)
    _write_about(book.create_sheet(strings(report.language).gettext("About")), report)
    for table in tables(report):
        _write_table(book.create_sheet(_sheet_title(table.title)), table, report.language)
    out = io.BytesIO()
    book.save(out)
    return _without_time(out.getvalue())


def _write_about(sheet: Any, report: Report) -> None:
    lines = [
        *(report.round.title, report.unit.name, round_words(report), report.round.purpose),
        *included_words(report.unit, report.round.k, report.language),
        *about_words(report),
        *((changed_words(report),) if report.changed else ()),
    ]
    for row, text in enumerate(lines, start=1):
        _write(sheet, row, 1, text, report.language)
    sheet.column_dimensions["A"].width = 2 * _WIDEST


def _write_table(sheet: Any, table: Table, language: str) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    for column, head in enumerate(table.heads, start=1):
        _write(sheet, 1, column, head, language).font = Font(bold=True)
        cells = [head, *(cell_text(row[column - 1], language) for row in table.rows)]
        width = min(_WIDEST, max(map(len, cells)) + 2)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for place, row in enumerate(table.rows, start=2):
        for column, cell in enumerate(row, start=1):
            _write(sheet, place, column, cell, language)
    sheet.freeze_panes = "B2"


def _write(sheet: Any, row: int, column: int, cell: Cell, language: str) -> Any:
    """Write one cell: a text as text, whatever it begins with, and a bound as its words."""
    target = sheet.cell(row, column)
    if isinstance(cell, Score) and cell.bound == "=":
        target.value, target.number_format = cell.mean, "0.0"
    elif isinstance(cell, date):
        target.value, target.number_format = cell, "yyyy-mm-dd"
    elif isinstance(cell, int):
        target.value = cell
    elif cell is not None:
        target.value = printable(cell_text(cell, language))
        target.data_type = "s"
        target.quotePrefix = is_formula(str(target.value))
    return target


def _sheet_title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31]


def _without_time(data: bytes) -> bytes:
    """Return the workbook with its files in a fixed order, and no date, author or program."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in sorted(made.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            content = made.read(name)
            if name == "docProps/core.xml":
                content = _CORE
            elif name == "docProps/app.xml":
                content = _APP
            fixed.writestr(entry, content)
    return out.getvalue()


_HEAD: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE: Final = _HEAD + (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>'
)
_APP: Final = _HEAD + (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>'
)
