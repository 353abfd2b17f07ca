"""What a reader's phone has to fetch: bytes, as they go over the line; no times."""

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from kit.serving import create_app
from tests.e2e.building import References
from tests.e2e.reference_site import reference_site
from tests.servers import running

LIGHT = "exercises/learn/where-we-stand.html"
IMPORT = re.compile(r"""^\s*(?:import|export)\b[^;'"(]*['"]([^'"]+)['"]""", re.MULTILINE)
STYLE_IMPORT = re.compile(r"""@import\s+(?:url\()?['"]?([^'")\s]+)""")
MOST = 20 * 1024


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the reference book."""
    return reference_site(tmp_path_factory)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the reference book as readers get it."""
    with running(create_app(site)) as found:
        yield found


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


def _loaded(page: Path, text: str) -> set[Path]:
    """Return the scripts and styles that a page loads by itself, and all that these import."""
    waiting = [
        (page.parent / urlsplit(address).path).resolve()
        for address in References(text).loads
        if urlsplit(address).path.endswith((".js", ".css"))
    ]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            imported = IMPORT if path.suffix == ".js" else STYLE_IMPORT
            names = imported.findall(path.read_text("utf-8"))
            waiting += [(path.parent / name).resolve() for name in names]
    return found


def test_scripts_and_styles_of_every_page_take_at_most_twenty_kilobytes(site: Path) -> None:
    """On a page from which a room is shown something, the scripts alone may take as much."""
    sizes: dict[Path, int] = {}
    weights: dict[str, int] = {}
    for page in sorted(site.rglob("*.html")):
        loaded = _loaded(page, page.read_text("utf-8"))
        for path in loaded - set(sizes):
            sizes[path] = len(gzip.compress(path.read_bytes(), mtime=0))
        # The index of the search is the book's text and no script; it grows with the book.
        name = page.relative_to(site).as_posix()
        counted = {path for path in loaded if path.name != "searchindex.js"}
        if "/workshops/" in name or "/screens/" in name:
            counted = {path for path in counted if path.suffix == ".js"}
        weights[name] = sum(sizes[path] for path in counted)
    assert {name.partition("/")[0] for name in weights} >= {"nb", "en"}
    assert {name: size for name, size in weights.items() if size > MOST} == {}


def test_chapters_and_workshops_fetch_the_typeface_and_an_exercises_light_page_never(
    address: str, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{address}/nb/{LIGHT}", wait_until="networkidle")
    assert not [name for name in asked if "headings" in name or ".woff2" in name]
    for shown in ("book/focus-areas/learn", "workshops/learn"):
        page.goto(f"{address}/nb/{shown}.html", wait_until="networkidle")
        assert page.evaluate(
            """document.fonts.ready.then(() => [...document.fonts]
                .filter((face) => face.status === "loaded").map((face) => face.family))"""
        ) == ["Kit Headings"]
    assert {name for name in asked if ".woff2" in name} == {"headings.woff2"}


def test_the_part_that_sends_is_fetched_when_somebody_has_a_code_and_not_before(
    address: str, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{address}/nb/{LIGHT}", wait_until="networkidle")
    assert "self-assessment.js" in asked
    assert "sending.js" not in asked
    page.get_by_text("Jeg har en kode fra lederen min").click()
    page.get_by_label("Kode", exact=True).wait_for()
    assert asked.count("sending.js") == 1


def test_without_contact_the_way_to_send_says_so_and_works_when_there_is_some(
    address: str, page: Page
) -> None:
    page.route("**/sending.js*", lambda route: route.abort())
    page.goto(f"{address}/nb/{LIGHT}")
    door = page.get_by_text("Jeg har en kode fra lederen min")
    door.click()
    page.get_by_text("Det er ingen kontakt med serveren.").wait_for()
    page.unroute("**/sending.js*")
    door.click()
    door.click()
    page.get_by_label("Kode", exact=True).wait_for()
