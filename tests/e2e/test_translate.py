"""Catalogues follow the book; no translation is lost, and none is shown for another text."""

import re
from pathlib import Path
from shutil import copytree

import pytest
from babel.messages.catalog import Message
from click.testing import CliRunner

from kit.catalogues import read_catalogue, write_catalogue
from kit.cli import main
from kit.errors import UsageError
from kit.load import load_book
from kit.projects import Report, add_exercise, new_project, translate
from kit.sphinxext import build_book
from kit.sphinxext.build.prose import prose_messages

PLATFORM = Path(__file__).parents[1] / "platforms" / "lorenskog" / "book" / "platform.yml"
YAML_TEXTS = "locale/en/LC_MESSAGES/exercises.po"
ROLES = "locale/en/LC_MESSAGES/book/roles.po"


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "book"
    new_project(folder, PLATFORM)
    added = add_exercise(folder, "reflection", "people/back")
    page = folder / added.page
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{added.directive}\n", encoding="utf-8")
    config = folder / "_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('kit_languages: ["nb"]', "kit_languages: [nb, en]"), "utf-8")
    return folder


@pytest.fixture
def root(new: Path, tmp_path: Path) -> Path:
    """Give a book with nothing translated, and no catalogue."""
    return copytree(new, tmp_path / "book")


@pytest.fixture(scope="module")
def extracted(new: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    folder = copytree(new, tmp_path_factory.mktemp("extracted") / "book")
    return folder, run(folder)


@pytest.fixture
def begun(extracted: tuple[Path, Report], tmp_path: Path) -> Path:
    """Give the book with its English catalogues as they are first made."""
    return copytree(extracted[0], tmp_path / "book")


def run(root: Path, language: str = "en") -> Report:
    return translate(load_book(root), language, prose_messages)


def put(root: Path, catalogue: str, msgid: str, translation: str) -> None:
    read = read_catalogue(root / catalogue, "en")
    found = [message for message in read if message.id == msgid]
    assert found, msgid
    for message in found:
        message.string = translation
    write_catalogue(root / catalogue, read)


def change(root: Path, path: str, before: str, after: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert before in text
    (root / path).write_text(text.replace(before, after), encoding="utf-8")


def entry(root: Path, catalogue: str, msgid: str) -> Message:
    read = read_catalogue(root / catalogue, "en")
    return next(message for message in read if message.id == msgid)


def report_of(report: Report, path: str) -> tuple[int, int, int]:
    file = next(file for file in report.files if file.path == path)
    return file.done, len(file.missing), len(file.stale)


def test_every_text_of_platform_exercises_and_pages_is_extracted(
    extracted: tuple[Path, Report],
) -> None:
    root, report = extracted
    contexts = {
        message.context for message in read_catalogue(root / YAML_TEXTS, "en") if message.id
    }
    assert "platform:focus_areas.people.name" in contexts
    assert "exercises/people/back:prompts.glad.text" in contexts
    assert entry(root, YAML_TEXTS, "Et møte som gikk bra").string == ""
    pages = {file.path for file in report.files}
    assert {"locale/en/LC_MESSAGES/book/how-to/leader.po", ROLES, YAML_TEXTS} <= pages
    assert all(file.total for file in report.files)


def test_what_comes_from_yaml_is_not_in_the_pages_catalogues_again(
    extracted: tuple[Path, Report],
) -> None:
    page = read_catalogue(extracted[0] / "locale/en/LC_MESSAGES/book/focus-areas/people.po", "en")
    assert "Et møte som gikk bra" not in {message.id for message in page}


def test_a_second_run_changes_no_byte(begun: Path) -> None:
    def catalogues() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in (begun / "locale").rglob("*.po")}

    put(begun, ROLES, "Roller", "Roles")
    run(begun)
    first = catalogues()
    run(begun)
    assert catalogues() == first
    assert not any(b"Date" in data.split(b"\n\n")[0] for data in first.values())


def test_a_translated_text_is_shown_and_the_rest_stays_in_the_source_language(
    begun: Path,
) -> None:
    before = report_of(run(begun), ROLES)[0]
    put(begun, ROLES, "Roller", "Who does what")
    put(begun, YAML_TEXTS, "Et møte som gikk bra", "A meeting that went well")
    assert report_of(run(begun), ROLES)[0] == before
    site = build_book(begun, languages=["en"]).site
    assert "<h1>Who does what" in (site / "en" / "book" / "roles.html").read_text(encoding="utf-8")
    page = (site / "en" / "exercises" / "people" / "back.html").read_text(encoding="utf-8")
    assert "A meeting that went well" in page
    assert "Hva gjorde du som hjalp den andre?" in page


def test_a_changed_text_makes_its_translation_stale_listed_and_not_shown(begun: Path) -> None:
    changes = (
        (
            YAML_TEXTS,
            "exercises/people/back.yml",
            "Et møte som gikk bra",
            "Et møte som gikk godt",
            "A meeting that went well",
        ),
        (ROLES, "book/roles.md", "Alle bidrar,", "Alle her bidrar,", "Everybody contributes"),
    )
    stale = {}
    for catalogue, path, before, after, translation in changes:
        read = read_catalogue(begun / catalogue, "en")
        old = next(str(m.id) for m in read if m.id and before in str(m.id))
        put(begun, catalogue, old, translation)
        change(begun, path, before, after)
        stale[catalogue] = (old.replace(before, after), translation)
    report = run(begun)
    assert {file.path: file.stale for file in report.files if file.stale} == {
        catalogue: (text,) for catalogue, (text, _) in stale.items()
    }
    for catalogue, (text, translation) in stale.items():
        kept = entry(begun, catalogue, text)
        assert (kept.string, kept.fuzzy) == (translation, True)
    assert sum("  stale: " in line for line in report.lines()) == len(stale)
    site = build_book(begun, languages=["en"]).site
    shown = "".join(page.read_text(encoding="utf-8") for page in site.rglob("en/**/*.html"))
    assert "Alle her bidrar," in shown
    assert [words for _, words in stale.values() if words in shown] == []


def test_a_wording_that_only_differs_in_whitespace_keeps_its_translation(begun: Path) -> None:
    summary = next(
        str(message.id)
        for message in read_catalogue(begun / YAML_TEXTS, "en")
        if message.context == "exercises/people/back:summary"
    )
    put(begun, YAML_TEXTS, summary, "You look back.")
    change(begun, "exercises/people/back.yml", "kollega, og finner", "kollega,\n\n  og finner")
    assert report_of(run(begun), YAML_TEXTS)[0] == 1
    assert report_of(run(begun), YAML_TEXTS)[2] == 0


def test_an_exercise_that_goes_and_comes_back_has_its_translation_again(begun: Path) -> None:
    put(begun, YAML_TEXTS, "Et møte som gikk bra", "A meeting that went well")
    path = begun / "exercises" / "people" / "back.yml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    page = begun / "book" / "focus-areas" / "people.md"
    words = page.read_text(encoding="utf-8")
    page.write_text(words.split("```{kit-exercise}")[0], encoding="utf-8")
    run(begun)
    assert "A meeting that went well" in (begun / YAML_TEXTS).read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    page.write_text(words, encoding="utf-8")
    run(begun)
    assert entry(begun, YAML_TEXTS, "Et møte som gikk bra").string == "A meeting that went well"


def test_a_broken_catalogue_is_named_and_no_catalogue_is_touched(begun: Path) -> None:
    broken = "this is not a catalogue\n"
    (begun / ROLES).write_text(broken, encoding="utf-8")
    before = (begun / YAML_TEXTS).read_bytes()
    add_exercise(begun, "reflection", "people/other")
    report = run(begun)
    assert [(p.code, str(p.place)) for p in report.problems] == [
        ("broken-catalogue", f"{ROLES}:1:1")
    ]
    assert (begun / ROLES).read_text(encoding="utf-8") == broken
    assert (begun / YAML_TEXTS).read_bytes() == before


def test_a_book_with_errors_is_left_alone(begun: Path) -> None:
    before = (begun / YAML_TEXTS).read_bytes()
    change(begun, "exercises/people/back.yml", "prompts:", "promts:")
    report = run(begun)
    assert "unknown-key" in {problem.code for problem in report.problems}
    assert (begun / YAML_TEXTS).read_bytes() == before


@pytest.mark.parametrize("language", ["nb", "english", "../en"])
def test_the_books_own_language_and_what_is_no_language_are_refused(
    root: Path, language: str
) -> None:
    with pytest.raises(UsageError):
        run(root, language)
    assert not (root / "locale").exists()


def test_a_language_that_the_kit_does_not_know_gets_its_catalogues_too(root: Path) -> None:
    report = run(root, "se")
    assert (root / "locale" / "se" / "LC_MESSAGES" / "exercises.po").is_file()
    assert any("add se to kit_languages" in line for line in report.lines())


def test_in_json_too_a_problem_ends_with_status_one(root: Path) -> None:
    change(root, "exercises/people/back.yml", "prompts:", "promts:")
    said = CliRunner().invoke(main, ["translate", "en", "-C", str(root), "--json"])
    assert "unknown-key" in said.stdout
    assert said.exit_code == 1


def test_the_command_says_how_much_is_done_and_speaks_json(root: Path) -> None:
    said = CliRunner().invoke(main, ["translate", "en", "-C", str(root)])
    assert said.exit_code == 0, said.output
    assert "exercises.po: 0 of " in said.output
    assert re.search(r"^en: [1-9]\d* of \d+ texts done \(\d+ %\)$", said.output, re.MULTILINE)
    as_json = CliRunner().invoke(main, ["translate", "en", "-C", str(root), "--json"])
    assert '"language": "en"' in as_json.output
