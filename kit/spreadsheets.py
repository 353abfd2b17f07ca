"""Texts of others in the cells of a spreadsheet: never a formula, nothing that no file can hold."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - wide signs count, too
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return a text with spaces for the signs that no workbook or document can hold."""
    return _UNSEEN.sub(" ", text)


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet could take a cell for a formula, or for the end of the cell.

    See https://owasp.org/www-community/attacks/CSV_Injection.
    """
    return _FORMULA.match(text) is not None


def as_cell(text: str) -> str:
    """Return a text as a cell of a CSV file that stays a text: an apostrophe guards it.

    >>> as_cell("=1+1"), as_cell("one + one")
    ("'=1+1", 'one + one')
    """
    text = printable(text)
    return f"'{text}" if is_formula(text) else text


def semicolon_csv(rows: Iterable[Iterable[str]]) -> str:
    """Return rows of texts as Scandinavian spreadsheets open them, and none as a formula.

    In a file it begins with a byte order mark (``utf-8-sig``): only then Excel reads å, ä and ö.
    """
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(map(as_cell, row) for row in rows)
    return out.getvalue()
