"""A value is written as the author would write it, and never so that it reads as another."""

import pytest

from kit.source.scalars import Scalar
from kit.source.writing import Surroundings, renderings

PLAIN = Surroundings("", "old", 2, in_flow=False, newline="\n", tail="")
IN_BRACKETS = Surroundings("", "old", 2, in_flow=True, newline="\n", tail="")


def first(value: Scalar, around: Surroundings = PLAIN) -> str:
    return next(renderings(value, around))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Looking back", "Looking back"),
        ("no", "'no'"),
        ("On", "'On'"),
        ("12", "'12'"),
        ("true", "'true'"),
        ("2027-06-01", "'2027-06-01'"),
        ("", "''"),
        (" a", "' a'"),
        ("it's", "it's"),
        ("- a", "'- a'"),
        ("a: b", "'a: b'"),
        ("a #b", "'a #b'"),
        ("a\x07b", '"a\\U00000007b"'),
        (None, "null"),
        (True, "true"),
        (2.5, "2.5"),
        (float("-inf"), "-.inf"),
    ],
)
def test_quotes_stand_where_a_word_would_mean_something_else(value: Scalar, written: str) -> None:
    assert first(value) == written


def test_inside_brackets_what_ends_an_entry_is_quoted() -> None:
    assert first("a, b") == "a, b"
    assert first("a, b", IN_BRACKETS) == "'a, b'"


def test_a_text_in_double_quotes_keeps_them() -> None:
    around = Surroundings('"', '"old"', 2, in_flow=False, newline="\n", tail="")
    assert first('say "yes"\n', around) == '"say \\"yes\\"\\n"'


def test_a_text_of_several_lines_becomes_a_block_and_inside_brackets_none() -> None:
    assert first("one\ntwo") == "|-\n  one\n  two"
    assert first("one\ntwo\n") == "|\n  one\n  two"
    assert first("one\ntwo", IN_BRACKETS) == '"one\\ntwo"'


def test_a_block_keeps_its_remark_its_indentation_and_the_line_ends_of_the_file() -> None:
    written = "| # why\r\n      old"
    around = Surroundings("|", written, 2, in_flow=False, newline="\r\n", tail="")
    assert first("one\ntwo\n", around) == "| # why\r\n      one\r\n      two"


def test_a_folded_text_is_broken_between_words_and_reads_as_before() -> None:
    around = Surroundings(">", ">\n  old", 2, in_flow=False, newline="\n", tail="")
    lines = first("word " * 40 + "end\n", around).split("\n")
    assert lines[0] == ">"
    assert len(lines) > 2
    assert all(len(line) <= 92 for line in lines)


def test_a_value_right_after_its_key_gets_the_space_that_it_needs() -> None:
    around = Surroundings("", "", 2, in_flow=False, newline="\n", tail="", needs_space=True)
    assert first("a", around) == " a"
