"""The page for an address that leads nowhere, at whatever depth: it needs no other file."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from importlib.resources import files
from typing import Final

from kit.catalogues import strings
from kit.frontend import asset_bytes, mark_english
from kit.load import Book
from kit.sphinxext.output.policy import PLAIN, script_hash

_STYLE: Final = (
    "body{margin:0;background:var(--kit-paper);color:var(--kit-ink);"
    "font:1.125rem/1.55 var(--kit-font)}"
    "main{max-width:36rem;margin:0 auto;padding:3rem 1.25rem}"
    "section+section{margin-top:3rem;border-top:1px solid var(--kit-hair);padding-top:1.5rem}"
    "h1,h2{margin:0 0 .75rem;font:400 1.875rem/1.2 var(--kit-font-title)}"
    "a{display:inline-block;padding:.75rem 0;color:var(--kit-accent)}"
    ".kit-way:not([hidden])+p{display:none}"
)
_SCRIPT: Final = """
(async () => {
  const ways = document.querySelectorAll(".kit-way[hidden]");
  if (!ways.length) return;
  const folders = location.pathname.split("/").slice(0, -1).filter(Boolean);
  for (let depth = folders.length; depth >= 0; depth--) {
    const top = ["", ...folders.slice(0, depth), ""].join("/");
    const found = await fetch(top + ways[0].dataset.front, { method: "HEAD" });
    if (!found.ok) continue;
    for (const way of ways) {
      way.querySelector("a").href = top + way.dataset.front;
      way.hidden = false;
    }
    return;
  }
})();
"""
"""Looks for the front page in the folder of the address that was asked for, and in those above."""
_POLICY: Final = PLAIN.replace(
    "script-src 'self';", f"connect-src 'self'; script-src 'self' {script_hash(_SCRIPT)};"
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
    tokens = files("kit.frontend") / "static" / "tokens.css"
    style = asset_bytes(tokens).decode() + _STYLE
    title = escape(strings(book.language).gettext("There is no such page"))
    named = mark_english(f"<title>{title}</title>", book.language)
    parts = "".join(
        _part(book, *front, "h2" if at else "h1") for at, front in enumerate(fronts.items())
    )
    known = bool(_address_of(book))
    policy, script = (PLAIN, "") if known else (_POLICY, f"<script>{_SCRIPT}</script>\n")
    html = (
        f'<!DOCTYPE html>\n<html lang="{book.language}">\n<head>\n<meta charset="utf-8">\n{policy}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="robots" content="noindex">\n'
        f'{named}\n<link rel="icon" href="data:,">\n<style>{style}</style>\n'
        f"</head>\n<body>\n<main>\n{parts}</main>\n{script}</body>\n</html>\n"
    )
    return html.encode()


def _part(book: Book, language: str, front: str, heading: str) -> str:
    """Return what the page says in one language."""
    _ = strings(language).gettext
    title = _("There is no such page")
    why = _("The address may be mistyped, or the page may have been moved or taken away.")
    base = _address_of(book)
    by_hand = _("Take away the end of the address, part by part, until a page appears.")
    kept = "" if base else f' hidden data-front="{escape(front)}"'
    way = f'<a href="{escape(f"{base}/{front}")}">{escape(_("Go to the front page"))}</a>'
    other = "" if base else f"<p>{escape(by_hand)}</p>\n"
    said = (
        f"<{heading}>{escape(title)}</{heading}>\n"
        f'<p>{escape(why)}</p>\n<p class="kit-way"{kept}>{way}</p>\n{other}'
    )
    return f'<section lang="{language}">\n{mark_english(said, language)}</section>\n'


def _address_of(book: Book) -> str:
    """Return where the book stands, as its settings say; empty if they do not."""
    html = (book.config.data if book.config else {}).get("html")
    base = html.get("baseurl") if isinstance(html, dict) else None
    return base.rstrip("/") if isinstance(base, str) else ""
