"""The pages of a book: which there are, what they show, and what is wrong in their front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final, Protocol

from kit.checks.markdown.markup import read_markup, read_texts
from kit.checks.markdown.notebook import read_cells
from kit.checks.markdown.spots import Markup, Spot
from kit.checks.pages.front_matter import Review, read_front_matter, substituted
from kit.checks.settings.contents import Contents
from kit.errors import ADVICE, Place, Problem, Severity, closest
from kit.load import Book
from kit.source import read_text

_BOOK: Final = "book"


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
    formerly: Mapping[str, Place] = field(default_factory=dict)
    """The names that it had before, as ``book/old-name``, and where each is written."""
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
            matter = read_front_matter(path, text)
            problems += [
                problem
                for problem in matter.problems
                if not (book.ordinary and _is_advice(problem))
            ]
            pages[path] = Page(
                path,
                path in contents.pages,
                read_markup(text),
                matter.review,
                formerly=matter.formerly,
                substitutions=substituted(text),
            )
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


def check_former_names(pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yield a problem for a former name that another page has or had: a link leads to one only."""
    names = {path.rpartition(".")[0] for path in pages}
    owners: dict[str, str] = {}
    for page in pages.values():
        for former, place in page.formerly.items():
            if former in names or former in owners:
                whose = (
                    "is a page of today" if former in names else f"was also '{owners[former]}' once"
                )
                yield Problem(
                    place,
                    "duplicate-id",
                    f"'{former}' {whose}",
                    "remove it: an old address can lead to one place only",
                )
            owners.setdefault(former, page.path.rpartition(".")[0])


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


def _is_advice(problem: Problem) -> bool:
    return problem.severity is Severity.WARNING and problem.code in ADVICE
