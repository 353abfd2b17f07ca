"""Changing the language in the middle of an exercise: the words change, and nothing is lost."""

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, Route, expect
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from kit.catalogues import strings
from kit.frontend import Frame, asset_bytes, asset_files, light_page, resolve_links
from kit.load import load_book
from tests.e2e.building import REPOSITORY
from tests.e2e.stand_in import ROOM, StandIn
from tests.servers import running

BOOK = load_book(REPOSITORY)
ASSESSMENT, REFLECTION, GROUP = (
    "learn/where-we-stand",
    "learn/asking-for-help",
    "collaborate/the-relay",
)
LANGUAGES = ("nb", "en")


def written(exercise_id: str, language: str) -> str:
    exercise = BOOK.translated(language).exercises[exercise_id]
    context = BOOK.context(exercise_id, language, strings(language).gettext)
    html = light_page(
        BOOK.kinds[exercise.kind],
        exercise,
        replace(context, collector="/"),
        Frame(
            "../_static",
            "../index.html",
            {"nb": "Boka", "en": "The book"}[language],
            {name: f"../../{name}/{exercise_id}.html" for name in LANGUAGES},
        ),
    )
    return resolve_links(html, {"exercise/collaborate/the-relay": "../where.html"}.get)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("languages")
    static = files("kit.frontend") / "static"
    for language in LANGUAGES:
        assets = root / language / "_static"
        assets.mkdir(parents=True)
        for name in ("tokens.css", "language.js", "language-words.js"):
            (assets / name).write_bytes(asset_bytes(static / name))
        for name, text in asset_files(BOOK.kinds.values(), language).items():
            (assets / name).write_text(text, encoding="utf-8")
        for exercise_id in (ASSESSMENT, REFLECTION, GROUP):
            path = root / language / f"{exercise_id}.html"
            path.parent.mkdir(exist_ok=True)
            path.write_text(written(exercise_id, language), encoding="utf-8")
    return root


@pytest.fixture
def collector() -> StandIn:
    return StandIn.of(BOOK, ASSESSMENT, "Nord")


@pytest.fixture
def site(folder: Path, collector: StandIn) -> Iterator[str]:
    app = Starlette(routes=[*collector.routes(), Mount("/", StaticFiles(directory=folder))])
    with running(app) as address:
        yield address


def language(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


def text_of(exercise_id: str, name: str) -> Any:
    return BOOK.translated(name).exercises[exercise_id]


def test_answers_place_and_title_survive_and_every_word_changes(page: Page, site: str) -> None:
    page.goto(f"{site}/nb/{ASSESSMENT}.html")
    items = page.locator(".kit-item")
    items.nth(0).locator("input").nth(2).check()
    page.get_by_role("button", name="Neste").click()
    items.nth(1).locator("input").nth(1).check()
    language(page, "English")
    english = text_of(ASSESSMENT, "en")
    expect(page.get_by_role("status").first).to_have_text(
        "The page is now in this language: English."
    )
    expect(page.get_by_role("heading", level=1)).to_have_text(english.title)
    expect(items.nth(1).locator(".kit-question")).to_have_text(english.items[1].text)
    expect(items.nth(1)).to_be_visible()
    expect(page).to_have_title(f"{english.title} – The book")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.url == f"{site}/nb/{ASSESSMENT}.html"
    scale = BOOK.translated("en").platform
    assert scale
    labels = [category.label for category in scale.scale(english.scale).categories]
    shown = items.nth(1).locator(".kit-choice > span:first-of-type").all_text_contents()
    assert shown[: len(labels)] == labels
    assert page.locator("input:checked").count() == 2
    page.get_by_role("button", name="Back", exact=True).click()
    expect(items.nth(0).locator("input").nth(2)).to_be_checked()
    while page.get_by_role("button", name="Next", exact=True).is_visible():
        page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("button", name="Show my profile").click()
    expect(page.get_by_role("heading", name="Your profile")).to_be_focused()
    language(page, "Norsk bokmål")
    expect(page.get_by_role("heading", name="Profilen din")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(text_of(ASSESSMENT, "nb").title)
    left = page.evaluate("[localStorage.length, sessionStorage.length, location.hash]")
    assert left == [0, 0, ""]


def test_a_code_and_what_is_sent_survive(page: Page, site: str, collector: StandIn) -> None:
    page.goto(f"{site}/nb/{ASSESSMENT}.html#join={ROOM}")
    expect(page.get_by_role("heading", name="Før du svarer")).to_be_focused()
    language(page, "English")
    page.get_by_role("button", name="Begin", exact=True).click()
    count = page.locator(".kit-item").count()
    for position in range(count):
        page.locator(".kit-item").nth(position).locator("input").nth(1).check()
        page.locator(".kit-items button[type=submit]").click()
    expect(page.get_by_role("heading", name="Do you want to send your answers?")).to_be_visible()
    language(page, "Norsk bokmål")
    expect(page.get_by_role("heading", name="Vil du sende svarene?")).to_be_visible()
    page.get_by_role("button", name="Send anonymt").click()
    expect(page.get_by_role("heading", name="Svarene dine er mottatt")).to_be_focused()
    code = page.locator(".kit-receipt code").inner_text()
    language(page, "English")
    expect(page.get_by_role("heading", name="Your answers are received")).to_be_visible()
    assert page.locator(".kit-receipt code").inner_text() == code
    sent = json.loads(collector.bodies[-1])
    assert set(sent["answers"]) == {"0", "2"}
    assert len(collector.ballots) == 1


def test_what_is_written_survives(page: Page, site: str) -> None:
    page.goto(f"{site}/nb/{REFLECTION}.html")
    page.locator("textarea").first.fill("Mitt eget.")
    language(page, "English")
    english = text_of(REFLECTION, "en")
    expect(page.get_by_role("heading", level=1)).to_have_text(english.title)
    expect(page.locator("textarea").first).to_have_value("Mitt eget.")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    assert saved.value.path().read_text(encoding="utf-8").startswith(english.title)


def test_a_countdown_goes_on_in_the_other_language(page: Page, site: str) -> None:
    page.goto(f"{site}/nb/{GROUP}.html")
    page.get_by_role("button", name="Start", exact=True).click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    language(page, "English")
    expect(page.locator('.kit-step[aria-current="step"]')).to_have_count(1)
    page.get_by_role("button", name="Go on with step 2").click()
    title = text_of(GROUP, "en").steps[1].title
    expect(page.locator(".kit-wall").get_by_role("heading")).to_have_text(title)


def test_links_lead_to_the_pages_of_the_language(page: Page, site: str) -> None:
    page.goto(f"{site}/nb/{ASSESSMENT}.html")
    page.locator(".kit-item input").first.check()
    language(page, "English")
    book = page.get_by_role("link", name="The book", exact=True)
    expect(book).to_have_attribute("href", f"{site}/en/index.html")


def test_whoever_has_not_begun_goes_to_the_other_page(page: Page, site: str) -> None:
    page.goto(f"{site}/nb/{ASSESSMENT}.html")
    language(page, "English")
    expect(page).to_have_url(f"{site}/en/{ASSESSMENT}.html")


def test_where_the_words_cannot_be_read_the_reader_is_asked_first(page: Page, folder: Path) -> None:
    asked: list[str] = []
    answers = iter((False, True))

    def decide(dialog: Dialog) -> None:
        asked.append(dialog.message)
        if next(answers):
            dialog.accept()
        else:
            dialog.dismiss()

    page.on("dialog", decide)
    page.goto((folder / "nb" / f"{ASSESSMENT}.html").as_uri())
    page.locator(".kit-item input").first.check()
    language(page, "English")
    expect(page.locator(".kit-item input").first).to_be_checked()
    language(page, "English")
    expect(page.get_by_role("heading", level=1)).to_have_text(text_of(ASSESSMENT, "en").title)
    assert len(asked) == 2
    assert "blir alt du har svart eller skrevet her, borte" in asked[0]


def test_words_of_another_version_of_the_kit_are_not_mixed_in(page: Page, site: str) -> None:
    texts = asset_files((), "en")["sending.js"]
    version = json.loads(texts.partition("=")[2].partition(";\n")[0])[0]

    def later(route: Route) -> None:
        script = texts.replace(version, "0123abcd", 1)
        route.fulfill(body=script, content_type="text/javascript")

    page.route("**/en/_static/sending.js", later)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto(f"{site}/nb/{ASSESSMENT}.html#join={ROOM}")
    expect(page.get_by_role("heading", name="Før du svarer")).to_be_focused()
    with page.expect_event("dialog"):
        language(page, "English")
    assert asked == ["confirm"]
    expect(page.get_by_role("button", name="Begynn", exact=True)).to_be_visible()


def test_a_reload_in_the_middle_warns_and_no_other(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{site}/nb/{ASSESSMENT}.html")
    page.locator("h1").click()
    page.reload()
    assert asked == []
    page.locator(".kit-item input").first.check()
    page.reload()
    assert asked == ["beforeunload"]


def test_the_way_to_what_came_of_it_survives(page: Page, site: str, collector: StandIn) -> None:
    collector.closed = True
    page.goto(f"{site}/nb/{ASSESSMENT}.html#join={ROOM}")
    expect(page.get_by_role("link", name="Se hva som kom ut av det")).to_be_visible()
    language(page, "English")
    link = page.get_by_role("link", name="See what came of it")
    code = ROOM.replace("-", "")
    expect(link).to_have_attribute("href", f"/collect/after?lang=en#{code}")
    expect(page.locator(".kit-code").first).to_contain_text("The survey is closed")


def test_the_way_to_what_came_of_it_goes_with_the_code_when_the_page_comes_back(
    page: Page, site: str, collector: StandIn
) -> None:
    collector.closed = True
    page.goto(f"{site}/nb/{ASSESSMENT}.html#join={ROOM}")
    expect(page.get_by_role("link", name="Se hva som kom ut av det")).to_be_visible()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator(".kit-after")).to_have_count(0)
    assert ROOM.replace("-", "") not in page.content()
