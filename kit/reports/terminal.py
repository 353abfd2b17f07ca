"""A report to be read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from kit.reports.report import Report
from kit.reports.sentences import (
    about_words,
    changed_words,
    included_words,
    objections_in,
    round_words,
    too_few_words,
)
from kit.reports.tables import Cell, Table, cell_text, tables

_WIDTH: Final = 88
_WIDEST: Final = 36
_NARROW: Final = 14


def as_text(report: Report) -> str:
    """Return the whole report as lines of plain text."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.round.title} – {report.unit.name}"
    yield from wrap(round_words(report), _WIDTH)
    for words in objections_in(report):
        yield from wrap(words, _WIDTH)
    yield from included_words(report.unit, report.round.k, report.language)
    if not report.unit.is_shown:
        for words in too_few_words(report):
            yield from ("", *wrap(words, _WIDTH))
    for table in tables(report):
        yield from ("", table.title, "", *_table(table, report.language))
    if report.changed:
        yield from ("", *wrap(changed_words(report), _WIDTH))
    yield ""
    for words in about_words(report):
        yield from wrap(words, _WIDTH)


def _table(table: Table, language: str) -> Iterator[str]:
    """Yield a table's lines: texts to the left and wrapped, numbers to the right."""
    columns = list(zip(table.heads, *table.rows, strict=True))
    texts = [n for n, column in enumerate(columns) if not n or _has_words(column[1:])]
    rows = [
        [
            wrap(cell_text(cell, language), _WIDEST if n in texts else _NARROW) or [""]
            for n, cell in enumerate(row)
        ]
        for row in (table.heads, *table.rows)
    ]
    widths = [max(len(line) for row in rows for line in row[n]) for n in range(len(columns))]
    for row in rows:
        for place in range(max(map(len, row))):
            cells = (cell[place] if place < len(cell) else "" for cell in row)
            told = enumerate(zip(cells, widths, strict=True))
            yield "  ".join(
                text.ljust(width) if n in texts else text.rjust(width) for n, (text, width) in told
            ).rstrip()


def _has_words(cells: tuple[Cell, ...]) -> bool:
    return any(isinstance(cell, str) for cell in cells)
