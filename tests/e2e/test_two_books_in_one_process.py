"""Books of different languages, built one after the other by one process that built none before."""

import subprocess
import sys
from pathlib import Path

BUILD = """
import sys
from pathlib import Path
from kit.sphinxext import build_book
for root in sys.argv[1:]:
    result = build_book(Path(root))
    assert result.ok, [str(problem) for problem in result.problems]
"""


def _book(root: Path, language: str) -> Path:
    root.mkdir()
    (root / "_config.yml").write_text(
        f"title: A book\nsphinx:\n  config:\n    language: {language}\n", "utf-8"
    )
    (root / "_toc.yml").write_text("format: jb-book\nroot: index\n", "utf-8")
    (root / "index.md").write_text(
        "# A page\n\n```{versionadded} 2.0\nThe bell.\n```\n", encoding="utf-8"
    )
    return root


def test_words_of_sphinx_are_those_of_the_second_book_too(tmp_path: Path) -> None:
    books = [_book(tmp_path / language, language) for language in ("nb", "sv", "en")]
    subprocess.run([sys.executable, "-c", BUILD, *books], check=True)
    said = [
        next(
            word
            for word in ("Kom med versjon", "Tillkom i version", "Added in version")
            if word in (root / "_build/site/index.html").read_text("utf-8")
        )
        for root in books
    ]
    assert len(set(said)) == len(books), said
    assert said[2] == "Added in version"
