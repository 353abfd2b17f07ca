"""Find words that point at one person in a unit, in the languages that the kit speaks."""

from __future__ import annotations

import re
from typing import Final

# Each unit has one person with this part: Bokmål and Nynorsk, Swedish, English.
_NOUNS: Final = (
    "leder|leiar|sjef|rektor|styrer|verneombud|verneombod|tillitsvalgt|tillitsvald"
    "|ledare|chef|skyddsombud|föreståndare"
    "|leader|manager|boss|supervisor|headteacher|foreman"
)
_OWN: Final = "min|mi|mitt|vår|vårt|our|my"
_NEAREST: Final = "nærmeste|nærmaste|næraste|närmaste|närmsta|immediate|line|direct"

_NOUN: Final = rf"\w*(?:{_NOUNS})"
_PERSON: Final = re.compile(
    rf"\b(?:(?:{_OWN})\s+(?:\w+\s+)?{_NOUN}\b"
    rf"|{_NOUN}(?:en|n|et|a|e)?\s+(?:{_OWN})\b"
    rf"|(?:{_NEAREST})\s+{_NOUN}(?:en|n)?\b)",
    re.IGNORECASE,
)


def identifiable_person(text: str) -> str | None:
    """Return the words that point at one person, or none.

    >>> identifiable_person("Min nærmeste leder spør oss om råd")
    'Min nærmeste leder'
    >>> identifiable_person("Våre ledere spør oss om råd") is None
    True
    """
    found = _PERSON.search(text)
    return found.group() if found else None
