"""How a language calls itself, and writes numbers and dates."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

_SHORT: Final = {
    "no": "nb",
    "nor": "nb",
    "nob": "nb",
    "nno": "nn",
    "swe": "sv",
    "eng": "en",
    "dan": "da",
    "dk": "da",
    "sme": "se",
    "smi": "se",
    "fin": "fi",
}


def right_tag(language: str) -> str | None:
    """Return the tag to write instead of one that names no written language or has a shorter one.

    >>> right_tag("no"), right_tag("nob-NO"), right_tag("nb")
    ('nb', 'nb', None)
    """
    return _SHORT.get(language.partition("-")[0])


@cache
def locale_of(language: str) -> Locale:
    """Return the language's way of writing; English for a language that Babel does not know."""
    try:
        # English in our countries is British: the day before the month.
        return Locale.parse("en-GB" if language == "en" else language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def language_name(language: str) -> str:
    """Return a language's own name for itself.

    >>> language_name("nb")
    'Norsk bokmål'
    """
    try:
        name = Locale.parse(language, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return f"{name[0].upper()}{name[1:]}" if name else language


def day(date_: date, language: str) -> str:
    """Return a date in words.

    >>> day(date(2026, 11, 3), "nb")
    '3. november 2026'
    >>> day(date(2026, 11, 3), "en")
    '3 November 2026'
    """
    return format_date(date_, format="long", locale=locale_of(language))
