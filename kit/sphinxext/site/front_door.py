"""The page at the top of the site: it leads to the reader's language, with or without a script."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape
from pathlib import Path
from typing import Final

from kit.catalogues import language_name
from kit.load import Book
from kit.model import Addresses
from kit.sphinxext.output.policy import PLAIN
from kit.sphinxext.site.extra_files import extra_files
from kit.sphinxext.site.not_found import not_found

_SCRIPT: Final = """\
(() => {
  const links = [...document.querySelectorAll("a[hreflang]")];
  /** @param {HTMLAnchorElement} link */
  const go = (link) => location.replace(link.href + location.search + location.hash);
  const near = { no: ["nb", "nn"], nb: ["nb", "nn"], nn: ["nn", "nb"], da: ["nb", "nn"] };
  for (const wanted of navigator.languages) {
    const short = wanted.split("-")[0];
    for (const language of [wanted, short, ...(near[short] ?? [])]) {
      const link = links.find((other) => other.hreflang === language);
      if (link) {
        go(link);
        return;
      }
    }
  }
  if (links[0]) go(links[0]);
})();
"""


def front_door(
    book: Book, addresses: Addresses, languages: Collection[str], first: str
) -> dict[str, Path | bytes]:
    """Return the files at the top of the site, by name: ours, and those of ``html_extra_path``.

    :param languages: those that stand in the site, or soon do.
    :param first: the address of the first page, from the top of a language's folder.
    """
    shown = [name for name in book.languages if name in languages]
    fronts = {language: f"{addresses.folder(language)}{first}" for language in shown}
    own = {book.language: f"{addresses.folder(book.language)}{first}"}
    found = extra_files(book) | {"404.html": not_found(book, own | fronts)}
    if not addresses.in_folders:
        return found
    return found | {
        "index.html": _choice(book, fronts),
        "languages.js": _SCRIPT.encode(),
    }


def _choice(book: Book, fronts: Mapping[str, str]) -> bytes:
    """Return the page that leads to the first page in the reader's language."""
    title = escape(_title(book))
    items = "".join(
        f'<li><a lang="{language}" hreflang="{language}" href="{escape(front)}">'
        f"{escape(language_name(language))}</a></li>\n"
        for language, front in fronts.items()
    )
    html = (
        f'<!DOCTYPE html>\n<html lang="{book.language}">\n<head>\n<meta charset="utf-8">\n{PLAIN}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<title>{title}</title>\n<link rel="icon" href="data:,">\n'
        f'<link rel="stylesheet" href="{book.language}/_static/tokens.css">\n'
        f'<link rel="stylesheet" href="{book.language}/_static/book.css">\n'
        '<script defer src="languages.js"></script>\n</head>\n'
        f'<body class="kit-page kit-front-door">\n<main class="kit-main">\n<h1>{title}</h1>\n'
        f"<ul>\n{items}</ul>\n</main>\n</body>\n</html>\n"
    )
    return html.encode()


def _title(book: Book) -> str:
    config = book.config.data if book.config else {}
    title = config.get("title")
    if isinstance(title, str) and title:
        return title
    return book.platform.value.name if book.platform else ""
