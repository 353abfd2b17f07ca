import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from kit.storage import Store
from kit.web.app import create_collector
from kit.web.standalone import standalone

BOOK = "https://book.example.org"
HOST = "http://testserver"
JSON = {"content-type": "application/json"}


def _join(desk: Any, **headers: str) -> Any:
    return desk.client.post(
        "/collect/v1/join", json={"code": "0000-0000".ljust(24)}, headers=headers
    )


@pytest.mark.parametrize("origin", [BOOK, HOST])
def test_a_listed_book_and_our_own_may_read_the_answer(desk: Any, origin: Any) -> None:
    answer = _join(desk, origin=origin)
    assert answer.status_code == 404
    assert answer.headers["access-control-allow-origin"] == origin
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://evil.example",
        f"{BOOK}.evil.example",
        f"{BOOK}:8443",
        "http://book.example.org",
        "*",
        "",
    ],
)
def test_no_other_origin_may_even_ask(desk: Any, origin: Any) -> None:
    answer = _join(desk, origin=origin)
    assert (answer.status_code, answer.json()["code"]) == (403, "other-origin")
    assert "access-control-allow-origin" not in answer.headers
    preflight = desk.client.options("/collect/v1/answers", headers={"origin": origin})
    assert preflight.status_code == 403
    assert "access-control-allow-origin" not in preflight.headers


def test_a_preflight_of_the_book_is_answered(desk: Any) -> None:
    asked = {
        "origin": BOOK,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    answer = desk.client.options("/collect/v1/answers", headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-methods"] == "POST"
    assert "content-type" in answer.headers["access-control-allow-headers"]


@pytest.mark.parametrize("origins", [["*"], ["null"], ["book.example.org"], [f"{BOOK}/"], [""]])
def test_an_origin_that_is_not_exact_is_refused_at_the_start(
    store: Store, origins: list[str]
) -> None:
    with pytest.raises(ValueError, match="origin"):
        create_collector(store, dict, origins=origins, holder=False)


@pytest.mark.parametrize("route", ["/v1/rounds", "/rounds", "/leave", "/v1/visits", "/enter"])
@pytest.mark.parametrize("origin", [None, "null", BOOK, "https://evil.example"])
def test_what_leaders_do_is_done_from_our_own_pages_only(
    desk: Any, route: str, origin: Any
) -> None:
    headers = {"origin": origin} if origin else {}
    answer = desk.client.post(f"/collect{route}", headers=headers)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("/v1/join", "text/plain", 415),
        ("/v1/join", "application/x-www-form-urlencoded", 415),
        ("/v1/answers", "", 415),
        ("/v1/join", "application/json; charset=utf-8", 422),
        ("/rounds", "application/json", 415),
        ("/rounds", "multipart/form-data; boundary=x", 415),
    ],
)
def test_a_body_of_another_type_is_not_read(desk: Any, path: str, sent: str, status: int) -> None:
    headers = {"content-type": sent, "origin": HOST}
    assert desk.client.post(f"/collect{path}", content=b"{}", headers=headers).status_code == status


def test_a_body_that_says_it_is_large_is_not_read(desk: Any) -> None:
    answer = desk.client.post("/collect/v1/join", content=b" " * 5000, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_a_body_that_grows_too_large_is_cut_off_while_it_comes(desk: Any) -> None:
    sent = []

    def stream() -> Iterator[bytes]:
        for _ in range(10_000):
            sent.append(1)
            yield b" " * 1000

    answer = desk.client.post("/collect/v1/answers", content=stream(), headers=JSON)
    assert answer.status_code == 413


def test_a_body_that_does_not_end_is_not_waited_for(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kit.web.guard._BODY_SECONDS", 0.05)
    sent: list[Any] = []
    pieces = [{"type": "http.request", "body": b"{", "more_body": True}]

    async def receive() -> Any:
        return pieces.pop() if pieces else await asyncio.Event().wait()

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"content-type", b"application/json"), (b"host", b"testserver")]
    path = {"path": "/collect/v1/answers", "root_path": "", "query_string": b""}
    asked = {"type": "http", "method": "POST", "scheme": "http", "headers": headers, **path}
    asyncio.run(standalone(desk.app)(asked, receive, send))
    assert sent[0]["status"] == 408


@pytest.mark.parametrize("address", ["?" + "a&" * 20_000, "a" * 20_000, "v1/join?" + "a&" * 2000])
def test_an_address_without_an_end_is_taken_apart_by_nobody(desk: Any, address: str) -> None:
    """Each link on a page asks which language the address asks for."""
    answer = desk.client.get(f"/collect/{address}")
    assert answer.status_code == 413
    assert len(answer.content) < 4000


@pytest.mark.parametrize(
    "path", ["/v1/join", "/", "/health", "/openapi.json", "/nowhere", "/static/collect.css"]
)
def test_every_answer_has_the_headers_that_protect(desk: Any, path: str) -> None:
    headers = desk.client.get(f"/collect{path}").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] in {"no-referrer", "same-origin"}
    assert headers["cache-control"] in {"no-store", "no-cache"}
    assert "server" not in headers


def test_an_unknown_address_answers_in_the_shape_of_its_kind(desk: Any) -> None:
    assert desk.client.get("/collect/v1/nowhere").json()["code"] == "not-found"
    page = desk.client.get("/collect/nowhere")
    assert page.headers["content-type"].startswith("text/html")
    assert page.status_code == 404


def test_outside_its_address_there_is_nothing(app: FastAPI) -> None:
    with TestClient(standalone(app)) as client:
        assert client.get("/health").status_code == 404
        assert client.get("/collect/health").json() == {"status": "ok"}
