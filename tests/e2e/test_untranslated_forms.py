"""Texts without a translation, said by scripts: each in the language that it is in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.catalogues import strings
from kit.frontend import Frame, asset_files, light_page, mark_english, resolve_links
from kit.load import load_book
from tests.danish import FOLDER
from tests.form_exercises import IDS

ROOT = Path(__file__).parents[2]
TOKENS = ROOT / "kit" / "frontend" / "static" / "tokens.css"


@pytest.fixture(scope="module")
def untranslated(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[..., str]) -> str:
    """Serve light pages in English of a book that has been written in Norwegian only."""
    return serve_folder(_pages(tmp_path_factory.mktemp("untranslated"), "en"))


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[..., str]) -> str:
    """Serve the same in a language that was brought, with few of the kit's own words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        return serve_folder(_pages(tmp_path_factory.mktemp("brought"), "da"))


def _pages(root: Path, language: str) -> Path:
    book = load_book(ROOT / "tests" / "forms")
    words = book.translated(language)
    for name, text in asset_files(book.kinds.values(), language).items():
        (root / name).write_text(text, encoding="utf-8")
    (root / "tokens.css").write_text(TOKENS.read_text(encoding="utf-8"))
    for exercise_id in IDS:
        exercise = words.exercises[exercise_id]
        html = light_page(
            book.kinds[exercise.kind],
            exercise,
            book.context(exercise_id, language, strings(language).gettext),
            Frame(".", None, "Book"),
        )
        html = mark_english(html, language)
        path = root / f"{exercise_id.partition('/')[2]}.html"
        path.write_text(resolve_links(html, lambda _target: None), encoding="utf-8")
    return root


LANGUAGES = """root => {
  const found = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    const holder = walk.currentNode.parentElement.closest("[lang]");
    if (text) found.push([holder.getAttribute("lang"), text]);
  }
  return found;
}"""


def _languages(page: Page, place: str) -> dict[str, str]:
    """Return the language of each text in a part of the page."""
    found = page.locator(place).first.evaluate(LANGUAGES)
    return {text: language for language, text in found}


def test_the_profile_says_each_text_in_its_own_language(
    page: Page, untranslated: str, axe: Callable[..., None]
) -> None:
    page.goto(f"{untranslated}/learning-here.html")
    for item in page.locator(".kit-item").all():
        expect(item).to_be_visible()
        item.locator("input").nth(
            3 if item.get_attribute("data-item") == "ask-first" else 1
        ).check()
        page.locator(".kit-items button[type=submit]").click()
    expect(page.locator(".kit-profile")).to_be_visible()
    said = _languages(page, ".kit-profile")
    assert said["Your profile"] == "en"
    assert said["Highest:"] == "en"
    assert said["What it might mean"] == "en"
    assert said["Å være nysgjerrig"] == "nb"
    meanings = page.locator(".kit-profile dd").all_inner_texts()
    assert meanings
    assert {said[text] for text in meanings} == {"nb"}
    figure = _languages(page, ".kit-figure")
    assert {language for text, language in figure.items() if text.startswith("1 =")} == {"nb"}
    assert {language for text, language in figure.items() if text[0].isdigit() and "." in text} == {
        "en"
    }
    axe(page)


def test_the_wall_says_each_text_in_its_own_language(page: Page, untranslated: str) -> None:
    page.goto(f"{untranslated}/from-error-to-habit.html")
    page.get_by_role("button", name="Start", exact=True).click()
    said = _languages(page, ".kit-wall")
    assert said["Step 1 of 4"] == said["The leader speaks"] == "en"
    assert said["Åpne"] == said["Lederen forteller hva dere skal gjøre, og hvorfor."] == "nb"
    assert "nb" in _languages(page, ".kit-stage > [role=status]").values()


def test_what_scripts_say_in_english_says_so_in_a_language_that_was_brought(
    page: Page, brought: str, axe: Callable[..., None]
) -> None:
    page.goto(f"{brought}/learning-here.html")
    expect(page.get_by_role("button", name="Næste")).not_to_have_attribute("lang", "en")
    count = page.locator(".kit-item").count()
    for position in range(count):
        high = page.locator(".kit-item").nth(position).get_attribute("data-item") == "ask-first"
        page.locator(".kit-item").nth(position).locator("input").nth(3 if high else 1).check()
        button = page.locator(".kit-items button[type=submit]")
        if position == count - 1:
            expect(button).to_have_attribute("lang", "en")
        button.click()
    # The button went back to a Danish word, and the mark went with the English one.
    page.get_by_role("button", name="Change my answers").click()
    expect(page.locator(".kit-items button[type=submit]")).to_have_text("Næste")
    expect(page.locator(".kit-items button[type=submit]")).not_to_have_attribute("lang", "en")
    for _ in range(count):
        page.locator(".kit-items button[type=submit]").click()
    expect(page.locator(".kit-profile")).to_be_visible()
    said = _languages(page, ".kit-profile")
    assert said["Your profile"] == "en"
    assert said["Highest:"] == "en"
    assert said["Å være nysgjerrig"] == "nb"
    assert said["Your score in each area"] == "en"
    axe(page)


def test_the_wall_in_a_language_that_was_brought_marks_what_is_english(
    page: Page, brought: str
) -> None:
    page.goto(f"{brought}/from-error-to-habit.html")
    assert _languages(page, ".kit-run-actions")["Leader's window"] == "en"
    page.get_by_role("button", name="Start", exact=True).click()
    assert _languages(page, ".kit-wall")["Step 1 of 4"] == "en"
    page.goto(f"{brought}/looking-back.html")
    expect(page.get_by_role("button", name="Forget what I wrote")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Forget what I wrote").click()
    assert _languages(page, ".kit-ask")["Everything you wrote here will be gone."] == "en"
