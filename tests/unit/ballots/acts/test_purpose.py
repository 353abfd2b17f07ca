"""A purpose says something that fits, and that every database can keep."""

import pytest

from kit.ballots.acts.purpose import PURPOSE_LENGTH, is_purpose


@pytest.mark.parametrize(
    "text",
    ["To learn", " x ", "x" * PURPOSE_LENGTH, " " * 9 + "x" * PURPOSE_LENGTH, "a\r\n\tb", "ø"],
)
def test_a_purpose_may_be_long_and_have_lines(text: str) -> None:
    assert is_purpose(text)


@pytest.mark.parametrize(
    "text", ["", " \n ", "x" * (PURPOSE_LENGTH + 1), "a\0b", "a\x1bb", "a\x7fb", "\ud800"]
)
def test_nothing_too_much_and_what_no_database_keeps_is_no_purpose(text: str) -> None:
    assert not is_purpose(text)
