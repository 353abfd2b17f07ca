"""What sends answers knows the questions and their fingerprint, and only where answers go."""

from dataclasses import replace
from pathlib import Path

import pytest

from kit.frontend.offered import sends
from kit.load import Book, load_book


@pytest.fixture
def book(root: Path) -> Book:
    return load_book(root)


def test_a_form_that_collects_says_what_it_sends_and_where(book: Book) -> None:
    name = "learn/where-we-stand"
    exercise = book.exercises[name].value
    context = replace(book.context(name), collector="/")
    offered = sends(book.kinds[exercise.kind], exercise, context)
    shape = book.kinds[exercise.kind].response(exercise, context.platform)
    assert shape is not None
    assert offered["fingerprint"] == shape.fingerprint()
    assert [item["id"] for item in offered["items"]] == [item.id for item in shape.items]
    assert offered["collector"] == "/"


@pytest.mark.parametrize("name", ["learn/where-we-stand", "learn/looking-back"])
def test_without_a_collector_nothing_is_offered(book: Book, name: str) -> None:
    exercise = book.exercises[name].value
    assert sends(book.kinds[exercise.kind], exercise, book.context(name)) == {}


def test_an_exercise_that_collects_nothing_offers_nothing(book: Book) -> None:
    exercise = book.exercises["learn/looking-back"].value
    context = replace(book.context("learn/looking-back"), collector="/")
    assert sends(book.kinds[exercise.kind], exercise, context) == {}
