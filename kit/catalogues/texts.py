"""The translations that authors make of their exercises and of their platform."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError

from kit.catalogues.files import broken_catalogue, parse_catalogue
from kit.errors import Place, Problem

TEXTS_DOMAIN: Final = "exercises"
"""The catalogue ``locale/<language>/LC_MESSAGES/exercises.po``."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Translations by context (``<file id>:<key>``) and wording in the source language."""

    name: str = ""
    """The catalogue's path in the project."""
    entries: dict[tuple[str, str], str] = field(default_factory=dict)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    """The line of the catalogue in which each of the translations begins."""
    problems: tuple[Problem, ...] = ()
    """Why the catalogue could not be read, if it could not."""
    told_language: str = ""
    """What it says itself that it is in; the folder decides."""

    def lookup(self, contexts: Sequence[str], msgid: str) -> str | None:
        """Return the translation; none if there is none, or if the wording has changed since.

        :param contexts: the names that the text has and had; the first that is known counts.
        """
        found = (self.entries.get((context, msgid)) for context in contexts)
        return next((text for text in found if text is not None), None)

    def place(self, contexts: Sequence[str], msgid: str) -> Place:
        """Return where a translation stands in its catalogue."""
        found = (self.lines.get((context, msgid)) for context in contexts)
        return Place(self.name, next((line for line in found if line is not None), 1))


def read_texts(
    root: Path, language: str, domain: str = TEXTS_DOMAIN, *, formerly: Iterable[str] = ()
) -> Texts:
    """Return a book's translations into a language; empty if there is no catalogue.

    :param domain: the catalogue: that of all YAML files, or a page's (``book/index``), whose
        entries have no context.
    :param formerly: catalogues to read if there is no such one, the first that there is.

    An entry that is marked fuzzy is not a translation yet and does not count.
    """
    names = [f"locale/{language}/LC_MESSAGES/{one}.po" for one in (domain, *formerly)]
    name = next((name for name in names if (root / name).is_file()), names[0])
    path = root / name
    return _read(name, language, path.read_bytes() if path.is_file() else b"")


@lru_cache(maxsize=2048)
def _read(name: str, language: str, data: bytes) -> Texts:
    """Read a catalogue's bytes, once: the same bytes give the same object, for reading only."""
    try:
        catalogue = parse_catalogue(data, language)
    except (PoFileError, ValueError) as error:
        return Texts(name, problems=broken_catalogue(name, error))
    texts = Texts(name, told_language=catalogue.told_language)
    lines = data.splitlines()
    for key, text, line in _entries(catalogue):
        texts.entries[key] = text
        texts.lines[key] = _line_of_translation(lines, line)
    return texts


def _line_of_translation(lines: list[bytes], line: int) -> int:
    """Return in which line a translation begins whose entry has its ``msgid`` in ``line``."""
    for number in range(line, len(lines) + 1):
        if lines[number - 1].lstrip().startswith(b"msgstr"):
            return number
    return line


def _entries(catalogue: Catalog) -> list[tuple[tuple[str, str], str, int]]:
    return [
        ((message.context or "", message.id), message.string, message.lineno or 1)
        for message in catalogue
        if isinstance(message.id, str)
        and isinstance(message.string, str)
        and message.id
        and message.string
        and not message.fuzzy
    ]
