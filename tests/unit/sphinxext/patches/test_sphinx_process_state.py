"""The next book in a process meets nothing of the one before."""

import sys
from pathlib import Path

import pytest
from sphinx import highlighting

from kit.sphinxext.patches.sphinx_process_state import belongings


def test_lexers_and_folders_of_an_extension_go_with_its_book(tmp_path: Path) -> None:
    before = {**highlighting.lexers}, [*sys.path]

    def build() -> None:
        with belongings(tmp_path):
            highlighting.lexers["ours"] = None  # type: ignore[assignment]
            sys.path.insert(0, str(tmp_path))
            raise RuntimeError("the build fails")

    with pytest.raises(RuntimeError):
        build()
    assert ({**highlighting.lexers}, [*sys.path]) == before


def test_a_book_has_its_own_extension_although_another_books_has_the_same_name(
    tmp_path: Path,
) -> None:
    said = []
    for name in ("one", "two"):
        root = tmp_path / name
        root.mkdir()
        (root / "extension_of_a_book.py").write_text(f"SAYS = {name!r}")
        with belongings(root):
            sys.path.insert(0, str(root))
            said.append(__import__("extension_of_a_book").SAYS)
    assert said == ["one", "two"]
    assert "extension_of_a_book" not in sys.modules
