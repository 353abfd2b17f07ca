"""The search index: the same after many builds as after a fresh one, and made quickly."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from sphinx.application import Sphinx
from sphinx.search import SearchLanguage

from kit.patches.versions import holds

SPHINX: Final = ">=7.4,<10"
LOST: Final = "the search keeps words that no page has any more"

_STEMS: Final[dict[type[SearchLanguage], Callable[[str], str]]] = {}
"""What finds the stem of a word, and remembers it as long as the process lives."""


def on_doctree_resolved(app: Sphinx, _doctree: object, _docname: str) -> None:
    """Let the index find the stem of each word once: Sphinx looks for it on every page again."""
    words = getattr(getattr(app.builder, "indexer", None), "lang", None)
    if holds("sphinx", SPHINX) and words is not None and "stem" not in vars(words):
        language = type(words)
        if language not in _STEMS:
            _STEMS[language] = lru_cache(maxsize=1 << 17)(words.stem)
        words.stem = _STEMS[language]


def on_html_collect_pages(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    """Forget words that no page has any more: Sphinx keeps them, with an empty list of pages.

    :return: no pages; the event is the last one before the index is written.
    """
    indexer = getattr(app.builder, "indexer", None) if holds("sphinx", SPHINX) else None
    for name in ("_mapping", "_title_mapping"):
        table: dict[str, set[str]] = getattr(indexer, name, {})
        for word in [word for word, pages in table.items() if not pages]:
            del table[word]
    return []
