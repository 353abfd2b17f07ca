"""Keys as files, and their end."""

import errno
import os
from pathlib import Path

import pytest

from kit.ballots.secrets.keys import KeyFolder
from kit.ballots.secrets.sealing import public_key_of
from kit.storage import StoreError

NAME = "abcdefghijklmnopqrstuv"


def test_a_key_is_read_until_it_is_destroyed(tmp_path: Path) -> None:
    keys = KeyFolder(tmp_path / "keys")
    public = keys.make([NAME])
    private = keys.read(NAME)
    assert private is not None
    assert public == {NAME: public_key_of(private)}
    keys.destroy(NAME)
    assert keys.read(NAME) is None
    assert keys.destroyed(NAME)
    assert private not in b"".join(f.read_bytes() for f in (tmp_path / "keys").iterdir())
    keys.destroy(NAME)


def test_a_key_put_back_after_its_end_opens_nothing_and_goes_again(tmp_path: Path) -> None:
    keys = KeyFolder(tmp_path)
    keys.make([NAME])
    copy = (tmp_path / f"{NAME}.key").read_bytes()
    keys.destroy(NAME)
    (tmp_path / f"{NAME}.key").write_bytes(copy)
    assert keys.read(NAME) is None
    keys.destroy(NAME)
    assert not (tmp_path / f"{NAME}.key").exists()


def test_a_damaged_or_missing_key_is_none(tmp_path: Path) -> None:
    keys = KeyFolder(tmp_path)
    assert keys.read(NAME) is None
    (tmp_path / f"{NAME}.key").write_bytes(b"short")
    assert keys.read(NAME) is None


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    with KeyFolder(tmp_path).lock() as first, KeyFolder(tmp_path).lock() as second:
        assert (first, second) == (True, False)
    with KeyFolder(tmp_path).lock() as third:
        assert third


def test_a_folder_keeps_its_name(tmp_path: Path) -> None:
    assert KeyFolder(tmp_path).name == KeyFolder(tmp_path).name
    assert KeyFolder(tmp_path).name != KeyFolder(tmp_path / "other").name


@pytest.mark.parametrize("name", ["../../../../etc/passwd", "", "a" * 23, "a/b" * 7 + "a"])
def test_the_database_cannot_name_a_file_elsewhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError):
        KeyFolder(tmp_path).destroy(name)


def test_many_keys_are_destroyed_at_once_and_those_already_gone_stay_gone(tmp_path: Path) -> None:
    names = [NAME, *(f"{n:022}" for n in range(40))]
    keys = KeyFolder(tmp_path)
    keys.make(names)
    keys.destroy(*names[:5])
    keys.destroy(*names)
    assert all(keys.destroyed(name) and keys.read(name) is None for name in names)
    assert not list(tmp_path.glob("*.key"))


def test_keys_that_cannot_be_written_leave_nothing_that_looks_like_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, waits = KeyFolder(tmp_path), []

    def full(descriptor: int) -> None:
        waits.append(descriptor)
        if len(waits) > 1:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left") as caught:
            keys.make([NAME, NAME[::-1]])
        assert caught.value.filename == str(tmp_path / f"{NAME[::-1]}.key")
        assert list(tmp_path.iterdir()) == []
        with pytest.raises(OSError, match="No space left"):
            _ = keys.name
    assert list(tmp_path.iterdir()) == []
    assert keys.name
