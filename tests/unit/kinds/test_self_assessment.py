"""What a self-assessment collects is about us, and known by its questions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.load import Book, load_book

Edit = Callable[[str, str, str], None]
ASSESSMENT = "exercises/learn/where-we-stand.yml"


def shape_of(book: Book) -> list[str]:
    assert book.platform is not None
    exercise = book.exercises["learn/where-we-stand"].value
    shape = book.kinds["self-assessment"].response(exercise, book.platform.value)
    return [] if shape is None else [item.id for item in shape.items]


def fingerprint(root: Path) -> str:
    book = load_book(root)
    assert book.platform is not None
    exercise = book.exercises["learn/where-we-stand"].value
    shape = book.kinds["self-assessment"].response(exercise, book.platform.value)
    assert shape is not None
    return shape.fingerprint()


def test_only_items_about_us_are_collected(root: Path) -> None:
    assert shape_of(load_book(root)) == ["we-tell", "we-try", "we-hide"]


def test_nothing_is_collected_from_an_exercise_that_does_not_collect(
    root: Path, edit: Edit
) -> None:
    edit(ASSESSMENT, "collects: true", "collects: false")
    assert shape_of(load_book(root)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We try new ways of working.", "We try other ways of working."),
        ("reversed: true", "reversed: false"),
        ("id: we-try", "id: we-tried"),
    ],
)
def test_changed_questions_change_the_fingerprint(
    root: Path, edit: Edit, old: str, new: str
) -> None:
    before = fingerprint(root)
    edit(ASSESSMENT, old, new)
    assert fingerprint(root) != before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Where we stand", "title: Where do we stand?"),
        ("I ask for help.", "I ask."),
        ("You see much of it.", "You see a lot of it."),
        ("name: How we learn", "name: Our learning"),
    ],
)
def test_everything_else_leaves_the_fingerprint(root: Path, edit: Edit, old: str, new: str) -> None:
    before = fingerprint(root)
    edit(ASSESSMENT, old, new)
    assert fingerprint(root) == before
