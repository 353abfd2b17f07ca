"""The page for an address that leads nowhere works at any depth, and asks nobody else."""

from pathlib import Path

import pytest

from kit.load import load_book
from kit.sphinxext.site.not_found import not_found


def page_of(root: Path, setting: str = "") -> str:
    config = root / "_config.yml"
    config.write_text(f"{setting}\n" + config.read_text("utf-8"), "utf-8")
    return not_found(load_book(root), {"en": "index.html", "nb": "nb/index.html"}).decode()


def test_it_speaks_every_language_of_the_book(root: Path) -> None:
    page = page_of(root)
    assert 'lang="nb"' in page
    assert 'lang="en"' in page


def test_it_needs_no_other_file(root: Path) -> None:
    page = page_of(root)
    assert 'src="' not in page
    assert 'rel="stylesheet"' not in page
    assert "<style>" in page


@pytest.mark.parametrize("address", ["https://book.example.org/a", "https://book.example.org/a/"])
def test_where_the_book_says_where_it_stands_links_lead_there_without_a_script(
    root: Path, address: str
) -> None:
    page = page_of(root, f"html: {{baseurl: '{address}'}}")
    assert 'href="https://book.example.org/a/nb/index.html"' in page
    assert "<script" not in page


def test_a_setting_that_is_no_address_is_none(root: Path) -> None:
    assert "<script" in page_of(root, "html: {baseurl: 5}")
