"""A group exercise and a reflection stay with those who do them."""

from pathlib import Path

import pytest

from kit.load import load_book


@pytest.mark.parametrize("name", ["learn/looking-back", "learn/what-we-learned"])
def test_reflections_and_group_exercises_are_never_collected(root: Path, name: str) -> None:
    book = load_book(root)
    assert book.platform is not None
    exercise = book.exercises[name].value
    assert book.kinds[exercise.kind].response(exercise, book.platform.value) is None
