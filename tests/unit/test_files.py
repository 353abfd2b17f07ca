"""Nobody ever meets half of a file, and an error names the file."""

import errno
import os
from pathlib import Path

import pytest

from kit.files import beside, named, write_whole


def test_a_file_is_written_with_its_folders_and_only_if_it_differs(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    assert write_whole(path, b"one")
    before = path.stat().st_ino
    assert not write_whole(path, b"one")
    assert path.stat().st_ino == before
    assert write_whole(path, b"two")
    assert path.read_bytes() == b"two"


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(new: Path, data: bytes) -> int:
        os.close(os.open(new, os.O_CREAT | os.O_WRONLY))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left") as refused:
        write_whole(path, b"new")
    assert refused.value.filename == str(path)
    assert path.read_bytes() == b"old"
    assert not beside(path).exists()


def test_an_error_that_names_its_file_is_left_alone_and_one_of_a_copy_is_not(
    tmp_path: Path,
) -> None:
    known = OSError(errno.EACCES, "denied", "theirs")
    assert named(known, tmp_path) is known
    copied = OSError(errno.ENOSPC, "full", "from", None, "to")
    assert named(copied, tmp_path).filename == str(tmp_path)
