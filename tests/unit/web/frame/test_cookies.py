"""Cookies go over HTTPS, to our own addresses alone, and no script reads them."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from kit.web.frame.cookies import with_cookie


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_cookie_is_sent_to_the_addresses_below_one_of_ours_only(scheme: str) -> None:
    request = Request(
        {
            "type": "http",
            "scheme": scheme,
            "server": ("here", 8000),
            "path": "/",
            "query_string": b"",
            "headers": [],
        }
    )
    made = with_cookie(request, Response(), "kit_x", "secret", below="/wall").headers["set-cookie"]
    parts = [each.strip() for each in made.split(";")]
    assert parts[0] == "kit_x=secret"
    assert {"HttpOnly", "Path=/collect/wall", "SameSite=strict"} <= set(parts)
    assert ("Secure" in parts) == (scheme == "https")
    assert not [each for each in parts if each.startswith(("Max-Age", "expires", "Domain"))]
