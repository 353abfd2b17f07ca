"""A sheet of slips: each slip says all that somebody who draws it has to know."""

import pytest

from kit.catalogues import LANGUAGES
from kit.frontend import SlipText, slip_sheet, typed_address

TEXT = SlipText(
    title="Where do we stand?",
    unit="Elm Street",
    purpose="We choose what to work on this autumn.",
    k=7,
    address="https://book.example.org/en/exercises/learn/where-we-stand.html",
    entrance="https://book.example.org/collect",
    reference="RRRR-SSSS",
)
CODES = ["0123-4567-89AB", "CDEF-GHJK-MNPQ", "RSTV-WXYZ-0123"]


def _slips(language: str = "en") -> list[str]:
    return slip_sheet(CODES, TEXT, language).split("<li>")[1:]


def test_each_slip_says_what_it_is_for_and_who_sees_what() -> None:
    for slip, code in zip(_slips(), CODES, strict=True):
        assert code in slip
        assert "What it is for: We choose what to work on this autumn." in slip
        assert "only figures about at least 7 together" in slip
        assert "No list is kept of who drew which slip." in slip
        assert "After closing, type RRRR-SSSS in the same place." in slip


def test_the_address_on_a_slip_can_be_typed() -> None:
    for slip in _slips():
        assert "<b>book<wbr>.example<wbr>.org<wbr>/collect</b>" in slip
        assert "https://" not in slip


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slip_is_in_two_languages(language: str) -> None:
    assert ("type:" in _slips(language)[0]) == (language == "en")


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("https://book.example.org/collect/", "book.example.org/collect"),
        ("http://localhost:8000/collect", "localhost:8000/collect"),
    ],
)
def test_what_nobody_types_is_left_out(address: str, typed: str) -> None:
    assert typed_address(address) == typed
