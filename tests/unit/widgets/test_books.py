"""A widget for an exercise of a book on this machine."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.load import load_book
from kit.widgets import SelfAssessment

ROOT = Path(__file__).parents[3]
ASSESSMENT = "learn/where-we-stand"


def test_an_exercise_is_found_by_its_id_in_the_book_around(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT / "exercises" / "learn")
    widget = SelfAssessment.from_exercise(ASSESSMENT)
    exercise = load_book(ROOT).exercises[ASSESSMENT].value
    assert widget.exercise["title"] == exercise.title
    assert widget.profile["score"].isna().all()


def test_an_exercise_is_found_by_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    widget = SelfAssessment.from_exercise(ROOT / "exercises" / f"{ASSESSMENT}.yml")
    assert widget.exercise["id"] == ASSESSMENT


def test_an_installed_platform_is_a_book_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    widget = SelfAssessment.from_exercise(ASSESSMENT, book="sarpsborg", language="en")
    assert 'lang="en"' in widget.html


def test_an_exercise_that_collects_can_send_as_from_a_page() -> None:
    widget = SelfAssessment.from_exercise(ASSESSMENT, book=ROOT, collector="http://localhost:8000")
    book = load_book(ROOT)
    entry = book.exercises[ASSESSMENT].value
    shape = book.kinds[entry.kind].response(entry, book.context(ASSESSMENT).platform)
    assert shape is not None
    assert widget.sends["fingerprint"] == shape.fingerprint()


@pytest.mark.parametrize(
    ("exercise", "options", "words"),
    [
        ("learn/where-we-stan", {"book": ROOT}, "did you mean 'learn/where-we-stand'"),
        ("quite/else", {"book": ROOT}, "has no exercise 'quite/else'; it has "),
        (ASSESSMENT, {"book": "nowhere"}, "no folder of a book and no installed platform"),
        (ASSESSMENT, {"book": ROOT, "language": "fi"}, "no language 'fi'; it has en, nb"),
        ("learn/gone.yml", {}, "there is no file learn/gone.yml"),
    ],
)
def test_what_is_not_there_is_said(exercise: str, options: dict[str, str], words: str) -> None:
    with pytest.raises(LookupError, match=words):
        SelfAssessment.from_exercise(exercise, **options)


def test_no_book_around_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LookupError, match="say which one with book="):
        SelfAssessment.from_exercise(ASSESSMENT)


def test_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="of the kind 'group', not 'self-assessment'"):
        SelfAssessment.from_exercise("learn/one-residents-path", book=ROOT)


def test_a_file_with_problems_is_told_with_its_places(
    root: Path, edit: Callable[..., None]
) -> None:
    file = f"exercises/{ASSESSMENT}.yml"
    edit(file, "title:", "titel:")
    with pytest.raises(ValueError, match=rf"^{file}:\d+:\d+: unknown-key: 'titel'"):
        SelfAssessment.from_exercise(root / file)


def test_a_broken_platform_is_told_with_its_places(root: Path, edit: Callable[..., None]) -> None:
    edit("book/platform.yml", "organisation:", "organization:")
    with pytest.raises(ValueError, match=r"book/platform.yml:\d+:\d+: "):
        SelfAssessment.from_exercise(root / "exercises" / f"{ASSESSMENT}.yml")
