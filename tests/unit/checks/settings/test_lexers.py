"""What code on a page may be said to be in, and what is proposed where nothing knows it."""

from pathlib import Path

import pytest

from kit.checks.settings.lexers import as_directives, hint_for, is_unknown
from kit.load import load_book


@pytest.mark.parametrize("language", ["python", "Python", "yaml", "text", "brainfuck"])
def test_what_is_common_or_known_to_the_library_is_known(language: str) -> None:
    assert not is_unknown(language)


@pytest.mark.parametrize("language", ["pyhton", "", "python "])
def test_what_nothing_can_colour_is_unknown(language: str) -> None:
    assert is_unknown(language)


def test_the_closest_common_language_is_proposed() -> None:
    assert hint_for("pyhton", ()) == "did you mean 'python'?"


def test_words_of_the_book_are_proposed_too() -> None:
    assert hint_for("mermaidd", ()) == "write 'text' if it is to be shown as it is"
    assert hint_for("mermaidd", {"mermaid"}) == "did you mean 'mermaid'?"


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("config:\n    myst_fence_as_directive: [mermaid, 1]", {"mermaid", "1"}),
        ("config:\n    myst_fence_as_directive: mermaid", set()),
        ("config: [myst_fence_as_directive]", set()),
        ("local_extensions: {}", set()),
    ],
    ids=["a list", "no list", "no settings", "nothing said"],
)
def test_what_a_book_makes_directives_of_is_read_whatever_stands_there(
    root: Path, settings: str, found: set[str]
) -> None:
    (root / "_config.yml").write_text(f"title: Trial\nsphinx:\n  {settings}\n", "utf-8")
    assert as_directives(load_book(root)) == found


def test_a_book_without_settings_makes_directives_of_nothing(root: Path) -> None:
    (root / "_config.yml").unlink()
    assert as_directives(load_book(root)) == frozenset()
