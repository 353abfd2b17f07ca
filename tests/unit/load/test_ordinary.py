"""A platform that was deleted or misspelt by mistake does not publish half a book."""

from pathlib import Path

import pytest

from kit.load.ordinary import missing_platform
from kit.source import Document, read_bytes


def config_of(text: str) -> Document | None:
    return read_bytes(text.encode(), "_config.yml").document


def test_a_folder_with_pages_alone_is_an_ordinary_book(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("# Hello")
    assert missing_platform(tmp_path, config_of("title: Course\n")) is None
    assert missing_platform(tmp_path, None) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("platform.yml", ""),
        ("pages/Platform.yaml", ""),
        ("book/platfrom.yml", "id: a\nfocus_areas:\n"),
        ("book/platform (1).yml", "id: a\nfocus_areas:\n"),
        ("book/platform.yml.txt", "id: a\nfocus_areas:\n"),
    ],
)
def test_a_platform_by_nearly_its_name_is_named(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(content)
    problem = missing_platform(tmp_path, None)
    assert problem is not None
    assert (problem.code, problem.place.path) == ("missing-platform", name)
    assert problem.hint == "move it to book/platform.yml"


def test_a_file_of_a_similar_name_without_a_platform_in_it_is_none(tmp_path: Path) -> None:
    (tmp_path / "platforms.yml").write_text("trains:\n- 1\n")
    (tmp_path / "_build").mkdir()
    (tmp_path / "_build" / "platform.yml").touch()
    assert missing_platform(tmp_path, None) is None


def test_exercises_without_a_platform_are_no_ordinary_book(tmp_path: Path) -> None:
    (tmp_path / "exercises" / "learn").mkdir(parents=True)
    (tmp_path / "exercises" / "learn" / "share.yml").touch()
    problem = missing_platform(tmp_path, None)
    assert problem is not None
    assert "exercises/learn/share.yml" in problem.message


@pytest.mark.parametrize("setting", ["kit_collector: /", "kit_languages: [nb]"])
def test_a_setting_that_needs_a_platform_is_named_at_its_place(
    tmp_path: Path, setting: str
) -> None:
    problem = missing_platform(tmp_path, config_of(f"sphinx:\n  config:\n    {setting}\n"))
    assert problem is not None
    assert str(problem.place) == "_config.yml:3:5"
