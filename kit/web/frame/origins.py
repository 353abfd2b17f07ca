"""From which pages requests may come: exact origins, never ``null``, never a wildcard."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

_ORIGIN: Final = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]{1,5})?")
_METHODS: Final = "POST"
_HEADERS: Final = "content-type, accept-language"


def exact_origins(texts: Iterable[str]) -> tuple[str, ...]:
    """Return origins of books, checked.

    >>> exact_origins(["https://book.example.org"])
    ('https://book.example.org',)

    :raises ValueError: for anything but ``scheme://host[:port]``, such as ``*`` or ``null``.
    """
    found = tuple(texts)
    for text in found:
        if not _ORIGIN.fullmatch(text):
            raise ValueError(f"{text!r} is not an origin such as https://book.example.org")
    return found


def own_origin(scope: Scope) -> str:
    """Return the origin under which this server was asked."""
    return f"{scope['scheme']}://{Headers(scope=scope).get('host', '')}"


def allowed(origin: str, scope: Scope, origins: AbstractSet[str]) -> bool:
    """Whether a page of this origin may send answers: a listed one, or our own."""
    return origin != "null" and (origin in origins or origin == own_origin(scope))


def cors_headers(scope: Scope, origins: AbstractSet[str]) -> dict[str, str]:
    """Return what lets a page of a listed origin read an answer; never with credentials."""
    headers = {"vary": "Origin, Accept-Language"}
    origin = Headers(scope=scope).get("origin", "")
    if allowed(origin, scope, origins):
        headers |= {
            "access-control-allow-origin": origin,
            "access-control-allow-methods": _METHODS,
            "access-control-allow-headers": _HEADERS,
            "access-control-max-age": "600",
        }
    return headers
