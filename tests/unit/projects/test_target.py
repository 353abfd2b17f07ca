"""A book is not started where it would do harm."""

from pathlib import Path

import pytest

import kit
from kit.errors import UsageError
from kit.projects.target import check_target


def test_a_new_book_is_never_made_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(UsageError, match="is not a folder"):
        check_target(tmp_path / "notes.txt", b"")


def test_the_root_of_the_file_system_is_refused() -> None:
    with pytest.raises(UsageError, match="root of the file system"):
        check_target(Path(Path.cwd().anchor), b"")


def test_the_home_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(UsageError, match="is your home folder"):
        check_target(tmp_path, b"")


def test_the_kit_itself_is_refused() -> None:
    with pytest.raises(UsageError, match="a part of the kit itself"):
        check_target(Path(kit.__file__).parent / "book", b"")


def test_a_folder_inside_another_book_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "platform.yml").write_bytes(b"")
    with pytest.raises(UsageError, match="lies inside the book"):
        check_target(tmp_path / "new", b"")


def test_a_book_with_another_platform_is_refused_and_told_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "platform.yml").write_bytes(b"theirs")
    with pytest.raises(UsageError, match=r"kit new .* --platform .*platform\.yml"):
        check_target(tmp_path, b"ours")
    check_target(tmp_path, b"theirs")
