"""How messages quote what an author wrote and name what the author may have meant."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

_QUOTED_LENGTH: Final = 40
_LISTED: Final = 16


def quoted(value: object) -> str:
    """Return a value in quotes, on one line and cut where it gets long."""
    text = str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
    return f"'{text if len(text) <= _QUOTED_LENGTH else text[: _QUOTED_LENGTH - 1] + '…'}'"


def described(value: object) -> str:
    """Return what a value of an author's file is, in words that fit after 'not'."""
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    return quoted(value) if isinstance(value, (bool, int, float)) else f"the text {quoted(value)}"


def closest(word: object, known: Sequence[str]) -> str | None:
    """Return the known word that an author may have meant, or none.

    >>> closest("dimention", ["text", "dimension"])
    'dimension'
    """
    folded = {entry.lower().replace("_", "-"): entry for entry in known}
    sought = "-".join(str(word).lower().replace("_", " ").split())
    found = get_close_matches(sought[:200], folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _named_alone(word: str, known: Sequence[str]) -> str | None:
    """Return the only ``<area>/<name>`` that is called by its name alone, or by its file.

    >>> _named_alone("exercises/learn/share.yml", ["learn/share", "dare/ask"])
    'learn/share'
    >>> _named_alone("share", ["learn/share", "dare/share"])
    """
    sought = word.removesuffix(".yml").removesuffix(".yaml")
    found = [one for one in known if "/" in one and f"/{sought}".endswith(f"/{one}")]
    found = found or [one for one in known if "/" in one and one.endswith(f"/{sought}")]
    return found[0] if len(found) == 1 else None


def suggestion(word: object, known: Sequence[str], what: str) -> str | None:
    """Return a hint: the closest known word, or else all of them where they are few.

    :param what: what the known words are, in the plural: ``roles``.
    """
    match = closest(word, known) or _named_alone(str(word), known)
    if match:
        return f"did you mean '{match}'?"
    return f"{what}: {', '.join(known)}" if 0 < len(known) <= _LISTED else None
