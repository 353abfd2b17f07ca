"""Pages of the kit's own in two languages: text by text, and nothing that is not a translation."""

from dataclasses import replace
from pathlib import Path

import pytest

from kit.checks import blocks_of
from kit.load import load_book
from kit.projects.own_pages import own_translations
from kit.projects.pages import render_project

PLATFORMS = Path(__file__).parents[2] / "platforms"
NAMES = sorted(path.name for path in PLATFORMS.iterdir() if (path / "book").is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_the_same_number_of_things_in_every_language(name: str) -> None:
    book = load_book(PLATFORMS / name)
    assert book.platform is not None
    made = []
    for language in ("nb", "nn", "sv", "en"):
        platform = book.platform.value.model_copy(update={"language": language})
        one = replace(book, platform=replace(book.platform, value=platform))
        pages = render_project(one, example=False)
        made.append({path: len(blocks_of(text)) for path, text in pages.items() if ".md" in path})
    assert made.count(made[0]) == len(made)
    assert len(made[0]) > 10


def test_a_text_that_names_a_focus_area_waits_for_a_translator() -> None:
    book = load_book(PLATFORMS / "lorenskog")
    found = own_translations(book, "en")
    assert found["book/focus-areas/economy"]["For deg selv"] == "On your own"
    assert not any("Økonomi" in text for text in found["book/focus-areas/economy"].values())


def test_a_language_that_the_kit_does_not_have_gets_nothing() -> None:
    assert own_translations(load_book(PLATFORMS / "lorenskog"), "da") == {}
