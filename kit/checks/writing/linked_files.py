"""Whether the files that a platform's texts lead to are in the book."""

from __future__ import annotations

from collections.abc import Iterator

from kit.checks.writing.writings import place_in_text
from kit.errors import Problem
from kit.load import Book
from kit.model import Shaped, links_of_prose, texts


def check_linked_files(book: Book) -> Iterator[Problem]:
    """Yield a problem for each link in a text of the platform to a file that is not there."""
    entry = book.platform
    for key, text in texts(entry.value, mark=Shaped) if entry else ():
        for offset, address in links_of_prose(text):
            if entry and ":" not in address and not (book.root / address).is_file():
                yield Problem(
                    place_in_text(entry.document, key, text, offset),
                    "broken-link",
                    f"there is no file '{address[:120]}'",
                    "write https://..., or the path of a file in the book",
                )
