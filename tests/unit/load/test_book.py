"""A book knows its files, its languages and what a kind may see of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.errors import Place
from kit.load import load_book

Edit = Callable[[str, str, str], None]
PLATFORM = "book/platform.yml"
REFLECTION = "exercises/learn/looking-back.yml"
CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "exercises/learn/looking-back:title"
msgid "Looking back"
msgstr "Tilbakeblikk"

msgctxt "exercises/learn/looking-back:prompts.surprise.text"
msgid "What surprised you once?"
msgstr "Hva overrasket deg?"

#, fuzzy
msgctxt "platform:name"
msgid "A small platform"
msgstr "En liten plattform"
"""


def test_an_entry_knows_its_path_its_file_id_and_its_places(root: Path) -> None:
    book = load_book(root)
    entry = book.exercises["learn/looking-back"]
    assert (entry.path, entry.file_id) == (REFLECTION, "exercises/learn/looking-back")
    assert entry.place(("prompts", 1, "text")) == Place(REFLECTION, 16, 11)
    assert book.platform is not None
    assert book.platform.file_id == "platform"
    assert book.workshops["thursday"].file_id == "exercises/workshops/thursday"


def test_a_translation_falls_back_text_by_text_and_says_where(root: Path) -> None:
    folder = root / "locale" / "nb" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "exercises.po").write_text(CATALOGUE, encoding="utf-8")
    text = load_book(root).translated("nb")
    exercise = text.exercises["learn/looking-back"]
    assert exercise.title == "Tilbakeblikk"
    assert exercise.summary == "Ten quiet minutes with the week that went."
    missing = text.missing["exercises/learn/looking-back"]
    assert "title" not in missing
    assert {"summary", "prompts.surprise.text"} <= set(missing)
    assert "name" in text.missing["platform"]


def test_a_renamed_exercise_keeps_its_translations(root: Path, edit: Edit) -> None:
    folder = root / "locale" / "nb" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "exercises.po").write_text(CATALOGUE, encoding="utf-8")
    edit(
        REFLECTION, "title: Looking back\n", "title: Looking back\nformerly: [learn/looking-back]\n"
    )
    (root / REFLECTION).rename(root / "exercises/learn/a-look-back.yml")
    exercise = load_book(root).translated("nb").exercises["learn/a-look-back"]
    assert exercise.title == "Tilbakeblikk"


def test_the_source_language_misses_nothing(root: Path) -> None:
    assert load_book(root).translated("en").missing == {}


def test_a_context_has_the_platform_and_the_exercises_of_its_language(root: Path) -> None:
    context = load_book(root).context("learn/looking-back", gettext=str.upper)
    assert (context.exercise_id, context.language) == ("learn/looking-back", "en")
    assert context.platform.id == "small"
    assert "learn/where-we-stand" in context.exercises
    assert context.gettext("a") == "A"


def test_the_context_of_a_translation_has_the_source_too(root: Path) -> None:
    book = load_book(root)
    assert book.context("learn/looking-back").source is None
    source = book.context("learn/looking-back", "nb").source
    assert source
    assert source.exercises["learn/looking-back"] == book.exercises["learn/looking-back"].value


def test_without_a_platform_there_is_no_context(root: Path) -> None:
    (root / PLATFORM).unlink()
    with pytest.raises(ValueError, match="without a platform"):
        load_book(root).context("learn/looking-back")
