"""The kit's own strings, from the catalogues beside this file."""

from __future__ import annotations

from copy import copy
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from kit.catalogues.brought import sound_words, words_of
from kit.catalogues.files import read_catalogue

Strings = NullTranslations
"""Has ``gettext``, ``ngettext``, ``pgettext`` and ``npgettext``; a text without a translation
comes back as it is, in English."""


def msgid(text: str) -> str:
    """Return the text itself: marks an English text that is translated where it is used."""
    return text


def strings(language: str, *folders: Traversable) -> Strings:
    """Return the kit's strings in a language, and those of plugins that bring their own.

    A region without a catalogue falls back to its language (``nb-NO`` to ``nb``), an unknown
    language to English, and so does what nobody has translated of a language that was brought.
    The kit's own translation wins over a stranger's of the same text.

    >>> strings("nb").gettext("Next")
    'Neste'

    :param folders: ``locale/`` folders that hold ``<language>/LC_MESSAGES/*.po``.
    """
    brought = words_of(language)
    return _read(language, folders, brought) if folders else _own(language, brought)


@cache
def _own(language: str, brought: tuple[bytes, ...]) -> Strings:
    return _read(language, (), brought)


def _read(language: str, folders: tuple[Traversable, ...], brought: tuple[bytes, ...]) -> Strings:
    first, *more = [
        *(_spoken(sound_words(data, language)) for data in brought),
        # Copies, since each one that is added becomes part of the one before it.
        *(copy(each) for each in _ours(language)),
        *(each for folder in folders for each in _in_folder(folder, language)),
    ] or [NullTranslations()]
    for each in more:
        first.add_fallback(each)
    return first


@cache
def _ours(language: str) -> tuple[Strings, ...]:
    """Return the kit's own, read once; a stranger's may change while a book is being written."""
    return tuple(_in_folder(files("kit.catalogues") / "locale", language))


def _in_folder(folder: Traversable, language: str) -> list[Strings]:
    return [_translations(path, language) for path in _catalogue_files(folder, language)]


def _catalogue_files(folder: Traversable, language: str) -> list[Traversable]:
    """Return the ``.po`` files for a language, without those that speak for Sphinx."""
    for name in dict.fromkeys((language, language.split("-", maxsplit=1)[0], "en")):
        messages = folder / name / "LC_MESSAGES"
        if messages.is_dir():
            entries = sorted(messages.iterdir(), key=lambda entry: entry.name)
            return [e for e in entries if e.name.endswith(".po") and e.name != "sphinx.po"]
    return []


def _translations(path: Traversable, language: str) -> GNUTranslations:
    return _spoken(read_catalogue(path, language))


def _spoken(catalogue: Catalog) -> GNUTranslations:
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    buffer.seek(0)
    return GNUTranslations(buffer)
