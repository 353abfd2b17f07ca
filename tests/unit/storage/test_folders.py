"""What has to survive a power cut is on disk with its name before anybody relies on it."""

import os
from pathlib import Path

import pytest

from kit.storage import open_store
from kit.storage.code_key import read_code_key
from tests.unit.ballots.conftest import settings_in


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Give what was waited for, in that order."""
    found: list[Path] = []
    wait = os.fsync

    def noting(descriptor: int) -> None:
        found.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        wait(descriptor)

    monkeypatch.setattr(os, "fsync", noting)
    return found


def test_a_new_code_key_is_on_disk_with_its_name_and_its_folders(
    tmp_path: Path, synced: list[Path]
) -> None:
    file = tmp_path / "one" / "two" / "code.key"
    read_code_key(file, make=True)
    assert sorted(synced) == [tmp_path, tmp_path / "one", tmp_path / "one" / "two", file]
    assert synced.index(file) < synced.index(file.parent)


def test_a_new_folder_of_a_database_is_on_disk(tmp_path: Path, synced: list[Path]) -> None:
    settings = settings_in(tmp_path)
    settings.code_key.parent.mkdir()
    read_code_key(settings.code_key, make=True)
    synced.clear()
    open_store(settings).close()
    assert synced == [tmp_path]
