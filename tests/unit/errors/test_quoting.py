"""A value is quoted and a word guessed as an author would understand it."""

import pytest

from kit.errors import closest, described, quoted, suggestion


def test_a_quoted_value_is_one_short_line() -> None:
    assert quoted("a\n  b") == "'a b'"
    assert len(quoted("x" * 1000)) <= 42
    assert quoted(True) == "'true'"  # noqa: FBT003 - the value that an author wrote


@pytest.mark.parametrize(
    ("value", "words"),
    [([1], "a list"), ({}, "keys with values"), (None, "empty"), (5, "'5'"), ("x", "the text 'x'")],
)
def test_a_value_is_described_as_an_author_sees_it(value: object, words: str) -> None:
    assert described(value) == words


@pytest.mark.parametrize("word", ["dimention", "Dimension", "dimensions", "dimension "])
def test_the_closest_word_is_found_despite_small_slips(word: str) -> None:
    assert closest(word, ["text", "dimension", "id"]) == "dimension"


def test_nothing_is_suggested_where_nothing_is_close() -> None:
    assert closest("colour", ["text", "dimension"]) is None


def test_where_nothing_is_close_the_few_known_words_are_listed() -> None:
    assert suggestion("colour", ["text", "id"], "keys") == "keys: text, id"
    assert suggestion("zzz", [f"role-{number}" for number in range(100)], "roles") is None
    assert suggestion("colour", [], "keys") is None
