"""Results to practise on: the figures of an exercise that invented colleagues have answered."""

from __future__ import annotations

from collections.abc import Iterable

from kit.model import Exercise
from kit.plugins import Context, Kind
from kit.sphinxext.loaded import Loaded
from kit.sphinxext.pages.fragment_cache import remembered
from kit.sphinxext.pages.fragments import failures_named


def practice_results(book: Loaded, exercises: Iterable[str]) -> dict[str, str]:
    """Return a result as HTML for each of some exercises that may be collected, by its id.

    A book from which nothing is sent has none: there is no such result to be practised on.

    :raises Failed: if a kind cannot say what is collected.
    """
    found: dict[str, str] = {}
    for exercise_id in sorted(set(exercises)) if book.collector else ():
        exercise = book.text.exercises.get(exercise_id)
        if exercise and exercise.kind in book.book.kinds:
            with failures_named(book, exercise_id):
                found[exercise_id] = remembered(book, exercise_id, ("practice",), _result)
    return {exercise_id: html for exercise_id, html in found.items() if html}


def _result(kind: Kind, exercise: Exercise, context: Context) -> str:
    shape = kind.response(exercise, context.platform)
    if shape is None:
        return ""
    # Most pages need none of it.
    from kit.reports import practice_report, wall_result  # noqa: PLC0415

    report = practice_report(context.exercise_id, str(exercise.title), shape, context.language)
    return str(wall_result(report, practice=True))
