"""Text is sent compressed to those who take it so, and is the same text."""

import asyncio
import gzip
from typing import Any

import pytest
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Message

from kit.serving.compression import Compressed

LONG = "<p>Here we help each other.</p>" * 100


def ask(app: ASGIApp, **headers: str) -> tuple[dict[str, str], list[bytes]]:
    """Return the headers and the pieces of the body of an answer."""
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/", "headers": given}
    # Such a server says by an error that nobody listens any more.
    scope["asgi"] = {"version": "3.0", "spec_version": "2.4"}
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Compressed(app)(scope, receive, send))
    head = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return head, [each.get("body", b"") for each in sent[1:]]


def test_a_page_is_a_fraction_of_its_size_and_the_same_page() -> None:
    head, (body,) = ask(Response(LONG, media_type="text/html"), accept_encoding="br, gzip")
    assert head["content-encoding"] == "gzip"
    assert int(head["content-length"]) == len(body) < len(LONG) / 10
    assert gzip.decompress(body).decode() == LONG
    assert "accept-encoding" in head["vary"].lower()


def test_an_answer_in_pieces_is_compressed_as_one() -> None:
    pieces = StreamingResponse(iter([LONG, LONG]), media_type="application/json")
    _, (body,) = ask(pieces, accept_encoding="gzip")
    assert gzip.decompress(body).decode() == LONG * 2


@pytest.mark.parametrize(
    ("headers", "kind", "text"),
    [
        ({}, "text/html", LONG),
        ({"accept_encoding": "gzip", "range": "bytes=0-9"}, "text/html", LONG),
        ({"accept_encoding": "gzip"}, "image/png", LONG),
        ({"accept_encoding": "gzip"}, "text/html", "short"),
        ({"accept_encoding": "gzip"}, "text/event-stream", LONG),
    ],
    ids=["not asked for", "a part of a file", "a picture", "too small", "a stream of events"],
)
def test_what_gains_nothing_is_sent_as_it_is(headers: dict[str, str], kind: str, text: str) -> None:
    head, body = ask(Response(text, media_type=kind), **headers)
    assert "content-encoding" not in head
    assert b"".join(body).decode() == text


def test_a_stream_of_events_is_passed_on_piece_by_piece() -> None:
    events = StreamingResponse(iter(["a" * 600, "b" * 600]), media_type="text/event-stream")
    _, pieces = ask(events, accept_encoding="gzip")
    assert [piece[:1] for piece in pieces if piece] == [b"a", b"b"]


def test_what_is_compressed_already_is_not_compressed_again() -> None:
    ready = Response(LONG, media_type="text/html", headers={"content-encoding": "br"})
    head, (body,) = ask(ready, accept_encoding="gzip")
    assert head["content-encoding"] == "br"
    assert body.decode() == LONG
