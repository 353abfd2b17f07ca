"""What stands before every route: origins, sizes, types, headers, and errors without content.

It wraps the whole application, so that its rules also hold for answers that a framework makes by
itself, and so that no exception, whose text may repeat what somebody sent, gets past it. What forms
send goes from here straight to :func:`kit.web.respondents.asks.asks`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping
from typing import Final

from pydantic import ValidationError
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.errors import fault_at
from kit.storage import Once
from kit.storage.errors import is_full
from kit.web.frame.answers import refusal_response
from kit.web.frame.origins import allowed, cors_headers, own_origin
from kit.web.frame.paths import FROM_PAGES, JSON, path_of
from kit.web.frame.problems import Refusal
from kit.web.respondents.asks import Ask

_LOG: Final = logging.getLogger("kit.web")
_SAFE: Final = {"GET", "HEAD", "OPTIONS"}
_RESPONDENT_BYTES: Final = 4096
_LEADER_BYTES: Final = 16_384
_FILES: Final = frozenset({"/units", "/measures/open"})
"""Where files are sent: HR's table of units, and measures that a leader has saved."""
_FILE_BYTES: Final = 262_144
"""Some thousands of units; it fits into memory and never becomes a file."""
_AGREEMENT: Final = "/measures"
_AGREEMENT_BYTES: Final = 131_072
"""Of a form with all measures that fit, each letter of which may be sent as six."""
_BODY_SECONDS: Final = 20.0
_ADDRESS_LETTERS: Final = 2000
"""Of path and query, which are taken apart for each link on a page: sixty thousand letters of them
would keep everybody waiting for a quarter of a second."""

_PROTECTING: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
_OF_PAGES: Final = (
    *_PROTECTING,
    (
        b"content-security-policy",
        (
            b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            b" font-src 'self';"
            b" connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
    ),
    # With `no-referrer`, a browser sends `Origin: null` with a form, which we never accept.
    (b"referrer-policy", b"same-origin"),
)
_OF_DATA: Final = (
    *_PROTECTING,
    (b"content-security-policy", b"default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
)


class Guard:
    """The outermost layer of the collector.

    :param origins: the exact origins of the books whose forms may send answers.
    :param asks: what answers a form, by path.
    """

    def __init__(self, app: ASGIApp, origins: Iterable[str], asks: Mapping[str, Ask]) -> None:
        self._app = app
        self._origins = frozenset(origins)
        self._asks = asks
        self._fault = Once(_LOG)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on once it may be."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(scope, send, self._origins)
        try:
            refused = _strange(scope) or await self._answer_early(scope, receive)
            if isinstance(refused, Response):
                await refused(scope, receive, answer)
            else:
                await self._app(scope, refused, answer)
        except Exception as error:  # noqa: BLE001 - nothing may reach a log with its text
            self._fault.say(f"a request failed: {fault_at(error)}")
            if answer.started:
                raise ConnectionAbortedError from None
            code = "not-saved" if is_full(error) else "failed"
            await refusal_response(scope, code)(scope, receive, answer)

    async def _answer_early(self, scope: Scope, receive: Receive) -> Response | Receive:
        """Return an answer that needs no route, or the body to go on with."""
        method, headers = scope["method"], Headers(scope=scope)
        if method == "OPTIONS" and path_of(scope) in FROM_PAGES:
            known = allowed(headers.get("origin", ""), scope, self._origins)
            return Response(status_code=204 if known else 403)
        if method in _SAFE:
            return receive
        if not self._may_come_from(headers.get("origin"), scope):
            return refusal_response(scope, "other-origin")
        if _type_of(headers) != _expected_type(scope):
            return refusal_response(scope, "not-json")
        body = await _read(scope, headers, receive)
        if isinstance(body, Response):
            return body
        ask = self._asks.get(path_of(scope)) if method == "POST" else None
        return _replay(body, receive) if ask is None else await _answered(scope, ask, body)

    def _may_come_from(self, origin: str | None, scope: Scope) -> bool:
        if path_of(scope) in FROM_PAGES:
            # Without an origin it is no browser, and there is no cookie that it could misuse.
            return origin is None or allowed(origin, scope, self._origins)
        return origin == own_origin(scope)


class _Answer:
    """Sends an answer with the headers that every answer has."""

    def __init__(self, scope: Scope, send: Send, origins: frozenset[str]) -> None:
        self._scope = scope
        self._send = send
        self._origins = origins
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            message["headers"] = self._with_ours(message.get("headers", ()))
        await self._send(message)

    def _with_ours(self, given: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """Return an answer's headers with ours in place of those of the same name."""
        theirs = list(given)
        values = {name.lower(): value for name, value in theirs}
        is_page = values.get(b"content-type", b"").startswith(b"text/html")
        ours = [*(_OF_PAGES if is_page else _OF_DATA)]
        if b"cache-control" not in values:
            ours.append((b"cache-control", b"no-store"))
        if path_of(self._scope) in FROM_PAGES:
            cors = cors_headers(self._scope, self._origins)
            ours += [(name.encode(), value.encode("latin-1")) for name, value in cors.items()]
        else:
            ours.append((b"cross-origin-resource-policy", b"same-origin"))
        replaced = values.keys() & {name for name, _ in ours}
        return [each for each in theirs if each[0].lower() not in replaced] + ours


def _strange(scope: Scope) -> Response | None:
    """Return the refusal of an address that none of our pages leads to, or none."""
    path: str = scope["path"]
    if len(path) + len(scope["query_string"]) > _ADDRESS_LETTERS:
        return refusal_response({**scope, "path": path[:100], "query_string": b""}, "too-large")
    # Nothing has such a name, and PostgreSQL takes none.
    return refusal_response(scope, "not-found") if "\0" in path else None


async def _answered(scope: Scope, ask: Ask, body: bytes) -> Response:
    try:
        return Response(await ask(body), media_type="application/json")
    except ValidationError:
        return refusal_response(scope, "not-understood")
    except Refusal as refusal:
        return refusal_response(scope, refusal.code, refusal.parameters)


async def _read(scope: Scope, headers: Headers, receive: Receive) -> Response | bytes:
    """Read the whole body, but never more than is allowed, and not for ever."""
    most = _most(path_of(scope))
    told = headers.get("content-length", "0")
    if not told.isdecimal() or int(told[:12]) > most:
        return refusal_response(scope, "too-large")
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    # Whoever sent the first of it has gone, and reads no answer.
                    return refusal_response(scope, "too-slow")
                body += message.get("body", b"")
                if len(body) > most:
                    return refusal_response(scope, "too-large")
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        return refusal_response(scope, "too-slow")


def _most(path: str) -> int:
    if path in FROM_PAGES:
        return _RESPONDENT_BYTES
    if path == _AGREEMENT:
        return _AGREEMENT_BYTES
    return _FILE_BYTES if path in _FILES else _LEADER_BYTES


def _replay(body: bytes, receive: Receive) -> Receive:
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return pending.pop() if pending else await receive()

    return replay


def _type_of(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _expected_type(scope: Scope) -> str:
    path = path_of(scope)
    if path.startswith(JSON):
        return "application/json"
    return "multipart/form-data" if path in _FILES else "application/x-www-form-urlencoded"
