"""What others wrote stays text in a spreadsheet."""

import pytest

from kit.spreadsheets import as_cell, is_formula, printable

FORMULAS = ("=1+1", "+47 12", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "  \tx", "\uff1d1")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_like_a_formula_is_guarded(text: str) -> None:
    assert is_formula(text)
    assert as_cell(text) == f"'{text}"


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x7f", "\uffff"])
def test_a_sign_that_nobody_sees_hides_no_formula(sign: str) -> None:
    assert as_cell(f"{sign}=1+1") == "' =1+1"


@pytest.mark.parametrize("text", ["", "a = b", "1-2", "To dare", "'=1"])
def test_other_texts_are_as_they_were(text: str) -> None:
    assert as_cell(text) == printable(text) == text
