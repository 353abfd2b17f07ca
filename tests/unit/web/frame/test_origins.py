"""Only pages of listed books, and the collector's own, may send answers."""

from typing import Any

import pytest

from kit.web.frame.origins import allowed, cors_headers, exact_origins, own_origin

BOOK = "https://book.example.org"


def asked_from(origin: str | None = None, host: str = "answers.example.org") -> dict[str, Any]:
    headers = [(b"host", host.encode())]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    return {"type": "http", "scheme": "https", "headers": headers}


@pytest.mark.parametrize(
    "origin",
    [BOOK, "http://localhost:8000", "https://[2001:db8::1]:8443"],
)
def test_an_origin_is_a_scheme_and_a_host(origin: str) -> None:
    assert exact_origins([origin]) == (origin,)


@pytest.mark.parametrize(
    "text",
    [
        *("*", "null", "", "book.example.org", "https://*.example.org", "ftp://book.example.org"),
        *(f"{BOOK}/", f"{BOOK}/nb", f"https://me@{BOOK[8:]}", f"{BOOK}\n", BOOK.upper()),
    ],
)
def test_what_could_stand_for_several_pages_is_no_origin(text: str) -> None:
    with pytest.raises(ValueError, match="is not an origin"):
        exact_origins([BOOK, text])


@pytest.mark.parametrize("origin", [BOOK, "https://answers.example.org"])
def test_listed_books_and_our_own_pages_may_send(origin: str) -> None:
    scope = asked_from(origin)
    assert allowed(origin, scope, {BOOK})
    assert cors_headers(scope, {BOOK})["access-control-allow-origin"] == origin


@pytest.mark.parametrize(
    "origin",
    ["null", "", f"{BOOK}.evil.example", "http://book.example.org", "https://evil.example"],
)
def test_no_other_page_may_send_or_read(origin: str) -> None:
    scope = asked_from(origin)
    assert not allowed(origin, scope, {BOOK})
    assert set(cors_headers(scope, {BOOK})) == {"vary"}


def test_null_may_not_send_even_if_somebody_lists_it() -> None:
    assert not allowed("null", asked_from("null"), {"null"})


def test_a_book_is_never_allowed_to_send_cookies() -> None:
    assert "access-control-allow-credentials" not in cors_headers(asked_from(BOOK), {BOOK})


def test_a_cache_keeps_answers_for_different_pages_and_languages_apart() -> None:
    assert cors_headers(asked_from(), {BOOK}) == {"vary": "Origin, Accept-Language"}


def test_our_own_origin_is_the_one_under_which_we_were_asked() -> None:
    assert own_origin(asked_from(host="other.example:8443")) == "https://other.example:8443"
