"""What a problem weighs: an error keeps a book from being shown, a warning deserves a look.

An *error* says that a page would be wrong, missing or unsafe. A *warning* says that something has
no effect, or is left out for some readers; strict books take it for an error. *Advice* is a warning
that is never more: it judges a text or its upkeep, or is no fault of the book.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kit.errors.problem import Problem, Severity

ADVICE: Final = frozenset(
    {
        "broken-plugin",
        "exercise-not-shown",
        "film-without-transcript",
        "hard-to-read",
        "identifiable-person",
        "item-period",
        "item-wording",
        "long-sentence",
        "missing-key",
        "missing-translation",
        "no-exercises",
        "nothing-collected",
        "page-not-listed",
        "review-date-passed",
        "set-aside",
        "word-to-avoid",
    }
)
"""Codes whose warnings stay warnings in strict books."""

ACCEPTED: Final = frozenset(
    {
        "broken-bibliography",
        "broken-formula",
        "broken-link",
        "build",
        "duplicate-key",
        "duplicate-label",
        "foreign-host",
        "missing-heading",
        "missing-image",
        "missing-page",
        "unknown-directive",
        "ragged-table",
        "unknown-setting",
        "unknown-source",
        "unknown-substitution",
        "wrong-type",
    }
)
"""Codes of what Jupyter Book builds all the same: in an ordinary book they are warnings."""


def weigh(problems: Iterable[Problem], *, strict: bool, ordinary: bool) -> tuple[Problem, ...]:
    """Return the problems with the weight that they have in a book.

    :param strict: whether the book takes warnings for errors.
    :param ordinary: whether it is an ordinary Jupyter Book, which is built wherever Jupyter Book
        itself would build it.
    """
    return tuple(_weighed(problem, strict=strict, ordinary=ordinary) for problem in problems)


def _weighed(problem: Problem, *, strict: bool, ordinary: bool) -> Problem:
    if problem.severity is Severity.WARNING:
        if strict and problem.code not in ADVICE:
            return replace(problem, severity=Severity.ERROR)
    elif ordinary and not strict and problem.code in ACCEPTED:
        return replace(problem, severity=Severity.WARNING)
    return problem
