"""The page for an address that leads nowhere, at whatever depth: it needs no other file."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from kit.catalogues import strings
from kit.frontend import asset_bytes
from kit.load import Book
from kit.sphinxext.output.plain_pages import plain_page, plain_script
from kit.sphinxext.output.policy import PLAIN, script_hash

_STYLES: Final = (
    files("kit.frontend") / "static" / "tokens.css",
    files("kit.sphinxext") / "static" / "not-found.css",
)


def not_found(book: Book, fronts: Mapping[str, str]) -> bytes:
    """Return ``404.html``, in every language of the book.

    It links to the front pages at the address where the book's settings say that it stands. A page
    that is shown at any depth, of a book that may stand in a folder of its host, cannot know it by
    itself: without the setting a script finds it, or our own server, which has the book at its top,
    shows the links as they are. Until then the page has none that may lead to another's pages.

    :param fronts: the address of the front page by language, from the top of the site; the book's
        own language comes first.
    """
    base = _address_of(book)
    script = "" if base else plain_script("not-found.js")
    allowed = f"connect-src 'self'; script-src 'self' {script_hash(script)};"
    return plain_page(
        "not-found.html",
        book.language,
        policy=PLAIN.replace("script-src 'self';", allowed) if script else PLAIN,
        base=base,
        script=script,
        style="".join(asset_bytes(style).decode() for style in _STYLES),
        parts=[
            {"language": language, "front": front, "gettext": strings(language).gettext}
            for language, front in fronts.items()
        ],
    )


def _address_of(book: Book) -> str:
    """Return where the book stands, as its settings say; empty if they do not."""
    html = (book.config.data if book.config else {}).get("html")
    base = html.get("baseurl") if isinstance(html, dict) else None
    return base.rstrip("/") if isinstance(base, str) else ""
