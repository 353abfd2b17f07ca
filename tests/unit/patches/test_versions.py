"""A patch holds for the versions that it was tried with, pre-releases of them included."""

import pytest

from kit.patches import versions


@pytest.mark.parametrize(
    ("installed", "tried", "held"),
    [
        ("7.4.7", ">=7.4,<9", True),
        ("9.0.0", ">=7.4,<9", False),
        ("8.1.0rc1", ">=7.4,<9", True),
        ("7.3", ">=7.4,<9", False),
    ],
)
def test_a_version_that_nobody_tried_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, installed: str, tried: str, *, held: bool
) -> None:
    monkeypatch.setattr(versions, "version", lambda _package: installed)
    versions.holds.cache_clear()
    try:
        assert versions.holds("sphinx", tried) is held
    finally:
        versions.holds.cache_clear()
