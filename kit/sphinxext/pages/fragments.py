"""How each thing that directives show is made, so that a change of it can be found again.

A recipe is a tuple of words: the name of a function below and its arguments. The directive
makes it and notes a digest of what came out; before the next build it is made again, and only
pages where another digest comes out are read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Final

from kit.agenda import Agenda
from kit.errors import Problem
from kit.frontend import link_exports, render_exercise, render_part
from kit.load import failing_kind
from kit.model import ITEM_FLOOR, K_FLOOR, REST, Exercise, Platform, Workshop
from kit.plugins import FAILURES, agenda_of
from kit.sphinxext.loaded import Loaded, Missing
from kit.sphinxext.pages.fragment_cache import remembered
from kit.sphinxext.pages.nodes import language_classes

Recipe = tuple[str, ...]


class Failed(Exception):  # noqa: N818 - not our error; a plugin's
    """A plugin fails on what it should show."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def make(book: Loaded, recipe: Recipe) -> str:
    """Return what a recipe gives now.

    :raises Missing: if the book has nothing with the id that it names.
    :raises Failed: if the plugin that should show it cannot.
    """
    if recipe not in book.made:
        book.made[recipe] = _MAKERS[recipe[0]](book, recipe[1:])
    return book.made[recipe]


def digest(book: Loaded, recipe: Recipe) -> str:
    """Return a digest of what a recipe gives now; empty if it gives nothing."""
    try:
        return sha256(make(book, recipe).encode()).hexdigest()[:16]
    except (Missing, Failed):
        return ""


def title(book: Loaded, what: str, name: str) -> str:
    """Return the words for a thing that is referred to.

    :raises Missing: if the book has nothing with this id.
    """
    platform = _platform(book)
    entries: Mapping[str, Any] = {
        "exercise": book.text.exercises,
        "workshop": book.text.workshops,
        "focus-area": {area.id: area for area in platform.focus_areas},
        "role": {role.id: role for role in platform.roles},
        "value": {value.id: value for value in platform.values.entries} if platform.values else {},
    }[what]
    if name not in entries:
        raise Missing(what, name)
    entry = entries[name]
    words: str = entry.title if what in {"exercise", "workshop"} else entry.name
    return words


def _platform(book: Loaded) -> Platform:
    if book.platform is None:
        raise Missing("platform", "book/platform.yml")
    return book.platform


def _exercise(book: Loaded, words: Recipe) -> str:
    """``exercise ID LEVEL``: the whole exercise with its title."""
    exercise_id, level = words
    heading = title(book, "exercise", exercise_id)
    try:
        book.kind(exercise_id)
    except KeyError:
        raise Missing("kind", book.text.exercises[exercise_id].kind) from None
    with failures_named(book, exercise_id):
        body = remembered(
            book,
            exercise_id,
            ("page", level),
            lambda kind, exercise, context: render_exercise(
                kind, exercise, context, level=int(level)
            ),
        )
    exports = book.exports.get(exercise_id, ())
    return f"{heading}\n{link_exports(body, exercise_id, exports, book.language)}"


@contextmanager
def failures_named(book: Loaded, exercise_id: str) -> Iterator[None]:
    """Let a kind show an exercise.

    :raises Failed: naming the kind and where it came from, whatever went wrong in it.
    """
    try:
        yield
    except FAILURES as error:
        entry = book.book.exercises[exercise_id]
        problem = failing_kind(book.book.discovery, entry.value.kind, entry.path, error)
        raise Failed(problem) from error


def _title(book: Loaded, words: Recipe) -> str:
    """``title TYPE ID``: the words, and how they are marked."""
    text = title(book, *words)
    return " ".join([text, *language_classes(text)])


def _part(book: Loaded, words: Recipe) -> str:
    """``part NAME LEVEL``."""
    return _rendered(book, words[0], level=int(words[1]))


def _focus_area(book: Loaded, words: Recipe) -> str:
    """``focus-area ID LEVEL SHOWN...``."""
    area_id, level, *shown = words
    title(book, "focus-area", area_id)
    area = _platform(book).focus_area(area_id)
    offered = _workshops_of(book, area_id)
    return _rendered(book, "focus-area", level=int(level), area=area, show=shown, workshops=offered)


def _roles(book: Loaded, words: Recipe) -> str:
    """``roles LEVEL IDS...``."""
    level, *ids = words
    for role_id in ids:
        title(book, "role", role_id)
    chosen = [role for role in _platform(book).roles if not ids or role.id in ids]
    return _rendered(book, "roles", level=int(level), roles=chosen)


def _film(book: Loaded, words: Recipe) -> str:
    """``film ID LEVEL``."""
    film_id, level = words
    for film in _platform(book).films:
        if film.id == film_id:
            return _rendered(book, "film", level=int(level), film=film)
    raise Missing("film", film_id)


def _workshop(book: Loaded, words: Recipe) -> str:
    """``workshop NAME LEVEL``."""
    name, level = words
    heading = title(book, "workshop", name)
    body = _rendered(
        book,
        "workshop",
        level=int(level),
        name=name,
        workshop=book.text.workshops[name],
        exercises=book.text.exercises,
    )
    return f"{heading}\n{body}"


def _workshops(book: Loaded, words: Recipe) -> str:
    """``workshops LEVEL FILTER=VALUE...``: the shortest first."""
    level, *filters = words
    wanted = dict(word.split("=", 1) for word in filters)
    chosen = _workshops_of(book, wanted.get("focus-area"))
    times = {name: _times_of(workshop) for name, workshop in chosen.items()}
    return _rendered(
        book, "workshops", level=int(level), workshops=chosen, times=times, all=not wanted
    )


def _times_of(workshop: Workshop) -> list[tuple[int, str]]:
    """Return in how many minutes a workshop can be done, and by which variant; "" is the usual."""
    found = {workshop.minutes: ""}
    for variant in workshop.variants:
        if variant.fits == "time":
            found.setdefault(variant.minutes, variant.id)
    return sorted(found.items())


def _workshops_of(book: Loaded, area_id: str | None) -> dict[str, Workshop]:
    """Return the workshops of a focus area, or all, by name; the shortest first."""
    by_time = sorted(book.text.workshops.items(), key=lambda entry: entry[1].minutes)
    return {name: workshop for name, workshop in by_time if area_id in (None, workshop.focus_area)}


def agendas(book: Loaded, name: str) -> dict[str, Agenda]:
    """Return the agendas of the exercises that a workshop uses, by id.

    :raises Failed: if a kind cannot say one.
    """
    activities = book.text.workshops[name].activities
    used = {activity.exercise for activity in activities if activity.exercise}
    found: dict[str, Agenda] = {}
    for exercise_id in sorted(used & book.text.exercises.keys()):
        exercise = book.text.exercises[exercise_id]
        if exercise.kind in book.book.kinds:
            with failures_named(book, exercise_id):
                kind, context = book.kind(exercise_id), book.context(exercise_id)
                found[exercise_id] = agenda_of(kind, exercise, context)
    return found


def _exercises(book: Loaded, words: Recipe) -> str:
    """``exercises LEVEL FILTER=VALUE...``: the shortest first, for one with little time."""
    level, *filters = words
    wanted = dict(word.split("=", 1) for word in filters)
    by_time = sorted(book.text.exercises.items(), key=lambda entry: entry[1].minutes)
    chosen = {
        exercise_id: exercise
        for exercise_id, exercise in by_time
        if _fits(exercise_id, exercise, wanted)
    }
    return _rendered(book, "exercises", level=int(level), exercises=chosen)


def _privacy(book: Loaded, words: Recipe) -> str:
    """``privacy PART LEVEL COLLECTOR``: what happens to answers in this book."""
    part, level, collector = words
    return _rendered(
        book,
        part,
        level=int(level),
        collector=collector,
        collecting=[(name, book.text.exercises[name].title) for name in collecting(book)],
        k=K_FLOOR,
        k_items=ITEM_FLOOR,
        rest_days=REST.days,
    )


def collecting(book: Loaded) -> list[str]:
    """Return the ids of the exercises whose answers can be collected.

    :raises Failed: if a kind cannot say so.
    """
    return [exercise_id for exercise_id in book.text.exercises if _collects(book, exercise_id)]


def _collects(book: Loaded, exercise_id: str) -> bool:
    try:
        kind = book.kind(exercise_id)
    except KeyError:
        return False
    with failures_named(book, exercise_id):
        exercise = book.text.exercises[exercise_id]
        return kind.response(exercise, _platform(book)) is not None


def _fits(exercise_id: str, exercise: Exercise, wanted: Mapping[str, str]) -> bool:
    tests: dict[str, Callable[[str], bool]] = {
        "focus-area": lambda value: exercise_id.partition("/")[0] == value,
        "kind": lambda value: exercise.kind == value,
        "role": lambda value: not exercise.roles or value in exercise.roles,
        "develops": lambda value: value in exercise.develops,
        "max-minutes": lambda value: exercise.minutes <= int(value),
    }
    return all(tests[name](value) for name, value in wanted.items())


def _rendered(book: Loaded, part: str, **params: Any) -> str:
    return render_part(part, _platform(book), language=book.language, **params)


_MAKERS: Final[Mapping[str, Callable[[Loaded, Recipe], str]]] = {
    "exercise": _exercise,
    "title": _title,
    "part": _part,
    "focus-area": _focus_area,
    "roles": _roles,
    "film": _film,
    "workshop": _workshop,
    "workshops": _workshops,
    "exercises": _exercises,
    "privacy": _privacy,
}
