"""A package that is installed while the kit runs is found."""

import sys
from pathlib import Path

import pytest

from kit.installed import entry_points_of


def test_what_is_installed_later_is_found_without_a_new_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    assert "later" not in {each.name for each in entry_points_of("kit.kinds")}
    about = tmp_path / "later-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: later\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[kit.kinds]\nlater = later:kind\n")
    assert "later" in {each.name for each in entry_points_of("kit.kinds")}


def test_a_group_that_nobody_registers_for_is_empty() -> None:
    assert entry_points_of("kit.nothing") == ()
