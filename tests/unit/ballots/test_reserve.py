"""The reserve is real bytes, wherever the kit runs, and is given back for a full disk only."""

import os
from pathlib import Path

import pytest

from kit.ballots.reserve import SIZE, Reserve
from tests.unit.ballots.conftest import Organisation


def _reserve_file(town: Organisation) -> Path:
    file = town.settings.database_file
    assert file is not None
    return file.with_name(file.name + ".reserve")


@pytest.mark.parametrize("system", ["linux", "without posix_fallocate"])
def test_the_reserve_is_bytes_that_the_disk_has(
    sqlite: Organisation, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if system != "linux":
        monkeypatch.delattr(os, "posix_fallocate")
    assert Reserve(sqlite.store).hold()
    found = _reserve_file(sqlite).stat()
    assert found.st_size == SIZE
    assert found.st_blocks * 512 >= SIZE
