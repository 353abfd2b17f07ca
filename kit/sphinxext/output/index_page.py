"""The index of a book whose pages have entries for one; a book without entries has none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.indexentries import IndexEntries

from kit.sphinxext.output.context import THEME

PAGE: Final = "genindex"


def has_entries(app: Sphinx) -> bool:
    """Return whether a page of the book has something for the index."""
    return any(app.env.get_domain("index").data["entries"].values())


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page, at the address and with the context that Sphinx gives it."""
    builder = app.builder
    if (
        app.config.html_theme == THEME
        and isinstance(builder, StandaloneHTMLBuilder)
        and has_entries(app)
    ):
        letters = IndexEntries(app.env).create_index(builder)
        yield PAGE, {"genindexentries": letters}, "genindex.html"


def on_html_page_context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Let the page that searches the book lead to its index."""
    if pagename == "search":
        context["kit_index"] = has_entries(app)
