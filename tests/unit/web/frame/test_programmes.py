"""The programmes of a book: those with a survey first, as pages that know their addresses."""

from pathlib import Path

import pytest

from kit.frontend import Frame
from kit.load import load_book
from kit.web.frame.programmes import Programmes

BOOK = load_book(Path(__file__).parents[4])
FRAME = Frame("/collect/followed", None, "Vi i Sarpsborg")


@pytest.fixture
def programmes() -> Programmes:
    return Programmes(lambda: BOOK)


def test_those_with_the_exercise_come_first(programmes: Programmes) -> None:
    found = programmes.all_for("learn/where-we-stand", "nb")
    assert found[0].name == "learn"
    assert found[0].asks
    assert not found[-1].asks
    assert len(found) == len(BOOK.workshops)
    assert found[0].minutes == 60


def test_a_language_that_the_book_lacks_is_its_own(programmes: Programmes) -> None:
    assert programmes.all_for("x", "sv")[0].title == programmes.all_for("x", "nb")[0].title
    assert programmes.all_for("x", "en")[0].title != programmes.all_for("x", "nb")[0].title
    assert (programmes.folder("sv"), programmes.folder("en")) == ("nb/", "en/")


def test_the_ids_of_a_programme_are_those_that_its_page_has(programmes: Programmes) -> None:
    names = programmes.names("learn")
    assert names is not None
    variants, steps = names
    assert {"", "ninety-minutes"} <= variants
    assert "where-we-stand" in steps
    assert programmes.names("learn") is names
    assert programmes.names("no-such") is None


def test_a_page_follows_and_leads_to_what_is_asked(programmes: Programmes) -> None:
    follow = {"role": "room", "address": "/collect/v1/room"}
    html = programmes.page(
        "learn", "nb", FRAME, follow=follow, resolve={"light/learn/where-we-stand": "/x"}.get
    )
    assert html is not None
    assert '"follow":{"role":"room"' in html.replace(" ", "")
    assert 'href="/x"' in html
    assert "kit:" not in html
    assert programmes.page("no-such", "nb", FRAME, follow=follow, resolve=lambda _: None) is None


def test_without_a_book_there_is_nothing() -> None:
    none = Programmes(lambda: None)
    assert none.all_for("x", "nb") == []
    assert none.names("learn") is None
    assert none.languages() == ()
    assert none.folder("nb") == ""
