"""The addresses that lead people to an exercise."""

from __future__ import annotations

from starlette.requests import Request

from kit.ballots import Collectable
from kit.web.frame.origins import own_origin
from kit.web.frame.paths import ROOT
from kit.web.frame.state import Shared


def exercise_address(request: Request, here: Shared, exercise: Collectable, language: str) -> str:
    """Return the address of the page on which an exercise is answered."""
    base = here.book or own_origin(request.scope)
    path = exercise.addresses.get(language) or exercise.addresses[exercise.language]
    return f"{base}/{path}"


def entrance_address(request: Request) -> str:
    """Return the address of the page where a code is typed."""
    return f"{own_origin(request.scope)}{ROOT}"


def join_link(address: str, code: str) -> str:
    """Return an address with the code where no server sees it."""
    return f"{address}#join={code}"
