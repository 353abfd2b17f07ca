"""The top of a site leads to the reader's language, and lists only those that stand."""

from pathlib import Path

import pytest

from kit.load import Book, load_book
from kit.model import Addresses
from kit.sphinxext.site.front_door import front_door


@pytest.fixture
def book(root: Path) -> Book:
    config = root / "_config.yml"
    text = config.read_text("utf-8").replace("kit_languages: [en]", "kit_languages: [en, nb, sv]")
    config.write_text(text, "utf-8")
    return load_book(root)


def test_a_language_that_does_not_stand_yet_is_not_offered(book: Book) -> None:
    files = front_door(book, Addresses(("en", "nb", "sv")), ["en", "nb"], "index.html")
    page = files["index.html"]
    assert isinstance(page, bytes)
    assert b'href="nb/index.html"' in page
    assert b"sv/index.html" not in page
    assert {"404.html", "languages.js"} <= set(files)


def test_a_single_language_at_the_top_has_its_own_first_page_there(root: Path) -> None:
    files = front_door(load_book(root), Addresses(("en",), in_folders=False), ["en"], "index.html")
    assert set(files) == {"404.html"}


def test_the_title_of_the_settings_goes_before_that_of_the_platform(root: Path) -> None:
    config = root / "_config.yml"
    addresses = Addresses(("en",))

    def heading() -> bytes:
        page = front_door(load_book(root), addresses, ["en"], "index.html")["index.html"]
        assert isinstance(page, bytes)
        return page

    lines = config.read_text("utf-8").splitlines(keepends=True)
    untitled = "".join(line for line in lines if not line.startswith("title:"))
    config.write_text(untitled, "utf-8")
    assert b"A small platform" in heading()
    config.write_text(f"title: A & B\n{untitled}", "utf-8")
    assert b"A &amp; B" in heading()
