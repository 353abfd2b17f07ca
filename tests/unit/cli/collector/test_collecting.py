"""What can be collected follows the book, without a restart, and survives a broken file."""

from pathlib import Path
from shutil import copytree

import pytest

from kit.cli.collector.collecting import Exercises

ROOT = Path(__file__).parents[4]
NAME = "learn/where-we-stand"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("book", "exercises", "locale"):
        copytree(ROOT / name, tmp_path / name)
    for name in ("_config.yml", "_toc.yml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    return tmp_path


def test_a_new_exercise_can_be_collected_at_once(project: Path) -> None:
    exercises = Exercises(project, watch=True)
    before = exercises()
    assert NAME in before
    assert exercises() is before
    file = project / "exercises" / f"{NAME}.yml"
    (project / "exercises" / "learn" / "once-more.yml").write_bytes(file.read_bytes())
    assert set(exercises()) - set(before) == {"learn/once-more"}


def test_a_broken_file_takes_only_its_own_exercise_away(project: Path) -> None:
    exercises = Exercises(project, watch=True)
    before = exercises()
    file = project / "exercises" / f"{NAME}.yml"
    good = file.read_bytes()
    file.write_text("schema: 1\nkind: [", encoding="utf-8")
    assert set(before) - set(exercises()) == {NAME}
    file.write_bytes(good)
    assert set(exercises()) == set(before)


def test_a_book_that_cannot_be_read_leaves_what_was_read(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    exercises = Exercises(project, watch=True)
    before = exercises()

    def fail(_project: Path) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("kit.cli.collector.collecting.load_book", fail)
    (project / "exercises" / "learn" / "more.yml").write_text("")
    for _ in range(2):
        assert exercises() is before
    (line,) = [each.getMessage() for each in caplog.records]
    assert "the book cannot be read: RuntimeError" in line
    assert "secret" not in line


def test_without_watching_the_questions_are_those_of_the_last_build(project: Path) -> None:
    exercises = Exercises(project)
    before = exercises()
    (project / "exercises" / f"{NAME}.yml").unlink()
    assert exercises() is before
    exercises.forget()
    assert NAME not in exercises()
