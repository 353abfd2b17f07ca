"""A folder becomes a book, and one broken file never hides another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.errors import Place
from kit.load import load_book

Edit = Callable[[str, str, str], None]

PLATFORM = "book/platform.yml"
REFLECTION = "exercises/learn/looking-back.yml"
ASSESSMENT = "exercises/learn/where-we-stand.yml"

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


def test_an_entry_knows_its_path_its_file_id_and_its_places(root: Path) -> None:
    book = load_book(root)
    entry = book.exercises["learn/looking-back"]
    assert (entry.path, entry.file_id) == (REFLECTION, "exercises/learn/looking-back")
    assert entry.place(("prompts", 1, "text")) == Place(REFLECTION, 16, 11)
    assert book.platform is not None
    assert book.platform.file_id == "platform"
    assert book.workshops["thursday"].file_id == "exercises/workshops/thursday"


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


def test_a_kind_of_the_books_own_is_used(root: Path, edit: Edit) -> None:
    plugins = root / "plugins"
    plugins.mkdir()
    (plugins / "quiet.py").write_text(
        "from kit.plugins import discover\n"
        "reflection = discover().of('kit.kinds')['reflection']\n"
        "class Schema(reflection.model):\n"
        "    kind: str\n"
        "class Quiet(type(reflection)):\n"
        "    name = 'quiet'\n"
        "    model = Schema\n"
        "kinds = [Quiet()]\n",
        encoding="utf-8",
    )
    edit(REFLECTION, "kind: reflection", "kind: quiet")
    book = load_book(root)
    assert book.problems == ()
    assert book.exercises["learn/looking-back"].value.kind == "quiet"


def test_a_schema_that_fails_is_the_plugins_problem(root: Path, edit: Edit) -> None:
    plugins = root / "plugins"
    plugins.mkdir()
    (plugins / "loud.py").write_text(
        "from pydantic import model_validator\n"
        "from kit.plugins import discover\n"
        "reflection = discover().of('kit.kinds')['reflection']\n"
        "class Schema(reflection.model):\n"
        "    kind: str\n"
        "    @model_validator(mode='before')\n"
        "    @classmethod\n"
        "    def fail(cls, data): raise RuntimeError('no')\n"
        "class Loud(type(reflection)):\n"
        "    name = 'loud'\n"
        "    model = Schema\n"
        "kinds = [Loud()]\n",
        encoding="utf-8",
    )
    edit(REFLECTION, "kind: reflection", "kind: loud")
    (problem,) = load_book(root).problems
    assert (problem.place, problem.code) == (Place("plugins/loud.py", 8), "broken-plugin")
