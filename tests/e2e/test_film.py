"""A film in a workshop: the book's own, with captions, in page, wall and print; one elsewhere."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.checks import check_book
from kit.load import load_book
from kit.sphinxext import build_book
from tests.e2e.building import REPOSITORY

FILMS = """
films:
  - id: own
    title: The first visit
    link: book/_static/film.webm
    captions: book/_static/film.vtt
    minutes: 1
    transcript: Somebody opens the door.
    source: kit
  - id: other
    title: Elsewhere
    link: https://films.example/watch
    transcript: Somebody closes the door.
    source: kit
"""
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.900\nSomebody opens the door.\n"
WATCH = """  - {id: watch, title: Watch, minutes: 5, film: own, text: What did you see?}
  - {id: again, title: Look elsewhere, minutes: 5, film: other}
"""
SAID = """(film) => new Promise((done) => film.addEventListener("timeupdate", () => {
  const cue = film.textTracks[0].activeCues?.[0];
  if (cue && film.currentTime > 0.2) done(cue.text);
}))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("film") / "book"
    shutil.copytree(REPOSITORY / "tests" / "invalid" / "base", root)
    static = root / "book" / "_static"
    static.mkdir()
    shutil.copy(REPOSITORY / "tests" / "data" / "film.webm", static)
    (static / "film.vtt").write_text(CAPTIONS, encoding="utf-8")
    platform = root / "book" / "platform.yml"
    platform.write_text(platform.read_text("utf-8") + FILMS, encoding="utf-8")
    workshop = root / "exercises" / "workshops" / "thursday.yml"
    text = workshop.read_text("utf-8").replace("minutes: 35", "minutes: 45")
    workshop.write_text(text + WATCH, encoding="utf-8")
    assert [each for each in check_book(load_book(root)) if "film" in each.message] == []
    assert build_book(root).ok
    return root / "_build" / "site"


@pytest.mark.parametrize("way", ["http", "file"])
def test_the_books_own_film_is_run_by_whoever_leads_and_has_its_captions(
    page: Page, site: Path, serve_folder: Callable[[Path], str], way: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = serve_folder(site) if way == "http" else site.as_uri()
    page.goto(f"{address}/workshops/thursday.html")
    shown = page.locator(".kit-step video")
    assert shown.get_attribute("controls") is not None
    with page.expect_popup() as opened:
        page.locator(".kit-run-actions").get_by_role("button", name="Leader's window").click()
    desk = opened.value
    desk.get_by_role("button", name="Start", exact=True).click()
    desk.locator("summary", has_text="All steps").click()
    desk.get_by_role("button", name="Watch", exact=True).click()
    film = page.locator(".kit-wall video")
    expect(film).to_have_count(1)
    assert film.get_attribute("controls") is None
    assert desk.locator(".kit-desk video").count() == 0
    desk.get_by_role("button", name="Start the film (V)").click()
    assert film.evaluate(SAID) == "Somebody opens the door."
    page.keyboard.press("v")
    expect(film).to_have_js_property("paused", value=True)
    expect(desk.get_by_role("button", name="Start the film (V)")).to_be_visible()
    page.keyboard.press("v")
    expect(film).to_have_js_property("ended", value=True)
    expect(desk.get_by_role("button", name="Start the film (V)")).to_be_visible()
    assert [url for url in asked if "films.example" in url] == []


def test_one_that_lies_elsewhere_is_opened_on_purpose_and_by_the_leader(
    page: Page, site: Path
) -> None:
    page.goto((site / "workshops" / "thursday.html").as_uri())
    link = page.get_by_role("link", name="Watch the film")
    expect(link).to_have_attribute("href", "https://films.example/watch")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    page.get_by_role("button", name="Start", exact=True).click()
    for _ in range(8):
        if page.locator(".kit-wall h1").inner_text() == "Look elsewhere":
            break
        page.keyboard.press("ArrowRight")
    expect(page.locator(".kit-wall")).to_contain_text("Film: Elsewhere")
    expect(page.locator(".kit-wall")).not_to_contain_text("Watch the film")


def test_the_print_names_the_film_and_shows_no_empty_picture(page: Page, site: Path) -> None:
    page.goto((site / "workshops" / "thursday.html").as_uri())
    page.emulate_media(media="print")
    expect(page.get_by_text("Film: The first visit (1 minute)")).to_be_visible()
    expect(page.locator("video")).to_be_hidden()
