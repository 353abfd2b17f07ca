"""All problems of a book, in file order."""

from __future__ import annotations

from collections.abc import Iterator

from kit.checks.contents import read_contents
from kit.checks.directives import check_directives
from kit.checks.exercises import check_exercise
from kit.checks.links import Links
from kit.checks.pages import check_listed, read_pages
from kit.checks.platform import check_platform
from kit.checks.references import Names, check_references
from kit.checks.settings import check_settings
from kit.checks.workshops import check_workshop
from kit.errors import Problem
from kit.load import Book


def check_book(book: Book) -> tuple[Problem, ...]:
    """Return every problem of a book, those of loading included, in file order.

    What two checks say in the same words of the same place is said once.
    """
    found = dict.fromkeys([*book.problems, *_problems(book)])
    return tuple(sorted(found, key=lambda problem: (problem.place, problem.code, problem.message)))


def _problems(book: Book) -> Iterator[Problem]:
    names = Names(book)
    yield from check_references(book, names)
    if book.platform is not None:
        yield from check_platform(book.platform)
        for entry in book.exercises.values():
            yield from check_exercise(book, entry, book.context(entry.id))
    for workshop in book.workshops.values():
        yield from check_workshop(workshop, book.exercises)
    yield from check_settings(book)
    yield from _check_pages(book, names)
    for language in book.languages:
        yield from book.translated(language).problems


def _check_pages(book: Book, names: Names) -> Iterator[Problem]:
    contents = read_contents(book.root)
    yield from contents.problems
    pages, problems = read_pages(book, contents)
    yield from problems
    yield from check_listed(book, pages, contents)
    links = Links.of(book.root, pages)
    for page in pages.values():
        yield from links.check(page)
        yield from check_directives(page, names)
