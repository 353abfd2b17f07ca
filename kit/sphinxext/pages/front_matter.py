"""Dates in the front matter of a page, which may stand without quotes."""

from __future__ import annotations

import re
from typing import Final

from sphinx.application import Sphinx

_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\r?\n.*?^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_DATE: Final = re.compile(r"(:[ \t]+)(\d{4}-\d{2}-\d{2})(?=[ \t]*(?:[,}#\r]|$))", re.MULTILINE)


def on_source_read(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Quote the dates: MyST-Parser cannot write a date below a key, and gives up the build."""
    source[0] = _FRONT_MATTER.sub(lambda match: quoted(match[0]), source[0], count=1)


def quoted(text: str) -> str:
    """Return front matter with its dates in quotes.

    >>> quoted("kit: {review_by: 2027-06-01, owner: HR}")
    'kit: {review_by: "2027-06-01", owner: HR}'
    >>> quoted("  review_by: 2027-06-01")
    '  review_by: "2027-06-01"'
    """
    return _DATE.sub(r'\1"\2"', text)
