"""Texts of others in the cells of a spreadsheet: never a formula, nothing that no file can hold."""

from __future__ import annotations

import re
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
