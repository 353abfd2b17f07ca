"""What a reader's phone has to fetch: bytes, as they go over the line; no times."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Page

from kit.serving import create_app
from kit.sphinxext import build_book
from tests.e2e.building import copy_of_the_book

LIGHT = "exercises/learn/where-we-stand.html"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the reference book as readers get it."""
    site = build_book(copy_of_the_book(tmp_path_factory.mktemp("book") / "book")).site
    config = uvicorn.Config(create_app(site), host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not (server.started and server.servers):
        threading.Event().wait(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def _transferred(page: Page, address: str) -> dict[str, int]:
    """Return the bytes of every answer, heads included, by the end of its address."""
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def asked(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["request"]["url"].rpartition("/")[2]

    def finished(event: dict[str, Any]) -> None:
        sizes[names[event["requestId"]]] = int(event["encodedDataLength"])

    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    return sizes


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_light_page_takes_at_most_sixty_kilobytes_in_all(
    address: str, language: str, new_page: Callable[..., Page]
) -> None:
    sizes = _transferred(new_page(), f"{address}/{language}/{LIGHT}")
    assert len(sizes) >= 4, sizes
    assert sum(sizes.values()) <= 60 * 1024, sizes


def test_scripts_and_styles_of_a_light_page_take_at_most_twenty_kilobytes(
    address: str, new_page: Callable[..., Page]
) -> None:
    sizes = _transferred(new_page(), f"{address}/nb/{LIGHT}")
    ours = {name: size for name, size in sizes.items() if ".js" in name or ".css" in name}
    assert ours
    assert sum(ours.values()) <= 20 * 1024, ours
