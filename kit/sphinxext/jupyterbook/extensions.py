"""Which of Jupyter Book's extensions a book loads: those that its pages use, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

JUPYTER_BOOK_REPOSITORY: Final = "https://github.com/executablebooks/jupyter-book"
"""What Jupyter Book links to as the book's repository if the author names none."""

_DROPPED: Final = frozenset(
    {
        "download_link_replacer",
        "jupyter_book",
        "sphinx.ext.intersphinx",
        "sphinx_book_theme",
        "sphinx_comments",
        "sphinx_copybutton",
        "sphinx_external_toc",
        "sphinx_jupyterbook_latex",
        "sphinx_multitoc_numbering",
        "sphinx_thebe",
    }
)
"""Extensions of Jupyter Book that we do without: they ask other hosts, prevent parallel builds,
or serve its theme and its PDF."""

_NEEDED_FOR: Final = {
    "sphinx_design": re.compile(
        r"\{(grid|grid-item|card|dropdown|tab-set|button-|bdg-|badge|octicon|fa[bsr]?|material|article-info)"
        r"|\.\. (grid|card|dropdown|tab-set|button-|article-info)|:(bdg|octicon)\b"
    ),
    "sphinx_togglebutton": re.compile(
        r"\{toggle\}|\.\. toggle::|:class:.*\b(dropdown|toggle)\b|\{[^}\n]*\.(dropdown|toggle)\b"
    ),
    "myst_nb": re.compile(
        r"\{(code-cell|raw-cell)\}|\{nb-exec|\{glue:|\{eval\}|^file_format: mystnb", re.MULTILINE
    ),
}
"""Extensions that are loaded only if a page uses what they offer: loading takes time, and some
put a style sheet on every page."""


def extensions_for(wanted: Iterable[str], pages: Sequence[Path]) -> list[str]:
    """Return the extensions to load, in Jupyter Book's order, with ours among them.

    :param pages: the files of the book's pages.
    """
    text = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in pages)
    found: list[str] = []
    for name in wanted:
        if name in _DROPPED or name in found:
            continue
        pattern = _NEEDED_FOR.get(name)
        needed = pattern is None or bool(pattern.search(text))
        if name == "myst_nb" and not needed and all(path.suffix == ".md" for path in pages):
            # The same pages: MyST-NB hands Markdown without code to this parser.
            found.append("myst_parser")
        elif needed or name == "myst_nb":
            found.append(name)
    if "kit.sphinxext" not in found:
        found.append("kit.sphinxext")
    return found
