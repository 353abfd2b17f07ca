"""Write an exercise to start from: the kind's example, fitted to the book."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from kit.checks import find_page
from kit.errors import AuthorError, Place, Problem, Severity, closest, suggestion
from kit.files import write_whole
from kit.load import RESTORE, Book, failing_kind, load_book, origin_of
from kit.model import ExerciseId
from kit.plugins import FAILURES, Kind
from kit.projects.days import one_year_after
from kit.projects.fitting import fitted
from kit.projects.target import PLATFORM_FILE
from kit.projects.writing import write_missing

_ID: Final = TypeAdapter(ExerciseId)


@dataclass(frozen=True, slots=True)
class Added:
    """The new file, and what to write on which page so that readers see the exercise."""

    path: str
    page: str
    directive: str


def add_exercise(
    root: Path, kind: str, exercise: str, *, show: str | None = None, today: date | None = None
) -> Added:
    """Write ``exercises/<exercise>.yml`` from the kind's commented example.

    Without ``show``, the page is left to the author, who knows where on it the exercise belongs;
    until then ``kit check`` reports ``exercise-not-shown``. The file is to be read again one year
    from ``today``, which is the current date unless told otherwise.

    :param exercise: the id, ``<focus-area>/<name>``.
    :param show: a Markdown page of the book, at whose end the exercise is placed.
    :raises AuthorError: with every reason why it cannot be written; then nothing is.
    """
    book = load_book(root)
    path = f"exercises/{exercise}.yml"
    page = None if show is None else find_page(root, show)
    problems = list(_obstacles(book, kind, exercise, path))
    if show is not None and (page is None or not page.endswith(".md")):
        meant = closest(show, [f"book/focus-areas/{area}" for area in _areas(book)])
        hint = f"did you mean '{meant}'?" if meant else "name one as in book/focus-areas/learn"
        message = f"there is no page '{show}' of Markdown to show it on"
        problems.append(Problem(Place(path), "missing-page", message, hint))
    if problems or book.platform is None:
        raise AuthorError(problems)
    platform = book.platform.value
    text = fitted(
        _example(book, kind, platform.language, path),
        owner=platform.owner,
        review_by=one_year_after(today or date.today()),  # noqa: DTZ011 - the author's own day
        scales=platform.scales,
        path=path,
    )
    _require_valid(book, book.kinds[kind], text, path)
    if path in write_missing(root, {path: text.encode()}).kept:
        raise AuthorError([_exists(path)])
    directive = f"```{{kit-exercise}} {exercise}\n```"
    if page is not None:
        _place(root / page, directive)
    area = exercise.partition("/")[0]
    return Added(path, page or f"book/focus-areas/{area}.md", directive)


def _place(page: Path, directive: str) -> None:
    """Write a directive below everything that a page says; its own line ends stay."""
    data = page.read_bytes()
    end = b"\r\n" if b"\r\n" in data else b"\n"
    block = directive.encode().replace(b"\n", end)
    write_whole(page, data.rstrip() + end + end + block + end)


def _obstacles(book: Book, kind: str, exercise: str, path: str) -> Iterator[Problem]:
    place = Place(path)
    if book.platform is None:
        lost = Problem(Place(PLATFORM_FILE), "missing-platform", "an exercise needs one", RESTORE)
        found = [p for p in book.problems if p.place.path == PLATFORM_FILE]
        yield from found or [lost]
        return
    platform = book.platform.value
    if kind not in book.kinds:
        hint = suggestion(kind, list(book.kinds), "installed") or "'kit plugins' lists them"
        yield Problem(place, "unknown-kind", f"no plugin offers the kind '{kind}'", hint)
    try:
        _ID.validate_python(exercise)
    except ValidationError:
        hint = "write it as in learn/looking-back, with small letters, digits and hyphens"
        message = f"'{exercise}' is not the id of an exercise"
        yield Problem(place, "invalid-id", message, hint)
        return
    area = exercise.partition("/")[0]
    areas = _areas(book)
    if area not in areas:
        message = f"the platform has no focus area '{area}'"
        yield Problem(place, "unknown-focus-area", message, suggestion(area, areas, "focus areas"))
    if (book.root / path).exists():
        yield _exists(path)
    if kind in book.kinds and not platform.scales and _needs_scale(book.kinds[kind]):
        yield Problem(
            book.platform.place(()),
            "unknown-scale",
            "the platform has no scale for the answers",
            "write one under 'scales:'; docs/authors.md shows how",
        )


def _areas(book: Book) -> list[str]:
    return [area.id for area in book.platform.value.focus_areas] if book.platform else []


def _exists(path: str) -> Problem:
    return Problem(Place(path), "file-exists", "the file is there already", "choose another name")


def _needs_scale(kind: Kind) -> bool:
    field = kind.model.model_fields.get("scale")
    return field is not None and field.is_required()


def _example(book: Book, kind: str, language: str, path: str) -> str:
    try:
        return book.kinds[kind].example(language)
    except FAILURES as error:
        raise AuthorError([failing_kind(book.discovery, kind, path, error)]) from error


def _require_valid(book: Book, kind: Kind, text: str, path: str) -> None:
    """Refuse a plugin's example that is not a valid exercise of this book."""
    with tempfile.TemporaryDirectory(prefix="kit-") as folder:
        copy = Path(folder)
        # What the disk refuses here is no fault of the plugin's.
        write_missing(copy, _book_with(book, text, path))
        try:
            problems = [p for p in _problems_in(copy, path) if p.severity is Severity.ERROR]
        except FAILURES as error:
            raise AuthorError([failing_kind(book.discovery, kind.name, path, error)]) from error
    if problems:
        origin = origin_of(book.discovery, kind.name)
        raise AuthorError(
            Problem(
                Place(path),
                "broken-plugin",
                f"the example of '{kind.name}' from {origin} is not valid: {problem.message}",
                "tell the maker of the plugin, or write the file yourself",
            )
            for problem in problems[:1]
        )


def _book_with(book: Book, text: str, path: str) -> dict[str, bytes]:
    """Return the files of a book that has this exercise and no other."""
    names = (PLATFORM_FILE, *_plugin_files(book.root))
    return {path: text.encode()} | {name: (book.root / name).read_bytes() for name in names}


def _problems_in(copy: Path, path: str) -> Iterator[Problem]:
    """Yield what loading, and the kind itself, say of the one exercise of a book."""
    loaded = load_book(copy)
    yield from (problem for problem in loaded.problems if problem.place.path == path)
    for exercise_id, entry in loaded.exercises.items():
        kind: Any = loaded.kinds[entry.value.kind]
        for finding in kind.check(entry.value, loaded.context(exercise_id)):
            place = entry.place(finding.key)
            yield Problem(place, finding.code, finding.message, severity=finding.severity)


def _plugin_files(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in sorted((root / "plugins").glob("*.py"))]
