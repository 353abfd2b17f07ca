"""A folder becomes a book, and one broken file never hides another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.load import load_book

Edit = Callable[[str, str, str], None]
PLATFORM = "book/platform.yml"
REFLECTION = "exercises/learn/looking-back.yml"


def test_a_sound_book_is_complete_and_has_no_problems(root: Path) -> None:
    book = load_book(root)
    assert book.problems == ()
    assert list(book.exercises) == [
        "learn/looking-back",
        "learn/what-we-learned",
        "learn/where-we-stand",
    ]
    assert list(book.workshops) == ["thursday"]
    assert book.platform is not None
    assert book.platform.value.name == "A small platform"
    assert all(entry.sound for entry in book.exercises.values())


def test_the_exercises_of_a_broken_platform_are_still_held_against_their_schema(
    root: Path, edit: Edit
) -> None:
    edit(PLATFORM, "name: A small platform", "name: [a")
    edit(REFLECTION, "minutes: 10", "minutes: ten")
    book = load_book(root)
    assert book.platform is None
    assert [(p.place.path, p.code) for p in book.problems] == [
        (PLATFORM, "yaml-syntax"),
        (REFLECTION, "wrong-type"),
    ]


def test_an_empty_folder_is_a_book_without_anything(tmp_path: Path) -> None:
    book = load_book(tmp_path)
    assert (book.platform, dict(book.exercises), book.languages) == (None, {}, ("en",))
    assert [str(problem.place) for problem in book.problems] == ["_config.yml:1:1"]


def test_a_misspelt_key_counts_under_the_name_that_was_meant(root: Path, edit: Edit) -> None:
    edit(REFLECTION, "title: Looking back", "titel: Looking back")
    book = load_book(root)
    entry = book.exercises["learn/looking-back"]
    assert [problem.code for problem in book.problems] == ["unknown-key"]
    assert (entry.sound, entry.value.title) == (False, "Looking back")


def test_a_misspelt_owner_or_date_does_not_hide_the_rest(root: Path, edit: Edit) -> None:
    edit(REFLECTION, "owner: HR\nreview_by: 2027-06-01\n", "review_by: soon\n")
    book = load_book(root)
    assert [problem.code for problem in book.problems] == ["missing-key", "wrong-value"]
    assert "learn/looking-back" in book.exercises


def test_what_cannot_be_mended_without_inventing_is_left_out(root: Path, edit: Edit) -> None:
    edit(REFLECTION, "title: Looking back\n", "")
    book = load_book(root)
    assert "learn/looking-back" not in book.exercises
    assert "learn/looking-back" in book.exercise_ids


def test_the_source_language_comes_first(root: Path, edit: Edit) -> None:
    edit("_config.yml", "[en]", "[nb, en, sv, nb]")
    assert load_book(root).languages == ("en", "nb", "sv")


@pytest.mark.parametrize("setting", ["kit_languages: 5", "kit_languages: [5, '', {a: b}]"])
def test_senseless_languages_are_left_out(root: Path, edit: Edit, setting: str) -> None:
    edit("_config.yml", "kit_languages: [en]", setting)
    assert load_book(root).languages == ("en",)
