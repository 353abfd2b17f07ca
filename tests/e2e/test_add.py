"""A new exercise starts from a commented, valid example that fits the book."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.checks import check_book
from kit.cli import main
from kit.errors import AuthorError
from kit.load import load_book
from kit.plugins import discover
from kit.projects import add_exercise, new_project
from kit.sphinxext import build_book

PLATFORMS = Path(__file__).parents[1] / "platforms"
KINDS = tuple(sorted(discover().of("kit.kinds")))
DAY = date(2026, 3, 1)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    root = tmp_path / "book"
    new_project(root, PLATFORMS / "lorenskog" / "book" / "platform.yml")
    return root


def show(root: Path, page: str, directive: str) -> None:
    path = root / page
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{directive}\n", encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_the_exercise_is_valid_and_only_needs_to_be_shown(book: Path, kind: str) -> None:
    added = add_exercise(book, kind, "people/new-one", today=DAY)
    assert [problem.code for problem in check_book(load_book(book))] == ["exercise-not-shown"]
    show(book, added.page, added.directive)
    assert [str(problem) for problem in check_book(load_book(book))] == []


@pytest.mark.parametrize(
    "language",
    ["sv", *(pytest.param(language, marks=pytest.mark.deep) for language in ("nb", "nn", "en"))],
)
def test_every_example_builds_in_its_own_language(tmp_path: Path, language: str) -> None:
    source = tmp_path / "platform.yml"
    text = (PLATFORMS / "sarpsborg" / "book" / "platform.yml").read_text(encoding="utf-8")
    source.write_text(text.replace("language: nb", f"language: {language}"), encoding="utf-8")
    root = tmp_path / "book"
    new_project(root, source)
    for kind in KINDS:
        added = add_exercise(root, kind, f"dare/{kind}", today=DAY)
        show(root, added.page, added.directive)
    assert [str(problem) for problem in check_book(load_book(root))] == []
    assert build_book(root).ok


def test_the_four_examples_of_a_kind_are_four_texts() -> None:
    kinds = load_book(PLATFORMS / "sarpsborg").kinds
    for kind in KINDS:
        texts = {kinds[kind].example(language) for language in ("nb", "nn", "sv", "en")}
        assert len(texts) == 4
        assert kinds[kind].example("fi") == kinds[kind].example("en")


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_explains_itself_in_comments(kind: str) -> None:
    text = load_book(PLATFORMS / "sarpsborg").kinds[kind].example("en")
    assert text.startswith("# yaml-language-server: $schema=../../.kit/schemas/exercise.json\n")
    assert len(re.findall(r"(?:^|\s)# ", text)) >= 10
    assert "lorem" not in text.lower()


def test_owner_and_review_are_the_books_own(book: Path) -> None:
    add_exercise(book, "reflection", "people/new-one", today=date(2024, 2, 29))
    exercise = load_book(book).exercises["people/new-one"].value
    assert exercise.owner == "HR"
    assert exercise.review_by == date(2025, 2, 28)


def test_a_scale_of_the_book_is_chosen_and_the_feedback_fits_it(tmp_path: Path) -> None:
    root = tmp_path / "book"
    new_project(root, PLATFORMS / "ostersund" / "book" / "platform.yml")
    added = add_exercise(root, "self-assessment", "leadership/asking", today=DAY)
    text = (root / added.path).read_text(encoding="utf-8")
    assert "scale: how-often" in text
    assert re.findall(r"from: (\S+)", text) == ["0", "1.5"]
    assert "# " in text
    assert [problem.code for problem in check_book(load_book(root))] == ["exercise-not-shown"]


def test_without_any_scale_a_self_assessment_is_refused_with_the_place_to_mend(
    tmp_path: Path,
) -> None:
    root = tmp_path / "book"
    new_project(root, PLATFORMS / "lulea" / "book" / "platform.yml")
    before = sorted(root.rglob("*"))
    with pytest.raises(AuthorError, match=r"book/platform\.yml:1:1: unknown-scale"):
        add_exercise(root, "self-assessment", "health/asking")
    assert sorted(root.rglob("*")) == before


def test_every_mistake_is_said_at_once(book: Path) -> None:
    with pytest.raises(AuthorError) as caught:
        add_exercise(book, "quiz", "peple/one")
    assert str(caught.value).splitlines() == [
        "exercises/peple/one.yml:1:1: unknown-kind: no plugin offers the kind 'quiz'",
        f"  hint: installed: {', '.join(KINDS)}",
        "exercises/peple/one.yml:1:1: unknown-focus-area: the platform has no focus area 'peple'",
        "  hint: did you mean 'people'?",
    ]


@pytest.mark.parametrize("name", ["new-one", "people/New One", "people/../../new", "/people/new"])
def test_what_is_no_id_is_refused(book: Path, name: str) -> None:
    with pytest.raises(AuthorError) as caught:
        add_exercise(book, "reflection", name)
    assert "invalid-id" in {problem.code for problem in caught.value.problems}


def test_a_file_that_exists_is_never_touched(book: Path) -> None:
    add_exercise(book, "reflection", "people/new-one")
    path = book / "exercises" / "people" / "new-one.yml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(AuthorError, match="file-exists"):
        add_exercise(book, "group", "people/new-one")
    assert path.read_text(encoding="utf-8") == "mine"


def test_the_command_says_what_to_write_on_which_page(book: Path) -> None:
    result = CliRunner().invoke(main, ["add", "group", "people/new-one", "-C", str(book)])
    assert result.exit_code == 0, result.output
    assert "wrote exercises/people/new-one.yml" in result.output
    assert "book/focus-areas/people.md" in result.output
    assert "```{kit-exercise} people/new-one\n```" in result.output
    words = ["add", "group", "people/another", "-C", str(book), "--json"]
    told = json.loads(CliRunner().invoke(main, words).stdout)
    assert told == {
        "ok": True,
        "problems": [],
        "written": ["exercises/people/another.yml"],
        "page": "book/focus-areas/people.md",
        "shown": False,
        "directive": "```{kit-exercise} people/another\n```",
    }
    told = json.loads(CliRunner().invoke(main, words).stdout)
    assert (told["ok"], [each["code"] for each in told["problems"]]) == (False, ["file-exists"])


def test_the_command_places_the_exercise_on_a_page_if_told_which(book: Path) -> None:
    page = book / "book/focus-areas/people.md"
    before = page.read_bytes()
    words = ["add", "reflection", "people/new-one", "--show", "book/focus-areas/people"]
    said = CliRunner().invoke(main, [*words, "-C", str(book)])
    assert said.exit_code == 0, said.output
    assert page.read_bytes() == before.rstrip() + b"\n\n```{kit-exercise} people/new-one\n```\n"
    assert [str(problem) for problem in check_book(load_book(book))] == []


def test_a_page_that_is_not_there_is_said_before_anything_is_written(book: Path) -> None:
    with pytest.raises(AuthorError) as caught:
        add_exercise(book, "reflection", "people/new-one", show="book/poeple")
    assert [problem.code for problem in caught.value.problems] == ["missing-page"]
    assert not (book / "exercises/people/new-one.yml").exists()


def test_a_disk_that_refuses_is_not_the_fault_of_the_plugin(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(OSError, match="No such file"):
        add_exercise(book, "reflection", "people/new-one", today=DAY)
    assert not (book / "exercises" / "people" / "new-one.yml").exists()
