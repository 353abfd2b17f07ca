"""A person is answered in the language of the address, or else of the browser, or in English."""

from typing import Any

import pytest

from kit.web.frame.language import asked_language, language_of, preferred


def asked(query: str = "", header: str | None = None) -> dict[str, Any]:
    headers = [(b"accept-language", header.encode())] if header is not None else []
    return {"type": "http", "query_string": query.encode(), "headers": headers}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("nb-NO,nb;q=0.9,en;q=0.8", "nb"),
        ("sv-SE", "sv"),
        ("fi;q=1.0, nn;q=0.3, sv;q=0.7", "sv"),
        ("no", "nb"),
        ("DA", "nb"),
        ("nb;q=0, sv;q=0.1", "sv"),
        ("nb;q=lots, nn;q=0.1", "nn"),
        ("en, nb", "en"),
        ("*", "en"),
        ("", "en"),
        (",;q=,;;", "en"),
    ],
)
def test_the_browser_says_which_language_suits_best(header: str, language: str) -> None:
    assert preferred(header) == language


def test_a_list_longer_than_any_browsers_is_not_read_to_its_end() -> None:
    assert preferred("fi, " * 200_000 + "nb") == "en"


def test_the_address_goes_before_the_browser() -> None:
    assert language_of(asked("lang=sv", "nb")) == "sv"
    assert language_of(asked("", "nb")) == "nb"
    assert language_of(asked()) == "en"


@pytest.mark.parametrize("query", ["lang=tlh", "lang=../nb", "lang=", "other=nb"])
def test_an_address_asks_only_for_languages_that_there_are(query: str) -> None:
    assert asked_language(asked(query)) is None
