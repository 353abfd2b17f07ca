"""Refusals as answers: JSON for machines and forms, a page for people."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from kit.web.frame.language import language_of
from kit.web.frame.pages import page
from kit.web.frame.paths import JSON, path_of
from kit.web.frame.problems import KINDS, Refusal, problem

_OF_STATUS: Final = {
    HTTPStatus.NOT_FOUND: "not-found",
    HTTPStatus.METHOD_NOT_ALLOWED: "not-allowed",
    HTTPStatus.UNAUTHORIZED: "not-signed-in",
    HTTPStatus.FORBIDDEN: "other-origin",
}


def refusal_response(
    scope: Scope, code: str, parameters: dict[str, object] | None = None
) -> Response:
    """Return a refusal in the shape and language that the request wants."""
    told = problem(code, language_of(scope), parameters)
    status = KINDS[code].status
    response: Response
    if path_of(scope).startswith(JSON):
        response = JSONResponse(told.model_dump(), status)
    else:
        response = page(scope, "refusal.html", {"problem": told}, status=status)
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        response.headers["retry-after"] = "2"
    return response


async def on_refusal(request: Request, error: Exception) -> Response:
    """Answer what a route refuses."""
    assert isinstance(error, Refusal)  # noqa: S101 - registered for it
    return refusal_response(request.scope, error.code, error.parameters)


async def on_invalid(request: Request, _error: Exception) -> Response:
    """Answer what does not fit a schema, without a word of it."""
    return refusal_response(request.scope, "not-understood")


async def on_http(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses: unknown addresses, wrong methods."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    status = HTTPStatus(error.status_code)
    response = refusal_response(request.scope, _OF_STATUS.get(status, "not-understood"))
    response.headers.update(error.headers or {})
    return response


HANDLERS: Final[
    dict[int | type[Exception], Callable[[Request, Exception], Coroutine[Any, Any, Response]]]
] = {
    Refusal: on_refusal,
    RequestValidationError: on_invalid,
    HTTPException: on_http,
}
