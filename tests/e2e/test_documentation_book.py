"""The kit builds its own documentation, an ordinary Jupyter Book, without a warning."""

from pathlib import Path

from kit.load import load_book
from kit.sphinxext import build_book
from tests.documentation import documentation_book
from tests.e2e.building import broken_links


def test_the_documentation_is_a_book_without_a_warning_or_a_link_to_nowhere(
    tmp_path: Path,
) -> None:
    root = documentation_book(tmp_path / "documentation")
    assert load_book(root).platform is None
    built = build_book(root, strict=True)
    assert built.problems == ()
    assert broken_links(built.site) == []
    page = (built.site / "docs" / "operations.html").read_text(encoding="utf-8")
    assert "<h1>Running the collector" in page
