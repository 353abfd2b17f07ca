"""A book in one language, as it is printed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.load import load_book
from kit.printing.edition import Edition, Failed

Edit = Callable[[str, str, str], None]


def test_it_knows_where_its_pages_are_on_the_web_if_the_settings_say_so(
    root: Path, edit: Edit
) -> None:
    assert Edition(load_book(root), "nb").address == ""
    edit("_config.yml", "config:", "config:\n    html_baseurl: https://bok.example.org/a")
    assert Edition(load_book(root), "nb").address == "https://bok.example.org/a/"


def test_a_kind_that_fails_is_named_with_where_it_came_from(root: Path) -> None:
    edition = Edition(load_book(root), "nb")
    with (
        pytest.raises(Failed) as failed,
        edition.failures_named("learn/looking-back"),
    ):
        raise ZeroDivisionError
    assert "reflection" in failed.value.problem.message
