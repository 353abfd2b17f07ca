"""Codes are on the disk before they are good, for nobody else's eyes, and never overwritten."""

import os
import stat
from pathlib import Path

import pytest

from kit.cli.collector.secret_files import new_secret_file
from kit.errors import UsageError


def test_a_file_with_secrets_is_its_owners_alone_whatever_the_system_gives(tmp_path: Path) -> None:
    path, before = tmp_path / "slips.html", os.umask(0)
    try:
        with new_secret_file(path) as write:
            assert not path.exists()
            write("K7PM")
    finally:
        os.umask(before)
    assert path.read_text() == "K7PM"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_in_between_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with new_secret_file(tmp_path / "slips.html") as write:
            write("K7PM")
            raise OSError("the store says no")

    with pytest.raises(OSError, match="the store says no"):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "slips.html"
    path.write_text("old")
    with pytest.raises(UsageError, match="is there already"), new_secret_file(path):
        pass
    assert path.read_text() == "old"


def test_what_a_killed_command_left_is_named_and_not_taken_for_good(tmp_path: Path) -> None:
    path = tmp_path / "slips.html"
    left = tmp_path / "slips.html.unfinished"
    left.write_text("K7PM")
    with pytest.raises(UsageError, match="is left of a command") as refused, new_secret_file(path):
        pass
    assert "K7PM" not in str(refused.value)
    assert left.read_text() == "K7PM"
    assert not path.exists()
