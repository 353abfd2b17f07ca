"""Numbers and dates in the reader's way of writing."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol

from kit.catalogues import locale_of
from kit.reports.report import Score

_SIGNS: Final = {"=": "", "<=": "≤ ", ">=": "≥ "}


@cache
def one_decimal(number: float, language: str) -> str:
    """Return a number with one decimal.

    >>> one_decimal(3.4, "nb"), one_decimal(3.4, "en")
    ('3,4', '3.4')
    """
    return format_decimal(number, format="0.0", locale=locale_of(language))


def score_text(score: Score, language: str) -> str:
    """Return a score as it is shown: a mean, or the sign of a bound before it.

    >>> score_text(Score(respondents=6, mean=4.5, bound=">="), "nb")
    '≥ 4,5'
    """
    return _SIGNS[score.bound] + one_decimal(score.mean, language)


def plain_number(number: float, language: str) -> str:
    """Return a number without needless decimals.

    >>> plain_number(5.0, "nb"), plain_number(2.5, "nb")
    ('5', '2,5')
    """
    return format_decimal(number, format="0.###", locale=locale_of(language))


def short_day(date_: date, language: str) -> str:
    """Return a date that is short enough to stand in a figure.

    >>> short_day(date(2026, 11, 3), "en")
    'Nov 2026'
    """
    return format_date(date_, format="MMM y", locale=locale_of(language))


def has_decimal_comma(language: str) -> bool:
    """Return whether the language writes 3,4 for what English writes as 3.4."""
    return get_decimal_symbol(locale_of(language)) == ","
