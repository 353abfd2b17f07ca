"""What a page may load, run and ask, held by a real browser, from a server and from a disk."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from kit.sphinxext import build_book
from tests.conftest import OtherHosts

TESTS = Path(__file__).parents[1]
FORM, PROSE = "book/learn.html", "book/index.html"
LIGHT = "exercises/learn/where-we-stand.html"
RAN = "({ ...document.documentElement.dataset })"
ASK = "(address) => fetch(address).then(() => 'answered', () => 'refused')"
FOREIGN = "https://foreign.example/data"
SOCKET = """(address) => new Promise((resolve) => {
  const socket = new WebSocket(address);
  socket.onerror = () => resolve("refused");
  socket.onopen = () => resolve("answered");
})"""


@dataclass(frozen=True)
class Held:
    """A page, what its policy has stopped, and what it asked of the host that is allowed."""

    page: Page
    stopped: list[str]
    asked: list[str]


@pytest.fixture
def held(held_page: tuple[Page, list[str]]) -> Held:
    page, stopped = held_page
    found = Held(page, stopped, [])

    def answer(route: Route) -> None:
        found.asked.append(route.request.url)
        route.fulfill(status=204)

    page.context.route("https://allowed.example/*", answer)
    return found


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a book with scripts of the author's twice: one collects answers, one does not.

    Neither may be published; what matters is what a browser would make of it.
    """
    folder = tmp_path_factory.mktemp("sites")
    for name in ("collecting", "open"):
        book = folder / "books" / name
        shutil.copytree(TESTS / "invalid/base", book)
        shutil.copytree(TESTS / "built/blocked-scripts", book, dirs_exist_ok=True)
        if name == "open":
            config = book / "_config.yml"
            settings = config.read_text("utf-8")
            config.write_text(settings.replace("kit_collector: /", 'kit_collector: ""'), "utf-8")
        build_book(book)
        shutil.copytree(book / "_build/cache/en/html", folder / name)
    return folder


@pytest.fixture(params=["served", "from a disk"])
def address(
    request: pytest.FixtureRequest, sites: Path, serve_folder: Callable[[Path], str]
) -> str:
    return serve_folder(sites) if request.param == "served" else sites.as_uri()


def test_beside_a_form_of_a_book_that_collects_no_script_of_the_authors_stands_in_the_page(
    held: Held, address: str
) -> None:
    page, stopped = held.page, held.stopped
    page.goto(f"{address}/collecting/{FORM}")
    expect(page.locator(".kit-live")).to_have_count(3)
    assert "beside" not in page.evaluate(RAN)
    assert any("inline script" in each for each in stopped)


def test_elsewhere_it_runs_the_scripts_that_it_was_built_with_and_no_others(
    held: Held, address: str
) -> None:
    page, stopped = held.page, held.stopped
    page.goto(f"{address}/collecting/{PROSE}")
    page.get_by_role("button", name="Press").click()
    ran = page.evaluate(RAN)
    assert (ran["known"], ran["own"]) == ("ran", "ran")
    assert "handled" not in ran
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "document.documentElement.dataset.injected = 'ran'";
          document.body.append(script);
        }"""
    )
    assert "injected" not in page.evaluate(RAN)
    assert len(stopped) >= 2


def test_a_book_that_does_not_collect_runs_what_its_author_wrote(held: Held, address: str) -> None:
    page = held.page
    page.goto(f"{address}/open/{FORM}")
    expect(page.locator(".kit-live")).to_have_count(3)
    assert page.evaluate(RAN)["beside"] == "ran"
    page.goto(f"{address}/open/{PROSE}")
    page.get_by_role("button", name="Press").click()
    assert page.evaluate(RAN)["handled"] == "ran"


@pytest.mark.parametrize("book", ["collecting", "open"])
def test_no_page_asks_another_host_whatever_runs_on_it(held: Held, address: str, book: str) -> None:
    page, stopped = held.page, held.stopped
    for name in (FORM, PROSE, LIGHT, "search.html"):
        page.goto(f"{address}/{book}/{name}")
        stopped.clear()
        assert page.evaluate(ASK, FOREIGN) == "refused", name
        page.evaluate("(address) => { new Image().src = address; }", FOREIGN)
        assert sum("foreign.example" in each for each in stopped) >= 2, name


def test_a_host_that_the_author_allows_is_asked_where_nobody_answers(
    held: Held, address: str
) -> None:
    held.page.goto(f"{address}/collecting/{PROSE}")
    assert held.asked == ["https://allowed.example/a.png"]
    held.asked.clear()
    held.page.goto(f"{address}/collecting/{FORM}")
    assert held.asked == []
    assert any("allowed.example" in each for each in held.stopped)


def test_whatever_asks_another_host_is_seen(page: Page, other_hosts: OtherHosts) -> None:
    """On this hang all tests with a page: at their end they look at what was asked."""
    before = len(other_hosts.asked)
    for address in (FOREIGN, "http://foreign.example/data", "http://localhost:8099/data"):
        assert page.evaluate(ASK, address) == "refused"
    assert page.evaluate(SOCKET, "wss://foreign.example/data") == "refused"
    seen = set(other_hosts.asked[before:])
    del other_hosts.asked[before:]
    assert seen == {
        "foreign.example:443",
        "http://foreign.example/data",
        "http://localhost:8099/data",
    }
