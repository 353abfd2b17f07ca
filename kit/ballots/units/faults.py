"""What is wrong with a file of units, for authors in English and for HR in their language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kit.catalogues import msgid, strings
from kit.errors import Place, Problem, closest, quoted

DID_YOU_MEAN: Final = msgid("did you mean '{near}'?")


@dataclass(frozen=True, slots=True)
class UnitFault:
    """One thing that is wrong in one place.

    Texts have ``{name}`` for what ``values`` fill in; they are in the catalogues.
    """

    place: Place
    code: str
    message: str
    hint: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def problem(self) -> Problem:
        """Return it as authors read it."""
        return Problem(self.place, self.code, *self.in_words("en"))

    def in_words(self, language: str) -> tuple[str, str | None]:
        """Return what is wrong and what to do, in a language."""
        say = strings(language).gettext
        filled = {key: shortened(value) for key, value in self.values.items()}
        hint = say(self.hint).format(**filled) if self.hint else None
        return say(self.message).format(**filled), hint


def shortened(value: object) -> str:
    """Return a value on one line, cut where it gets long."""
    return quoted(value)[1:-1]


def near(word: str, known: list[str]) -> tuple[str | None, dict[str, object]]:
    """Return the hint that names the known word nearest to one, if any, with its values."""
    found = closest(word, known)
    return (DID_YOU_MEAN, {"near": found}) if found else (None, {})
