"""Answers are counted by the wording in the book's own language, whatever the page's is."""

from dataclasses import replace
from pathlib import Path

from kit.load import load_book
from kit.plugins.kind import fingerprint_of

NAME = "learn/where-we-stand"


def test_a_translation_has_the_fingerprint_of_what_was_written(root: Path) -> None:
    book = load_book(root)
    kind = book.kinds["self-assessment"]
    written = book.exercises[NAME].value
    first = fingerprint_of(kind, written, book.context(NAME))
    assert first
    items = [item.model_copy(update={"text": f"Vi: {item.text}"}) for item in written.items]  # type: ignore[attr-defined]
    translation = written.model_copy(update={"items": tuple(items)})
    context = replace(book.context(NAME), source=book.context(NAME))
    assert fingerprint_of(kind, translation, context) == first
    assert fingerprint_of(kind, translation, book.context(NAME)) != first


def test_an_exercise_that_never_collects_has_no_fingerprint(root: Path) -> None:
    book = load_book(root)
    name = "learn/looking-back"
    kind = book.kinds["reflection"]
    assert fingerprint_of(kind, book.exercises[name].value, book.context(name)) == ""
