"""Languages that the kit lacks: from an installed package, or from a book's own folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import EntryPoint
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError

from kit.catalogues.files import parse_catalogue, read_catalogue
from kit.installed import entry_points_of

LANGUAGES: Final = ("nb", "nn", "sv", "en")
"""The languages in which everything that the kit itself says is complete."""

LANGUAGE_GROUP: Final = "kit.languages"
WORDS: Final = "LC_MESSAGES/kit.po"
"""What makes a folder a language: the translation of the kit's own words."""
DOMAINS: Final = ("kit", "sphinx", "booktheme", "togglebutton")
"""The kit's own words, and those of what it builds on: the catalogues of a language."""

_API: Final = 1
_PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}|<[^>]*>")
_IN_BOOKS: Final[dict[str, Path]] = {}
"""The folders of the book that this process has read last. Whoever says something knows its
language and seldom its book, and a process has one book."""


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """A language as a plugin, registered as an entry point in the group ``kit.languages``.

    ``folder`` holds ``LC_MESSAGES/kit.po`` and, if anybody has written them, ``sphinx.po``,
    ``booktheme.po`` and ``togglebutton.po`` beside it, and ``pages/`` for ``kit new``.
    """

    name: str
    folder: Traversable
    api: int = _API


def bring(root: Path) -> None:
    """Let this process speak the languages that the book in ``root`` has in ``locale/``.

    Those of another book, which it has read before, are forgotten.
    """
    found = book_languages(root)
    _IN_BOOKS.update(found)
    for gone in set(_IN_BOOKS) - set(found):
        _IN_BOOKS.pop(gone, None)


def book_languages(root: Path) -> dict[str, Path]:
    """Return a book's own languages: folders ``locale/<language>`` with the kit's words.

    The kit's own languages are not among them.
    """
    found = {path.parents[1].name: path.parents[1] for path in root.glob(f"locale/*/{WORDS}")}
    return {name: found[name] for name in sorted(set(found) - set(LANGUAGES))}


def is_own(language: str) -> bool:
    """Return whether the kit has a language, or that of which it is a region's, itself."""
    return language.partition("-")[0] in LANGUAGES


def languages() -> tuple[str, ...]:
    """Return all languages in which the kit can speak here: its own first."""
    others = {*_installed(entry_points_of(LANGUAGE_GROUP)), *_here()}
    return (*LANGUAGES, *sorted(others - set(LANGUAGES)))


def folders_of(language: str) -> tuple[Traversable, ...]:
    """Return where a language is that the kit lacks: in the book, then in a package.

    A region without words of its own has those of its language.
    """
    for name in dict.fromkeys((language, language.partition("-")[0])):
        if name in LANGUAGES:
            return ()
        found = (_here().get(name), _installed(entry_points_of(LANGUAGE_GROUP)).get(name))
        if any(found):
            return tuple(folder for folder in found if folder is not None)
    return ()


def words_of(language: str) -> tuple[bytes, ...]:
    """Return the catalogues of a language that the kit lacks, as they are now."""
    return tuple((folder / WORDS).read_bytes() for folder in folders_of(language))


def digest_of(language: str) -> str:
    """Return what changes when somebody translates into a language that the kit lacks."""
    digest = sha256()
    for folder in folders_of(language):
        for domain in DOMAINS:
            path = folder / "LC_MESSAGES" / f"{domain}.po"
            digest.update(path.read_bytes() if path.is_file() else b"-")
    return digest.hexdigest()


@lru_cache(maxsize=16)
def sound_words(data: bytes, language: str) -> Catalog:
    """Return what can be said of a catalogue: nothing if it is broken.

    An entry whose placeholders or tags are not those of its source counts as not translated.
    """
    try:
        catalogue = parse_catalogue(data, language)
    except (PoFileError, ValueError):
        return Catalog(locale=None)
    for message in catalogue:
        if message.id and message.string and _why_unfit(message):
            message.string = ("",) * len(message.string) if message.pluralizable else ""
    return catalogue


def unfit(data: bytes, language: str) -> list[tuple[int, str]]:
    """Return the translations that are not used since they cannot be filled in, with their lines.

    :raises babel.messages.pofile.PoFileError: if the catalogue is broken.
    """
    return [
        (message.lineno or 1, said)
        for message in parse_catalogue(data, language)
        if message.id and message.string and not message.fuzzy
        for said in [_why_unfit(message)]
        if said
    ]


def untold(language: str) -> tuple[int, int]:
    """Return how many of the kit's own texts nobody has in a language, and of how many.

    :param language: one that the kit does not have itself.
    """
    texts = _own_texts()
    return len(_missing(language, texts)), len(texts)


def untold_texts(language: str) -> list[str]:
    """Return the kit's own texts that nobody has in a language, singular and plural apart.

    :param language: one that the kit does not have itself.
    """
    missing = [message.id for message in _missing(language, _own_texts())]
    return [text for one in missing for text in ((one,) if isinstance(one, str) else one)]


def _own_texts() -> list[Message]:
    template = read_catalogue(files("kit.catalogues") / "locale" / "en" / WORDS, "en")
    return [message for message in template if message.id]


def _missing(language: str, texts: list[Message]) -> list[Message]:
    catalogues = [sound_words(data, language) for data in words_of(language)]
    return [text for text in texts if not any(_has(one, text) for one in catalogues)]


def _has(catalogue: Catalog, text: Message) -> bool:
    found = catalogue.get(text.id, text.context)
    if found is None or found.fuzzy:
        return False
    return all(found.string) if isinstance(found.string, tuple) else bool(found.string)


def _why_unfit(message: Message) -> str:
    """Return why a translation cannot be filled in, or look, as its source can; empty if it can."""
    sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
    wanted = [frozenset(_PLACEHOLDER.findall(source)) for source in sources]
    said = message.string if isinstance(message.string, tuple | list) else (message.string,)
    for text in filter(None, said):
        found = frozenset(_PLACEHOLDER.findall(text))
        if found not in wanted:
            lacks, added = sorted(wanted[-1] - found), sorted(found - wanted[-1])
            parts = [
                f"it lacks {_listed(lacks)}" if lacks else "",
                f"has {_listed(added)}, which its text has not" if added else "",
            ]
            return " and ".join(filter(None, parts))
    return ""


def _listed(words: list[str]) -> str:
    return " and ".join(f"'{word}'" for word in words)


def _here() -> dict[str, Path]:
    return {name: folder for name, folder in _IN_BOOKS.items() if (folder / WORDS).is_file()}


@lru_cache(maxsize=8)
def _installed(points: tuple[EntryPoint, ...]) -> dict[str, Traversable]:
    """Return the folders of the languages that are installed; what is broken is passed over."""
    return dict(_working(points))


def _working(points: tuple[EntryPoint, ...]) -> Iterator[tuple[str, Traversable]]:
    for point in sorted(points, key=lambda point: (point.name, point.value)):
        try:
            pack = point.load()
            require_language(point.name, pack)
        except (Exception, SystemExit):  # noqa: BLE001, S112 - `kit plugins` says what it is
            continue
        yield point.name, pack.folder


def require_language(name: str, pack: object) -> None:
    """Refuse what is no language, or one that the kit has.

    :raises TypeError: saying why.
    """
    if not isinstance(pack, LanguagePack) or pack.api != _API:
        raise TypeError("it is not a LanguagePack")
    if pack.name != name:
        raise TypeError(f"it calls itself {pack.name!r}")
    if name in LANGUAGES:
        raise TypeError(f"the kit has {name!r} itself")
    if not (pack.folder / WORDS).is_file():
        raise TypeError(f"its folder has no {WORDS}")
