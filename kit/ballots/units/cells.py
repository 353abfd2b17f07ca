"""A table as spreadsheets save it (CSV): its cells, and where each of them stands."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SEPARATORS: Final = ";\t,"
MOST_CELLS: Final = 50
"""Cells of a line that are looked at; a table of units has four."""
MOST_LINES: Final = 20_000
"""More than any organisation has units. To look at a file of nothing but separators, or of nothing
but line breaks, would keep a server busy for seconds."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text on one line, and the line and column in the file at which it begins."""

    text: str
    line: int
    column: int


class CellsFault(Enum):
    """Why a file is no table."""

    UNCLOSED = "unclosed"
    """A quotation mark is never closed."""
    LONG_CELL = "long-cell"
    MANY_CELLS = "many-cells"
    MANY_LINES = "many-lines"


class CellsError(Exception):
    """The file is no table from some place on."""

    def __init__(self, fault: CellsFault, line: int, column: int = 1) -> None:
        super().__init__(fault, line, column)
        self.fault, self.line, self.column = fault, line, column


def table_text(data: bytes) -> str | None:
    """Return the text of a table in any encoding that Excel saves it in; none if it is no text.

    That is UTF-8, UTF-16 ("Unicode text") and, from its first entry "CSV", the encoding of Windows.
    """
    marked = next((code for mark, code in _MARKS.items() if data.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def separator_of(text: str) -> str:
    """Return what separates the cells of a table: what its first line has most of."""
    told = re.match(r"sep=(.)[\r\n]", text)
    return told[1] if told else max(_SEPARATORS, key=re.split("[\r\n]", text)[0].count)


def rows_of(text: str, separator: str) -> Iterator[list[Cell]]:
    """Yield the cells of each row; a cell may have line breaks, and a row no cell at all.

    :raises CellsError: where a quotation mark is never closed, or where there is too much.
    """
    places = list(_places(text, separator))
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=separator != " "
    )
    try:
        for number, (values, where) in enumerate(zip(reader, places, strict=False)):
            if number or not text.startswith("sep="):
                pairs = zip(values, where, strict=False)
                yield [Cell(" ".join(value.split()), *place) for value, place in pairs]
    except csv.Error:
        raise CellsError(CellsFault.LONG_CELL, reader.line_num) from None


def _places(text: str, separator: str) -> Iterator[list[tuple[int, int]]]:
    """Yield line and column of each cell of each row, as the module ``csv`` sees them."""
    sign = re.escape(separator)
    plain = rf"[^{sign}\r\n]*"
    quoted = rf'"(?:[^"]|"")*+(?P<closed>"?){plain}'
    cell = re.compile(rf" *(?P<text>{quoted}|{plain})(?P<end>{sign}|\r\n?|\n|\Z)")
    row: list[tuple[int, int]] = []
    at, line, begins = 0, 1, 0
    while at < len(text) or row:
        found = cell.match(text, at)
        assert found is not None  # noqa: S101 - it matches everywhere, if only nothing
        place = (line, found.start("text") - begins + 1)
        if found["closed"] == "":
            raise CellsError(CellsFault.UNCLOSED, *place)
        if line > MOST_LINES:
            raise CellsError(CellsFault.MANY_LINES, *place)
        if len(row) == MOST_CELLS:
            raise CellsError(CellsFault.MANY_CELLS, *place)
        row.append(place)
        breaks = list(re.finditer(r"\r\n?|\n", found["text"] + found["end"]))
        if breaks:
            line += len(breaks)
            begins = found.start("text") + breaks[-1].end()
        at = found.end()
        if found["end"] != separator:
            yield row
            row = []
