"""Which language a person is answered in."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers, QueryParams
from starlette.types import Scope

from kit.catalogues import languages

_FALLBACK: Final = "en"
_NEAR: Final = {"no": "nb", "da": "nb"}
"""Languages that may lack a catalogue of their own, and the nearest that has one."""
_LONGEST: Final = 500
"""No browser sends a longer list."""


def asked_language(scope: Scope) -> str | None:
    """Return the language that the address asks for (``?lang=nb``); none if it asks for none."""
    asked = QueryParams(scope.get("query_string", b"")).get("lang", "")
    return asked if asked in languages() else None


def language_of(scope: Scope) -> str:
    """Return the language of an answer: the address's, then the browser's, then English."""
    return asked_language(scope) or preferred(Headers(scope=scope).get("accept-language", ""))


def preferred(header: str) -> str:
    """Return the language that suits an ``Accept-Language`` header best.

    >>> preferred("da, en;q=0.8")
    'nb'
    >>> preferred("fi, sv;q=0.5, nn;q=0.9")
    'nn'
    >>> preferred("tlh")
    'en'
    """
    known = languages()
    ranked = sorted(map(_ranked, header[:_LONGEST].split(",")), key=lambda pair: -pair[1])
    for tag, quality in ranked:
        short = tag.split("-")[0]
        found = short if short in known else _NEAR.get(short, short)
        if found in known and quality > 0:
            return found
    return _FALLBACK


def _ranked(entry: str) -> tuple[str, float]:
    tag, _, parameter = entry.partition(";")
    _, _, quality = parameter.partition("q=")
    try:
        return tag.strip().lower(), float(quality) if quality else 1.0
    except ValueError:
        return tag.strip().lower(), 0.0
