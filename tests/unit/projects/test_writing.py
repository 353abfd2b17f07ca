"""Nothing that exists is overwritten, and nothing is written by halves."""

import os
from pathlib import Path

import pytest

from kit.errors import UsageError
from kit.projects import writing
from kit.projects.writing import write_missing

FILES = {"a.yml": b"a", "book/b.md": b"b"}


def everything_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_folder_gets_every_file(tmp_path: Path) -> None:
    result = write_missing(tmp_path / "deep" / "new", FILES)
    assert result.written == ("a.yml", "book/b.md")
    assert everything_in(tmp_path) == {"deep/new/a.yml": b"a", "deep/new/book/b.md": b"b"}


def test_a_file_that_exists_is_kept_and_reported(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"mine")
    result = write_missing(tmp_path, FILES)
    assert result == writing.Written(("book/b.md",), ("a.yml",))
    assert everything_in(tmp_path) == {"a.yml": b"mine", "book/b.md": b"b"}


def test_a_link_that_leads_nowhere_counts_as_existing(tmp_path: Path) -> None:
    (tmp_path / "a.yml").symlink_to(tmp_path / "gone")
    assert write_missing(tmp_path, FILES).kept == ("a.yml",)
    assert not (tmp_path / "gone").exists()


def test_an_interrupted_new_folder_does_not_appear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(self: Path, data: bytes) -> int:
        if data == b"b":
            raise KeyboardInterrupt
        return write(self, data)

    write = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_missing(tmp_path / "new", FILES)
    assert list(tmp_path.iterdir()) == []


def test_after_an_interruption_the_same_call_adds_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(source: Path, path: Path) -> None:
        if path.name == "b.md":
            raise KeyboardInterrupt
        place(source, path)

    place = writing.place
    monkeypatch.setattr(writing, "place", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_missing(tmp_path, FILES)
    assert everything_in(tmp_path) == {"a.yml": b"a"}
    monkeypatch.setattr(writing, "place", place)
    assert write_missing(tmp_path, FILES).written == ("book/b.md",)
    assert everything_in(tmp_path) == FILES


def test_a_file_that_appears_in_the_meantime_is_not_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"ours")
    (tmp_path / "a.yml").write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        writing.place(source, tmp_path / "a.yml")
    assert (tmp_path / "a.yml").read_bytes() == b"theirs"


def test_a_file_system_without_links_gets_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, path: Path) -> None:
        if path.exists():
            raise FileExistsError
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    write_missing(tmp_path, FILES)
    assert everything_in(tmp_path) == FILES
    with pytest.raises(FileExistsError):
        writing.place(tmp_path / "a.yml", tmp_path / "book" / "b.md")


def test_a_file_where_a_folder_is_needed_is_said_before_anything_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "book").write_bytes(b"a file")
    with pytest.raises(UsageError, match="book is a file, and a folder is needed there"):
        write_missing(tmp_path, FILES)
    assert everything_in(tmp_path) == {"book": b"a file"}
