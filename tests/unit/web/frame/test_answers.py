"""A refusal is JSON for forms and machines, and a page for people."""

import asyncio
import json
from typing import Any, cast

import pytest
from fastapi.exceptions import RequestValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kit.web.frame.answers import HANDLERS, on_http, on_invalid, refusal_response
from kit.web.frame.state import Shared


def asked(path: str, language: str = "nb") -> dict[str, Any]:
    headers = [(b"host", b"answers.example.org"), (b"accept-language", language.encode())]
    app = Starlette()
    nothing = cast("Any", None)
    app.state.shared = Shared(nothing, nothing, dict, nothing, nothing)
    own = {"type": "http", "scheme": "https", "method": "GET", "app": app}
    return {**own, "path": path, "root_path": "", "query_string": b"", "headers": headers}


def test_a_form_of_a_book_reads_a_refusal_as_json_in_the_readers_language() -> None:
    response = refusal_response(asked("/collect/v1/answers"), "closed")
    assert response.status_code == 410
    told = json.loads(bytes(response.body))
    assert told["code"] == "closed"
    assert told["message"].startswith("Dette er lukket")


def test_a_person_reads_a_refusal_as_a_page_in_their_language() -> None:
    response = refusal_response(asked("/collect/code", "sv"), "unknown-code")
    assert response.status_code == 404
    page = bytes(response.body).decode()
    assert '<html lang="sv"' in page
    assert "unknown-code" not in page


def test_who_tries_too_often_is_told_when_to_try_again() -> None:
    for path, code, status in (("/v1/join", "too-many", 429), ("/collect/code", "busy", 503)):
        response = refusal_response(asked(path), code)
        assert response.status_code == status
        assert int(response.headers["retry-after"]) > 0
    assert "retry-after" not in refusal_response(asked("/v1/join"), "closed").headers


def test_what_does_not_fit_a_schema_is_answered_without_a_word_of_it() -> None:
    error = RequestValidationError([{"type": "missing", "loc": ("body",), "input": "K7PM-secret"}])
    response = asyncio.run(on_invalid(Request(asked("/v1/answers")), error))
    assert response.status_code == 422
    assert b"K7PM" not in bytes(response.body)
    assert json.loads(bytes(response.body))["code"] == "not-understood"


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, "not-found"), (405, "not-allowed"), (401, "not-signed-in"), (400, "not-understood")],
)
def test_what_the_framework_refuses_is_told_in_our_words(status: int, code: str) -> None:
    error = HTTPException(status, "its own words", {"allow": "POST"})
    response = asyncio.run(on_http(Request(asked("/v1/answers")), error))
    assert json.loads(bytes(response.body))["code"] == code
    assert b"its own words" not in bytes(response.body)
    assert response.headers["allow"] == "POST"


def test_no_sort_of_refusal_is_left_to_the_frameworks_own_page() -> None:
    assert {HTTPException, RequestValidationError} <= set(HANDLERS)
