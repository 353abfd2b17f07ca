"""Dates in the front matter of a page, which may stand without quotes."""

from __future__ import annotations

from sphinx.application import Sphinx

from kit.checks import FRONT_MATTER
from kit.source import is_date_elsewhere, read_bytes


def on_source_read(_app: Sphinx, page: str, source: list[str]) -> None:
    """Quote the dates: MyST-Parser cannot write a date below a key, and gives up the build."""
    source[0] = with_quoted_dates(source[0], page)


def with_quoted_dates(text: str, page: str = "") -> str:
    r"""Return a page whose front matter has its dates in quotes; as it is if nobody can read that.

    >>> with_quoted_dates("---\nkit: {review_by: 2027-06-01, owner: HR}\n---\n")
    '---\nkit: {review_by: "2027-06-01", owner: HR}\n---\n'
    """
    match = FRONT_MATTER.match(text)
    document = read_bytes(match[1].encode(), page).document if match else None
    if match is None or document is None:
        return text
    return text[: match.start(1)] + document.with_quotes(is_date_elsewhere) + text[match.end(1) :]
