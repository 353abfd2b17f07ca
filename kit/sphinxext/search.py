"""The search index of a book that was built again is the same as that of a fresh build."""

from __future__ import annotations

from sphinx.application import Sphinx


def on_html_collect_pages(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    """Forget words that no page has any more: Sphinx keeps them, with an empty list of pages.

    :return: no pages; the event is the last one before the index is written.
    """
    indexer = getattr(app.builder, "indexer", None)
    for name in ("_mapping", "_title_mapping"):
        table: dict[str, set[str]] = getattr(indexer, name, {})
        for word in [word for word, pages in table.items() if not pages]:
            del table[word]
    return []
