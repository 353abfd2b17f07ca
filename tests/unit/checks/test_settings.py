"""Settings: misread words, unknown ones, those without effect."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.checks import check_book
from kit.load import load_book

Edit = Callable[[str, str, str], None]


def codes_after(root: Path, edit: Edit, text: str) -> list[str]:
    edit("_config.yml", "author: HR\n", f"author: HR\n{text}\n")
    return [problem.code for problem in check_book(load_book(root))]


@pytest.mark.parametrize(
    "text",
    [
        "execute:\n  execute_notebooks: 'off'",
        "execute:\n  execute_notebooks: false\n  timeout: -1",
        "html:\n  use_edit_page_button: true\n  favicon: book/x.svg",
        "html:\n  announcement: ''\n  comments:\n    hypothesis: false",
        "launch_buttons:\n  thebe: false\n  binderhub_url: ''",
        "copyright: 2026",
        "parse:\n  myst_enable_extensions: [deflist]",
        "bibtex_bibfiles: [book/x.bib]",
    ],
)
def test_what_works_or_says_nothing_is_no_problem(root: Path, edit: Edit, text: str) -> None:
    assert codes_after(root, edit, text) == []


@pytest.mark.parametrize("word", ["no", "No", "OFF", "on", "yes"])
def test_an_unquoted_word_is_found_as_value_and_as_key(root: Path, edit: Edit, word: str) -> None:
    assert codes_after(root, edit, f"html:\n  {word}: {word}") == ["unquoted-boolean"] * 2


@pytest.mark.parametrize("word", ["'no'", '"on"', "nothing", "n", "y"])
def test_quoted_and_other_words_stay_words(root: Path, edit: Edit, word: str) -> None:
    assert codes_after(root, edit, f"logo: {word}") == []


@pytest.mark.parametrize(
    "text", ["html: 5", "html: [a]", "sphinx2: 1", "sphinx:\n  config: 5", "exclude_patterns: a"]
)
def test_no_setting_makes_the_checks_raise(root: Path, edit: Edit, text: str) -> None:
    assert codes_after(root, edit, text) != []
