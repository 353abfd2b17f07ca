"""The pages of a book: which there are, what they show, and what is wrong in their front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final, Protocol

from kit.checks.contents import Contents
from kit.checks.markup import read_markup, read_texts
from kit.checks.notebook import read_cells
from kit.checks.spots import Markup, Spot
from kit.errors import ADVICE, Place, Problem, Severity, closest
from kit.load import Book, problem_at, validate_data
from kit.model import Page as PageSchema
from kit.source import read_bytes, read_text

_BOOK: Final = "book"
_INDENTED: Final = re.compile(r"^[ \t]+(\w+):", re.MULTILINE)
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Review:
    """The last day on which a page may stand without being read again, and where it says so."""

    by: date
    place: Place


class Location(Protocol):
    """Where Markdown stands that is not a file of its own."""

    def place(self, path: str, line: int, column: int) -> Place:
        """Return where a line of it stands; ``path`` is that of the page."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """A page of prose: its path in the project, what it says and points to, its review date."""

    path: str
    listed: bool
    markup: Markup = field(default_factory=Markup)
    review: Review | None = None
    location: Location | None = None
    """Where its Markdown stands, if it is a notebook or a translation."""
    substitutions: frozenset[str] = frozenset()
    """The names that its front matter says what they stand for."""

    @property
    def top(self) -> Place:
        """Where it begins."""
        return Place(self.path)

    def place(self, spot: Spot) -> Place:
        """Return where something on the page is."""
        return self.at(spot.line, spot.column)

    def at(self, line: int, column: int) -> Place:
        """Return the place of a line of its Markdown."""
        if self.location is None:
            return Place(self.path, line, column)
        return self.location.place(self.path, line, column)


def read_pages(book: Book, contents: Contents) -> tuple[dict[str, Page], list[Problem]]:
    """Return the book's Markdown pages by path, listed or not, and what is wrong with reading."""
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    unlisted = () if book.ordinary else _unlisted(book, contents)
    for path in sorted({*contents.pages, *unlisted}):
        if path.endswith(".ipynb"):
            cells, found = read_cells(book.root, path)
            problems += found
            if not found:
                listed = path in contents.pages
                pages[path] = Page(path, listed, read_texts(cells.texts), location=cells)
        if not path.endswith(".md"):
            continue
        text, found = read_text(book.root / path, path)
        problems += found
        if text is not None:
            text = text.removeprefix("\ufeff")
            review, found = _read_front_matter(path, text)
            problems += [
                problem for problem in found if not (book.ordinary and _is_advice(problem))
            ]
            listed, markup = path in contents.pages, read_markup(text)
            pages[path] = Page(path, listed, markup, review, substitutions=_given(text))
    return pages, problems


def check_listed(book: Book, pages: dict[str, Page], contents: Contents) -> Iterator[Problem]:
    """Yield the pages that the contents do not list and the exercises that no page shows."""
    for page in pages.values():
        if contents.readable and not page.listed and page.path not in contents.meant:
            yield Problem(
                Place(page.path),
                "page-not-listed",
                "the contents do not list this page",
                f"write 'file: {page.path.removesuffix('.md')}' in _toc.yml",
                Severity.WARNING,
            )
    ids = sorted(book.exercise_ids)
    # An exercise that a page shows by a misspelt id is shown: the id is what is wrong.
    shown = {
        spot.text if spot.text in book.exercise_ids else closest(spot.text, ids)
        for page in pages.values()
        for spot in page.markup.directives
        if spot.name == "kit-exercise"
    }
    for exercise_id in (name for name in ids if name not in shown):
        yield Problem(
            Place(f"exercises/{exercise_id}.yml"),
            "exercise-not-shown",
            "no page shows this exercise",
            f"write ```{{kit-exercise}} {exercise_id} on a page, and ``` below it",
            Severity.WARNING,
        )


def _unlisted(book: Book, contents: Contents) -> Iterator[str]:
    """Yield the pages under ``book/`` that the contents do not list."""
    setting: Any = book.config.data.get("exclude_patterns") if book.config else None
    excluded = [str(pattern) for pattern in setting] if isinstance(setting, list) else []
    for path in sorted((book.root / _BOOK).rglob("*.md")):
        name = path.relative_to(book.root).as_posix()
        hidden = any(part.startswith((".", "_")) for part in Path(name).parts)
        left_out = any(fnmatch(name, pattern) for pattern in excluded)
        if path.is_file() and name not in contents.pages and not hidden and not left_out:
            yield name


def _read_front_matter(path: str, text: str) -> tuple[Review | None, list[Problem]]:
    match = _FRONT_MATTER.match(text)
    if not match or not match.group(1).strip():
        return None, [_unmaintained(path)]
    # The line of dashes above becomes an empty line, so that every place is right.
    reading = read_bytes(f"\n{match.group(1)}".encode(), path)
    problems = list(reading.problems)
    document = reading.document
    matter = document.data.get("kit") if document else None
    if document is None:
        return None, problems
    if matter is None:
        return None, [*problems, _unmaintained(path)]
    if not isinstance(matter, dict):
        place = document.place(("kit",))
        return None, [Problem(place, "wrong-type", "'kit' should be keys with values")]
    result = validate_data(matter, PageSchema, "page", "'kit'")
    problems += [problem_at(document, fault, within=("kit",)) for fault in result.faults]
    if result.value is None:
        return None, problems
    return Review(result.value.review_by, document.place(("kit", "review_by"))), problems


def _given(text: str) -> frozenset[str]:
    """Return the names that a front matter gives to substitutions; some more do no harm."""
    match = _FRONT_MATTER.match(text)
    if not match or "substitutions:" not in match[1]:
        return frozenset()
    return frozenset(_INDENTED.findall(match[1]))


def _is_advice(problem: Problem) -> bool:
    return problem.severity is Severity.WARNING and problem.code in ADVICE


def _unmaintained(path: str) -> Problem:
    return Problem(
        Place(path),
        "missing-key",
        "the page does not say who keeps it",
        "put 'kit:' with 'schema', 'owner' and 'review_by' between two lines '---' at its top",
        Severity.WARNING,
    )
