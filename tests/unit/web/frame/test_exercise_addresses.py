"""People are led to an exercise where it is, and a code never reaches a server's log."""

from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from starlette.requests import Request

from kit.web.frame.exercise_addresses import entrance_address, exercise_address, join_link
from kit.web.frame.state import Shared
from tests.unit.web.conftest import make_collectable

REQUEST = Request(
    {
        "type": "http",
        "scheme": "https",
        "headers": [(b"host", b"answers.example.org")],
    }
)


def shared(book: str) -> Shared:
    nothing = cast("Any", None)
    return Shared(nothing, nothing, dict, nothing, nothing, book=book)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_an_exercise_is_led_to_in_a_language_that_the_book_has(language: str) -> None:
    found = exercise_address(
        REQUEST, shared("https://book.example.org"), make_collectable(), language
    )
    assert found == "https://book.example.org/en/pull.html"


def test_a_book_beside_the_collector_is_at_the_collectors_own_host() -> None:
    found = exercise_address(REQUEST, shared(""), make_collectable(), "en")
    assert found == "https://answers.example.org/en/pull.html"
    assert entrance_address(REQUEST) == "https://answers.example.org/collect"


def test_a_code_stands_where_no_server_sees_it() -> None:
    parts = urlsplit(join_link("https://book.example.org/en/pull.html", "K7PM"))
    assert (parts.path, parts.query, parts.fragment) == ("/en/pull.html", "", "join=K7PM")
