"""Texts without a translation, said by scripts: each in the language that it is in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.catalogues import strings
from kit.frontend import asset_files, light_page, resolve_links
from kit.load import load_book

ROOT = Path(__file__).parents[2]
TOKENS = ROOT / "kit" / "frontend" / "static" / "tokens.css"
IDS = ("learn/from-error-to-habit", "learn/learning-here")


@pytest.fixture(scope="module")
def untranslated(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[..., str]) -> str:
    """Serve light pages in English of a book that has been written in Norwegian only."""
    book = load_book(ROOT / "tests" / "forms")
    words = book.translated("en")
    root = tmp_path_factory.mktemp("untranslated")
    for name, text in asset_files(book.kinds.values(), "en").items():
        (root / name).write_text(text, encoding="utf-8")
    (root / "tokens.css").write_text(TOKENS.read_text(encoding="utf-8"))
    for exercise_id in IDS:
        exercise = words.exercises[exercise_id]
        html = light_page(
            book.kinds[exercise.kind],
            exercise,
            book.context(exercise_id, "en", strings("en").gettext),
            static=".",
            book=None,
            book_title="Book",
        )
        path = root / f"{exercise_id.partition('/')[2]}.html"
        path.write_text(resolve_links(html, lambda _target: None), encoding="utf-8")
    return serve_folder(root)


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


def test_the_countdown_says_each_text_in_its_own_language(page: Page, untranslated: str) -> None:
    page.goto(f"{untranslated}/from-error-to-habit.html")
    said = _languages(page, ".kit-timer-step")
    assert {language for text, language in said.items() if text.startswith("Step 1 of")} == {"en"}
    assert "nb" in said.values()
    assert set(_languages(page, ".kit-timer-task").values()) <= {"nb"}
    page.get_by_role("button", name="Start the countdown").click()
    assert "nb" in _languages(page, ".kit-timer [role=status]").values()
