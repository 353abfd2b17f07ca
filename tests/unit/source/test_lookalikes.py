"""What only looks right is told in the eyes of the author, at its place."""

import pytest

from kit.source.lookalikes import seen


@pytest.mark.parametrize(
    ("text", "line", "place", "words"),
    [
        ("items:\n  – one", 2, (2, 3), "a long dash"),
        ("a: [b] c", 1, (1, 4), "after '[...]' the text goes on"),
        ("a: {b: c} d", 1, (1, 4), "after '{...}' the text goes on"),
        ("title: “Hello: you”", 1, (1, 8), "begins a text and no quotation"),
        ("a: 1\n<<<<<<< ours\nb: 2", 9, (2, 1), "two versions"),
    ],
)
def test_a_slip_is_seen_where_it_stands(
    text: str, line: int, place: tuple[int, int], words: str
) -> None:
    found = seen(text, line, glued=False)
    assert found is not None
    assert (found.line, found.column) == place
    assert words in found.what
    assert found.hint


def test_a_key_without_a_space_is_looked_for_a_few_lines_back() -> None:
    text = "a: 1\ntitle:Hello\n" + "  more\n" * 4
    found = seen(text, 6, glued=True)
    assert found is not None
    assert (found.line, found.column, found.hint) == (2, 6, "write 'title: ' and the value")
    assert seen(text, 6, glued=False) is None
    assert seen("title:Hello\n" + "  more\n" * 9, 9, glued=True) is None


@pytest.mark.parametrize(
    "text", ["a: b", "- one", "link: https://a.example", "at: 12:30", "a: “Hello”", "a: [b] # c"]
)
def test_what_is_right_is_no_slip(text: str) -> None:
    assert seen(text, 1, glued=True) is None


def test_a_line_that_is_not_there_shows_nothing() -> None:
    assert seen("", 5, glued=True) is None
