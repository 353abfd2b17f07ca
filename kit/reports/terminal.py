"""A report to be read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from kit.reports.report import Report
from kit.reports.tables import Table, cell_text, tables
from kit.reports.words import (
    about_words,
    changed_words,
    included_words,
    round_words,
    too_few_words,
)

_WIDTH: Final = 88
_WIDEST: Final = 40


def as_text(report: Report) -> str:
    """Return the whole report as lines of plain text."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.round.title} – {report.unit.name}"
    yield from wrap(round_words(report), _WIDTH)
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
    """Yield a table's lines: texts to the left, numbers to the right, long texts wrapped."""
    rows = [[cell_text(cell, language) for cell in row] for row in table.rows]
    wrapped = [[wrap(text, _WIDEST) or [""] for text in row] for row in (table.heads, *rows)]
    widths = [max(len(line) for row in wrapped for line in row[n]) for n in range(len(table.heads))]
    for row in wrapped:
        for n in range(max(map(len, row))):
            cells = [cell[n] if n < len(cell) else "" for cell in row]
            first, *others = zip(cells, widths, strict=True)
            line = [first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]
            yield "  ".join(line).rstrip()
