"""The translations that the kit has of the pages that it writes into a new book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kit.checks import blocks_of
from kit.load import Book
from kit.projects.pages import has_page, render_project


def own_translations(book: Book, language: str) -> dict[str, dict[str, str]]:
    """Return by page what it says in another language, text by text; none for a foreign language.

    Whatever the author has changed since is not among them, and no words of the platform are: a
    text that names one of its focus areas waits for a translator.
    """
    entry = book.platform
    if entry is None:
        return {}
    other = replace(entry, value=entry.value.model_copy(update={"language": language}))
    pages, translated = (
        render_project(one, example=False) for one in (book, replace(book, platform=other))
    )
    names = [area.name for area in entry.value.focus_areas]
    return {
        path.removesuffix(".md"): {
            source: text
            for source, text in _pairs(pages[path], translated[path])
            if not any(name in text for name in names)
        }
        for path in pages
        if path.endswith(".md") and has_page(language, path)
    }


def _pairs(page: str, translated: str) -> Iterator[tuple[str, str]]:
    """Yield each text of a page with its translation: the templates say the same in one order.

    What somebody else has written in a language of theirs may be another page altogether.
    """
    sources, texts = list(blocks_of(page)), list(blocks_of(translated))
    for source, text in zip(sources, texts, strict=True) if len(sources) == len(texts) else ():
        if source != text:
            yield source, text
