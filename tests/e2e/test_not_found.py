"""The page for an address that leads nowhere, as a reader meets it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from kit.load import load_book
from kit.serving import create_app
from kit.sphinxext.site.not_found import not_found
from tests.e2e.building import REPOSITORY, References, copy_of_the_book
from tests.servers import running

FRONTS = {"nb": "nb/book/index.html", "en": "en/book/index.html"}


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve a site that consists of nothing but this page."""
    (tmp_path / "404.html").write_bytes(not_found(load_book(REPOSITORY), FRONTS))
    with running(create_app(tmp_path)) as found:
        yield found


@pytest.mark.parametrize("path", ["gone.html", "nb/book/a/b/gone", "nb/"])
def test_at_any_depth_it_says_what_is_wrong_in_every_language(
    address: str,
    path: str,
    new_page: Callable[..., Page],
    axe: Callable[..., None],
) -> None:
    page = new_page(color_scheme="light", viewport={"width": 360, "height": 740})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(f"{address}/{path}")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Siden finnes ikke")
    expect(page.locator("[lang=en] h2")).to_have_text("There is no such page")
    assert asked == [f"{address}/{path}"]
    if path == "gone.html":
        axe(page)
        page.emulate_media(color_scheme="dark")
        axe(page, colours=True)
    home = page.get_by_role("link", name="Gå til forsiden")
    expect(home).to_have_attribute("href", "/nb/book/index.html")
    expect(page.get_by_text("Ta bort slutten av adressen")).to_be_hidden()


@pytest.mark.parametrize("path", ["gone.html", "nb/book/a/gone"])
@pytest.mark.parametrize("scripts", ["with", "without"])
def test_in_a_folder_of_its_host_it_finds_the_way_home_or_shows_none(
    tmp_path: Path, path: str, scripts: str, new_page: Callable[..., Page]
) -> None:
    """As on a host where each project has a folder, and another's book is beside it."""
    front = tmp_path / "vi" / FRONTS["nb"]
    front.parent.mkdir(parents=True)
    front.write_text("<title>Boka</title>", "utf-8")
    (tmp_path / "404.html").write_bytes(not_found(load_book(REPOSITORY), FRONTS))
    with running(Starlette(routes=[Mount("/", StaticFiles(directory=tmp_path, html=True))])) as at:
        page = new_page(java_script_enabled=scripts == "with")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{at}/vi/{path}")
        home = page.get_by_role("link", name="Gå til forsiden")
        by_hand = page.get_by_text("Ta bort slutten av adressen")
        if scripts == "with":
            home.click()
            expect(page).to_have_title("Boka")
            assert page.url == f"{at}/vi/{FRONTS['nb']}"
        else:
            expect(home).to_be_hidden()
            expect(by_hand).to_be_visible()
        assert all(each.startswith(f"{at}/") for each in asked)


def test_it_links_to_the_front_pages_where_the_settings_say_where_the_book_stands(
    tmp_path: Path,
) -> None:
    links = References(not_found(load_book(REPOSITORY), FRONTS).decode()).links
    assert links[1:] == ["/nb/book/index.html", "/en/book/index.html"]
    root = copy_of_the_book(tmp_path / "book")
    config = root / "_config.yml"
    text = config.read_text("utf-8")
    assert "\nhtml:" not in text
    config.write_text(f"{text}\nhtml:\n  baseurl: https://bok.example.no/vi/\n", "utf-8")
    text = not_found(load_book(root), FRONTS).decode()
    assert "hidden>" not in text
    assert "<script" not in text
    links = References(text).links
    assert links[1:] == [
        f"https://bok.example.no/vi/{language}/book/index.html" for language in ("nb", "en")
    ]
