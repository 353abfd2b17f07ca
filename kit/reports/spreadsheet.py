"""A report as CSV and as XLSX, for people who open them in a spreadsheet.

What others wrote (names of units, statements) never becomes a formula. The same report gives the
same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from kit.catalogues import strings
from kit.documents import Cell as InSheet
from kit.documents import Sheet
from kit.documents import as_xlsx as workbook
from kit.reports.numbers import has_decimal_comma, one_decimal
from kit.reports.report import Report, Score, UnitShown
from kit.reports.sentences import (
    about_words,
    changed_words,
    included_words,
    objections_in,
    round_words,
)
from kit.reports.tables import Cell, Table, cell_text, tables
from kit.spreadsheets import as_cell


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
    _ = strings(report.language).gettext
    about = Sheet(_("About"), [[line] for line in _about(report)])
    return workbook((about, *(_sheet(table, report.language) for table in tables(report))))


def _about(report: Report) -> Iterator[str]:
    yield from (report.round.title, report.unit.name, round_words(report), report.round.purpose)
    yield from objections_in(report)
    yield from included_words(report.unit, report.round.k, report.language)
    yield from about_words(report)
    if report.changed:
        yield changed_words(report)


def _sheet(table: Table, language: str) -> Sheet:
    rows = [[_number_or_words(cell, language) for cell in row] for row in table.rows]
    return Sheet(table.title, rows, table.heads)


def _number_or_words(cell: Cell, language: str) -> InSheet:
    """Return a cell as a spreadsheet can count with it, and a bound as its words."""
    if isinstance(cell, Score):
        return cell.mean if cell.bound == "=" else cell_text(cell, language)
    return cell
