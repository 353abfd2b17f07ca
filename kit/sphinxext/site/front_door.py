"""The page at the top of the site: it leads to the reader's language, with or without a script."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from kit.catalogues import language_name
from kit.load import Book
from kit.model import Addresses
from kit.sphinxext.output.plain_pages import plain_page, plain_script
from kit.sphinxext.site.extra_files import extra_files
from kit.sphinxext.site.not_found import not_found


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
        "languages.js": plain_script("front-door.js").encode(),
    }


def _choice(book: Book, fronts: Mapping[str, str]) -> bytes:
    """Return the page that leads to the first page in the reader's language."""
    return plain_page(
        "front-door.html",
        book.language,
        heading=_title(book),
        static=f"{book.language}/_static",
        fronts=[(code, language_name(code), front) for code, front in fronts.items()],
    )


def _title(book: Book) -> str:
    config = book.config.data if book.config else {}
    title = config.get("title")
    if isinstance(title, str) and title:
        return title
    return book.platform.value.name if book.platform else ""
