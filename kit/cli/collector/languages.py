"""The language that somebody asks for, if an exercise has it."""

from __future__ import annotations

from kit.ballots import Collectable
from kit.errors import UsageError


def language_of(exercise: Collectable, wanted: str) -> str:
    """Return the language that is wanted, or that of the exercise if none is.

    :raises UsageError: if the exercise was not translated into it.
    """
    if not wanted:
        return exercise.language
    if wanted not in exercise.wording:
        known = ", ".join(exercise.wording)
        raise UsageError(f"the exercise has no language {wanted!r}; it has {known}")
    return wanted
