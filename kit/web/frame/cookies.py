"""Cookies: of a leader's or HR's visit, and of a wall; respondents get none."""

from __future__ import annotations

from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from kit.web.frame.paths import ROOT

_Answer = TypeVar("_Answer", bound=Response)


def with_cookie(
    request: Request, response: _Answer, name: str, secret: str, below: str = ""
) -> _Answer:
    """Return an answer that lets the browser keep a secret, for addresses below one of ours.

    Without an age, it goes when the browser is closed; what it opens ends in the store.
    """
    response.set_cookie(
        name,
        secret,
        path=ROOT + below,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return response
