"""A published address stays where it is, and the settings are asked to say so."""

from pathlib import Path

import pytest

from kit.load import Book, load_book
from kit.model import Addresses
from kit.sphinxext.site.addresses import misplaced, say_unrecorded, settled
from kit.sphinxext.site.standing import Mark, Standing

IN_FOLDER = Standing({"en": {"en/_static/host.js": Mark("x"), "en/index.html": Mark("x")}})
AT_TOP = Standing({"en": {"index.html": Mark("x"), "_static/host.js": Mark("x")}})
REDIRECTS = Standing({"en": {"index.html": Mark("x"), "en/index.html": Mark("x")}})


@pytest.fixture
def book(root: Path) -> Book:
    return load_book(root)


def test_the_only_language_of_a_new_book_lies_at_the_top(book: Book) -> None:
    assert settled(book, Standing()) == Addresses(("en",), in_folders=False)
    assert say_unrecorded(book, settled(book, Standing())) == ()


def test_pages_that_were_published_in_a_folder_stay_there_and_it_is_said(book: Book) -> None:
    addresses = settled(book, IN_FOLDER)
    assert addresses == Addresses(("en",), in_folders=True)
    (problem,) = say_unrecorded(book, addresses)
    assert problem.code == "unrecorded-addresses"
    assert problem.place.path == "_config.yml"
    assert problem.place.line > 1


def test_redirects_in_a_folder_are_no_pages_in_it(book: Book) -> None:
    assert settled(book, REDIRECTS) == Addresses(("en",), in_folders=False)


@pytest.mark.parametrize("said", ["true", "false"])
def test_what_the_settings_say_goes_before_what_stands(root: Path, said: str) -> None:
    config = root / "_config.yml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace("    kit_languages", f"    kit_language_folder: {said}\n    kit_languages"),
        "utf-8",
    )
    book = load_book(root)
    addresses = settled(book, IN_FOLDER)
    assert addresses.in_folders == (said == "true")
    assert say_unrecorded(book, addresses) == ()


def test_pages_that_stand_elsewhere_than_they_should_are_found() -> None:
    folders, top = Addresses(("en", "nb"), in_folders=True), Addresses(("en",), in_folders=False)
    assert misplaced(folders, AT_TOP) == ["en"]
    assert misplaced(folders, IN_FOLDER) == []
    assert misplaced(top, IN_FOLDER) == ["en"]
    assert misplaced(top, Standing()) == []
