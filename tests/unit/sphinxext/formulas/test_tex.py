"""TeX is read piece by piece, and what does not end is said."""

import pytest

from kit.sphinxext.formulas.tex import Reader, rows_of


@pytest.mark.parametrize(
    ("text", "argument", "rest"),
    [
        ("{a{b}c}d", "a{b}c", "d"),
        ("  {a}", "a", ""),
        (r"\alpha x", r"\alpha", " x"),
        ("xy", "x", "y"),
        (r"{\}}z", r"\}", "z"),
        (r"\{a", r"\{", "a"),
    ],
)
def test_an_argument_is_a_group_a_command_or_a_letter(text: str, argument: str, rest: str) -> None:
    reader = Reader(text)
    assert (reader.argument(), reader.rest()) == (argument, rest)


@pytest.mark.parametrize("text", ["", "   ", "{a", "{a{b}"])
def test_what_is_missing_or_does_not_end_is_said_of_its_command(text: str) -> None:
    with pytest.raises(ValueError, match=r"\\frac"):
        Reader(text).argument(r"\frac")


def test_brackets_may_hold_groups_and_nothing_is_taken_where_there_are_none() -> None:
    reader = Reader("[a{]}b]c")
    assert (reader.optional(), reader.rest()) == ("a{]}b", "c")
    reader = Reader(" x]")
    assert (reader.optional(), reader.rest()) == (None, " x]")


def test_pieces_together_are_the_formula() -> None:
    text = r"\frac{1}{2} % remark" + "\n" + r"\, a & b \\ \{ " + "\\"
    reader, pieces = Reader(text), []
    while piece := reader.piece():
        pieces.append(piece)
    assert "".join(pieces) == text
    assert r"\frac" in pieces


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (r"a \\[2pt] b", ["a ", " b"]),
        (r"a \\* b", ["a ", " b"]),
        (r"{a \\ b} \\ c", [r"{a \\ b} ", " c"]),
        (r"\left( a \\ b \right)", [r"\left( a \\ b \right)"]),
        ("", [""]),
    ],
)
def test_a_line_ends_only_outside_groups_and_environments(text: str, rows: list[str]) -> None:
    assert rows_of(text) == rows
