"""Attackers who send requests that never end, or nearly so, to book and collector."""

import logging
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from itertools import repeat

import httpx
import pytest
import uvicorn

from kit.serving import create_app
from kit.web.app import create_collector
from kit.web.server import MOST, BoundedProtocol, server_settings
from kit.web.standalone import collector_server
from tests.organisation import Organisation, exercise
from tests.servers import running_server

MIB = 1024 * 1024
HOST = b"Host: localhost\r\n"
ENDLESS = {
    "one-huge-header": (b"GET / HTTP/1.1\r\n" + HOST + b"X: ", b"x" * MIB),
    "one-huge-name": (b"GET / HTTP/1.1\r\n" + HOST, b"x" * MIB),
    "many-headers": (b"GET / HTTP/1.1\r\n" + HOST, b"X-Header: something\r\n" * 50_000),
    "huge-address": (b"GET /", b"a" * MIB),
    "trailers": (
        b"POST /collect/v1/answers HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n"
        b"Content-Type: application/json\r\n\r\n2\r\n{}\r\n0\r\n",
        b"X-Trailer: something\r\n" * 50_000,
    ),
    "sizes-of-chunks": (
        b"POST /collect/v1/answers HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n"
        b"Content-Type: application/json\r\n\r\n",
        b"1;" + b"x" * 1000 + b"\r\n{\r\n",
    ),
    "empty-lines": (b"", b"\r\n" * 500_000),
}


@pytest.fixture(scope="module", params=["book", "collector"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """Give the port of one of our servers; it serves all that attack it, one after the other."""
    folder = tmp_path_factory.mktemp(request.param)
    with ExitStack() as at_end:
        if request.param == "book":
            (folder / "index.html").write_text("<p>here</p>")
            made = uvicorn.Server(server_settings(create_app(folder)))
        else:
            store = Organisation(folder, exercise()).store
            at_end.callback(store.close)
            made = collector_server(create_collector(store, dict, holder=False))
        yield int(at_end.enter_context(running_server(made)).rpartition(":")[2])


@pytest.fixture
def port(server: int, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(BoundedProtocol, "_last_told", -1000.0)
    return server


def send(port: int, pieces: Iterable[bytes], most: int = 40 * MIB) -> tuple[int, bytes]:
    """Send until it is refused; return how much was taken, and what was said."""
    taken, said = 0, b""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as to:
        with suppress(ConnectionError):
            for piece in pieces:
                to.sendall(piece)
                taken += len(piece)
                if taken > most:
                    break
        with suppress(ConnectionError):
            while more := to.recv(4096):
                said += more
    return taken, said


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_request_without_an_end_is_refused_early(
    port: int, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    head, piece = ENDLESS[kind]

    def pieces() -> Iterator[bytes]:
        yield head
        yield from repeat(piece)

    with caplog.at_level(logging.WARNING):
        # What the system holds between the two counts as sent.
        assert send(port, pieces())[0] < 16 * MIB
        send(port, pieces())
    lines = [each.getMessage() for each in caplog.records if each.name.startswith("kit")]
    assert lines in (["a request was refused: its headers are too large"], [])


def test_a_header_that_is_too_large_is_told_so_and_logged_once(
    port: int, caplog: pytest.LogCaptureFixture
) -> None:
    request = b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"secret" * (MOST // 6) + b"\r\n\r\n"
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert send(port, [request])[1].startswith(b"HTTP/1.1 431 ")
    (line,) = [each.getMessage() for each in caplog.records if each.name.startswith("kit")]
    assert line == "a request was refused: its headers are too large"


def test_headers_of_a_common_size_and_large_bodies_pass(port: int) -> None:
    cookies = {"cookie": "a=" + "x" * (MOST // 2)}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        for _ in range(5):
            assert client.get("/collect/health", headers=cookies).status_code in (200, 404)
            body = b"x" * MIB
            found = client.post("/collect/v1/answers", content=body).status_code
            assert found in (403, 404, 405, 413, 415)
            # The server may hang up on what it will not read.


def test_others_are_answered_while_somebody_sends_forty_megabytes(port: int) -> None:
    head, piece = ENDLESS["one-huge-header"]
    stop = threading.Event()

    def attack() -> None:
        while not stop.is_set():
            with suppress(OSError):
                send(port, [head, *repeat(piece, 40)])

    attackers = [threading.Thread(target=attack) for _ in range(3)]
    for attacker in attackers:
        attacker.start()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            for _ in range(20):
                assert client.get("/collect/health").status_code in (200, 404)
    finally:
        stop.set()
        for attacker in attackers:
            attacker.join()


@pytest.mark.parametrize("first", [b"", b"GET / HT", b"\r\n", b"GET / HTTP/1.1\r\nX: "])
def test_a_head_that_does_not_end_in_time_is_not_waited_for(
    port: int, first: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kit.web.server.heads._SECONDS", 0.2)

    def drip() -> Iterator[bytes]:
        yield first
        while True:
            time.sleep(0.02)
            yield first[-1:]

    # Without a limit this would go on to the byte that is too many.
    assert send(port, drip() if first else [b""])[0] < MOST
