"""What the description of the collector (OpenAPI) says of refusals."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from kit.web.frame.problems import KINDS, Problem

Responses = dict[int | str, dict[str, Any]]

_ALWAYS: Final = (
    *("not-understood", "other-origin", "not-json", "too-large", "too-slow", "failed"),
    "not-saved",
    "not-allowed",
)
"""What every route may answer."""


def refusals(*codes: str) -> Responses:
    """Return what a JSON route may refuse, with what every route may."""
    return {
        status: {"model": Problem, "description": text} for status, text in _told(codes).items()
    }


def page_refusals(*codes: str) -> Responses:
    """Return what a page may refuse, and that it may lead to another page."""
    found: Responses = {303: {"description": "Leads to another page."}}
    for status, text in _told(codes).items():
        found[status] = {"content": {"text/html": {"schema": {"type": "string"}}}}
        found[status]["description"] = text
    return found


def file_responses(media_type: str, *codes: str) -> Responses:
    """Return what a route that gives a file may answer: the file, or a page that says why not."""
    return {200: {"content": {media_type: {}}, "description": "A file."}, **page_refusals(*codes)}


def pages_of_leaders() -> APIRouter:
    """Return a router for pages behind a leader's or HR's link."""
    return APIRouter(
        tags=["leaders and HR"],
        default_response_class=HTMLResponse,
        responses=page_refusals("not-signed-in", "not-found"),
    )


def _told(codes: tuple[str, ...]) -> dict[int, str]:
    found: dict[int, str] = {}
    for code in (*codes, *_ALWAYS):
        kind = KINDS[code]
        text = f"`{code}`: {kind.message}"
        before = found.get(int(kind.status))
        found[int(kind.status)] = f"{before} {text}" if before else text
    return found
