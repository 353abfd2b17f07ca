"""Exercises of a book that ask so nearly the same that a round on one shuts the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kit.checks.exercises.exercises import collected, key_of
from kit.errors import Problem, Severity
from kit.load import Book, Entry
from kit.model import Asked, Exercise, much_shared, shared_statements

_HINT = "a unit with a round on one of them rests from both; ask something else, or collect one"

_Collecting = tuple[Entry[Exercise], Asked]


def check_alike(book: Book) -> Iterator[Problem]:
    """Yield a warning for each two exercises that block each other, at the later one."""
    found = [
        (entry, shape.asked())
        for entry in book.exercises.values()
        if (shape := collected(book, entry)) is not None
    ]
    for first, second in combinations(sorted(found, key=lambda each: each[0].path), 2):
        yield from _check_pair(first, second)


def _check_pair(first: _Collecting, second: _Collecting) -> Iterator[Problem]:
    (other, theirs), (entry, ours) = first, second
    found = shared_statements(ours, theirs)
    here, there = much_shared(found.ours, ours), much_shared(found.theirs, theirs)
    if here:
        name, count = next(iter(here.items()))
        place = entry.place(key_of(entry, "dimensions", name))
        message = f"{count} of {len(ours[name])} items of '{name}' are nearly those of '{other.id}'"
    elif there:
        name, count = next(iter(there.items()))
        place = entry.place(("items",), "key")
        message = (
            f"{count} of {len(theirs[name])} items of '{name}' in '{other.id}' are nearly these"
        )
    else:
        return
    yield Problem(place, "asks-the-same", message, _HINT, Severity.WARNING)
