"""The search index: the same after many builds as after a fresh one.

Sphinx keeps a word that no page has any more, with an empty list of pages, for as long as it keeps
the index. Smallest case: a page loses its only "zebra", and ``searchindex.js`` still has it after
the next build. ``IndexBuilder.prune`` takes the page out of each word's list, and leaves the word.

It costs nothing; what it keeps, a site that only depends on its sources, is in
``tests/e2e/test_deterministic_build.py``.
"""

from __future__ import annotations

from typing import Final

from sphinx.application import Sphinx

from kit.patches.versions import holds

SPHINX: Final = ">=7.4,<10"
LOST: Final = "the search keeps words that no page has any more"


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
