"""The texts of a book as an editor reads them: file by file, in each language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from kit.catalogues import Texts
from kit.checks.markdown.markup import text_of
from kit.checks.markdown.prose import Block
from kit.checks.pages.pages import Page
from kit.checks.writing.signs import signs_in
from kit.errors import Place
from kit.load import Book, Entry
from kit.model import IDENTITIES, Exercise, Platform, Shaped, Workshop, texts
from kit.source import Document, Key

AnyEntry = Entry[Platform] | Entry[Exercise] | Entry[Workshop]

# What these keys hold stands above or beside a text and is no sentence.
_LABELS: Final = frozenset({"best", "dont_know", "label", "name", "title"})
_LOOKED_FOR: Final = 4
"""Words with which a sentence is looked for in its file."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text without a break, and how to find the place of a word in it."""

    text: str
    running: bool
    """Whether it is made of sentences."""
    place: Callable[[int], Place]
    plain: bool = False
    """Whether it is shown as it is written, signs included."""
    shaped: bool = False
    """Whether lists and links are shown as such all the same."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What one file says in one language."""

    language: str
    place: Place
    passages: tuple[Passage, ...]
    graded: bool = True
    """Whether it is one text, to be graded as a whole."""


def entries_of(book: Book) -> Iterator[AnyEntry]:
    """Yield the platform, the exercises and the workshops of a book."""
    if book.platform:
        yield book.platform
    yield from book.exercises.values()
    yield from book.workshops.values()


def written(book: Book, pages: Mapping[str, Page]) -> Iterator[Writing]:
    """Yield every file as its author wrote it."""
    for page in pages.values():
        passages = (
            Passage(block.text, block.running, partial(_on_page, page, block))
            for block in page.markup.blocks
        )
        yield Writing(book.language, Place(page.path), tuple(passages))
    for entry in entries_of(book):
        shaped = {key for key, _ in texts(entry.value, mark=Shaped)}
        passages = (
            Passage(
                text,
                _is_running(key),
                partial(place_in_text, entry.document, key, text),
                plain=True,
                shaped=key in shaped,
            )
            for key, text in texts(entry.value)
        )
        graded = not isinstance(entry.value, Platform)
        yield Writing(book.language, Place(entry.path), tuple(passages), graded)


def translated(
    book: Book, pages: Mapping[str, Page], language: str, catalogues: Mapping[str, Texts]
) -> Iterator[Writing]:
    """Yield what is translated of every file; the places are in the catalogues.

    :param catalogues: the catalogue of each page, by the page's path.
    """
    for page in pages.values():
        catalogue = catalogues[page.path]
        found = [
            _passage(catalogue.place(("",), block.source), text_of(text), running=block.running)
            for block in page.markup.blocks
            if (text := catalogue.lookup(("",), block.source)) is not None
        ]
        yield from _translation(language, found, graded=True)
    catalogue = book.translated(language).catalogue
    for entry in entries_of(book):
        found = []
        for key, source in texts(entry.value):
            contexts = entry.contexts(key)
            text = catalogue.lookup(contexts, source)
            if text is not None:
                # What the source has as well is said there.
                plain = not any(signs_in(source))
                place = catalogue.place(contexts, source)
                found.append(_passage(place, text, running=_is_running(key), plain=plain))
        yield from _translation(language, found, graded=not isinstance(entry.value, Platform))


def place_of_text(document: Document, key: str) -> Place:
    """Return where the text with a key of :func:`kit.model.texts` stands in its file."""
    return document.place(_key_in(document.data, key))


def _translation(language: str, found: list[Passage], *, graded: bool) -> Iterator[Writing]:
    if found:
        yield Writing(language, found[0].place(0), tuple(found), graded)


def _passage(place: Place, text: str, *, running: bool, plain: bool = False) -> Passage:
    """Return a text of a catalogue, which is placed as a whole: its lines may be cut anywhere."""
    return Passage(text, running, lambda _offset: place, plain)


def _is_running(key: str) -> bool:
    return key.rpartition(".")[2] not in _LABELS


def _on_page(page: Page, block: Block, offset: int) -> Place:
    return page.at(*block.position(offset))


def place_in_text(document: Document, key: str, text: str, offset: int) -> Place:
    """Return the place of a word, looked for from the place of its text on."""
    place = place_of_text(document, key)
    lines = document.text.split("\n")
    rest = "\n".join(lines[place.line - 1 :])[place.column - 1 :]
    words = text[offset:].split()[:_LOOKED_FOR]
    found = re.search(r"\s+".join(map(re.escape, words)), rest)
    if found is None:
        return place
    before = rest[: found.start()].split("\n")
    column = len(before[-1]) + (place.column if len(before) == 1 else 1)
    return Place(place.path, place.line + len(before) - 1, column)


def _key_in(data: Any, key: str) -> Key:
    """Return the way to a text, with positions of lists in place of the ids in its key."""
    way: list[str | int] = []
    for part in key.split("."):
        found: str | int = part
        if isinstance(data, list):
            found = next((at for at, entry in enumerate(data) if _is_named(entry, part)), -1)
            if found == -1:
                found = int(part) if part.isdigit() else 0
        way.append(found)
        try:
            data = data[found]
        except (KeyError, IndexError, TypeError):
            break
    return tuple(way)


def _is_named(entry: object, name: str) -> bool:
    return isinstance(entry, dict) and any(entry.get(key) == name for key in IDENTITIES)
