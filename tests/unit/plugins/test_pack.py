"""A pack from which nobody could make a book is refused, in words that say why."""

from pathlib import Path

import pytest

from kit.plugins import Pack
from kit.plugins.pack import require_whole


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("book/platform.yml", "exercises/learn/share.yml"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("schema: 1\n")
    return tmp_path


def test_a_platform_with_an_exercise_is_whole(root: Path) -> None:
    require_whole(Pack("town", root))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("book/platform.yml", None, "it has no book/platform.yml"),
        ("book/platform.yml", "", "is empty"),
        ("exercises/learn/share.yml", None, "it has no exercises/"),
    ],
)
def test_what_is_missing_is_named(root: Path, name: str, content: str | None, words: str) -> None:
    (root / name).unlink()
    if content is not None:
        (root / name).write_text(content)
    with pytest.raises(TypeError, match=words):
        require_whole(Pack("town", root))


def test_a_folder_that_was_not_packed_is_named(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="its root is no folder"):
        require_whole(Pack("town", tmp_path / "nothing"))
