"""Who sees to a measure, as a role: what is handed on names nobody unless that was asked for."""

from __future__ import annotations

import re
from typing import Final

from kit.measures.faults import looks_like_a_name

_BETWEEN: Final = re.compile(r"\s*[,;/()&+\n]\s*")
_LONGEST: Final = 3
"""Letters of somebody's initials."""
_ARE_ROLES: Final = frozenset({"HR", "HMS", "AMU", "SAM"})
"""Short as initials, and read as what they are."""


def roles_only(text: str) -> str:
    """Return a text without initials and full names; a first name alone is not recognised.

    >>> roles_only("team leader, KN"), roles_only("K.N."), roles_only("HR/team A")
    ('team leader', '', 'HR, team A')
    """
    parts = (_of_roles(part.strip()) for part in _BETWEEN.split(text))
    return ", ".join(part for part in parts if part)


def _of_roles(part: str) -> str:
    if looks_like_a_name(part):
        return ""
    words = part.split()
    if all(_may_be_initials(word, alone=True) for word in words):
        return ""
    return " ".join(word for word in words if not _may_be_initials(word, alone=False))


def _may_be_initials(word: str, *, alone: bool) -> bool:
    """Return whether a word may be; beside others a single letter is the name of a team."""
    letters = re.sub(r"[.\-]", "", word)
    if word in _ARE_ROLES or not letters.isalpha() or len(letters) > _LONGEST:
        return False
    if alone and len(letters) < _LONGEST:
        return True
    return letters.isupper() and (len(letters) > 1 or "." in word)
