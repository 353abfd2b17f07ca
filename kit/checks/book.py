"""All problems of a book, in file order."""

from __future__ import annotations

from kit.errors import Problem
from kit.load import Book


def check_book(book: Book) -> tuple[Problem, ...]:
    """Return every problem of a book, those of loading included, in file order."""
    return tuple(sorted(book.problems, key=lambda problem: problem.place))
