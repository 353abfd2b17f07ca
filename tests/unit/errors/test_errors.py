"""A problem has parts, and its words follow one shape."""

import pytest

from kit.errors import AuthorError, Place, Problem, closest, described, quoted, suggestion


def test_a_code_that_no_page_describes_cannot_be_used() -> None:
    with pytest.raises(ValueError, match="undocumented"):
        Problem(Place("a.yml"), "made-up", "something")


def test_an_author_error_carries_its_problems_in_file_order() -> None:
    late = Problem(Place("b.yml", 1), "tab", "late")
    early = Problem(Place("a.yml", 10), "tab", "early")
    first = Problem(Place("a.yml", 9), "tab", "first")
    error = AuthorError([late, early, first])
    assert error.problems == (first, early, late)
    assert str(error).splitlines()[0] == "a.yml:9:1: tab: first"


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
