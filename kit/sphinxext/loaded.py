"""The book as one Sphinx application sees it: loaded once, in the language of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from os import PathLike
from pathlib import Path
from typing import Final, Protocol
from weakref import WeakKeyDictionary

from sphinx.config import Config

from kit.catalogues import Strings, digest_of, strings
from kit.load import Book, BookText, load_book
from kit.model import Platform
from kit.plugins import Context, Export, Kind
from kit.sphinxext.config import KitConfig


class Missing(Exception):  # noqa: N818 - not our error; the author's book lacks something
    """The book has nothing with this id."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"{what} {name}")
        self.what = what
        self.name = name


@dataclass
class Loaded:
    """A book in one language, and what is found out about it while it is built."""

    book: Book
    language: str
    collector: str = ""
    """Where the answers to exercises can be sent; empty means nowhere."""
    order: dict[str, int] = field(default_factory=dict)
    """The position of every page in the contents."""
    areas: dict[str, str] = field(default_factory=dict)
    """The focus area of every page that is about one."""
    exports: dict[str, tuple[Export, ...]] = field(default_factory=dict)
    """The files that each exercise offers for download."""
    fingerprint: str = ""
    """A digest of the kit."""
    made: dict[tuple[str, ...], str] = field(default_factory=dict)
    """What recipes gave."""
    _digests: dict[str, str] = field(default_factory=dict)

    @cached_property
    def text(self) -> BookText:
        """Everything that authors wrote in YAML, in the language of the pages."""
        return self.book.translated(self.language)

    @cached_property
    def strings(self) -> Strings:
        """What the kit itself says, in the language of the pages."""
        return strings(self.language)

    @property
    def platform(self) -> Platform | None:
        """The platform, or none if it could not be read."""
        return self.text.platform

    @property
    def is_translation(self) -> bool:
        """Whether the pages are in another language than the author's files."""
        return self.language != self.book.language

    def kind(self, exercise_id: str) -> Kind:
        """Return the kind of an exercise.

        :raises KeyError: if there is no such exercise, or nothing that offers its kind.
        """
        return self.book.kinds[self.text.exercises[exercise_id].kind]

    def context(self, exercise_id: str) -> Context:
        """Return what the exercise's kind may know of the book."""
        context = self.book.context(exercise_id, self.language, self.strings.gettext)
        return replace(context, collector=self.collector)

    def world(self) -> str:
        """Return a digest of all that pages are made from, apart from their prose."""
        digest = sha256(self.frame.encode())
        for exercise_id in self.text.exercises:
            digest.update(f"{exercise_id} {self.digest_of(exercise_id)}\n".encode())
        for exercise_id, exports in sorted(self.exports.items()):
            files = [(file.label, file.suffix, file.media_type, len(file.data)) for file in exports]
            digest.update(f"{exercise_id} {files}\n".encode())
        for name, workshop in self.text.workshops.items():
            digest.update(f"{name} {workshop.model_dump_json()}\n".encode())
        digest.update(repr(sorted(self.text.missing.items())).encode())
        return digest.hexdigest()

    @cached_property
    def frame(self) -> str:
        """A digest of what every exercise is shown with: the platform, the settings, the kit."""
        digest = sha256(f"{self.language} {self.collector} {self.fingerprint}".encode())
        for text in (self.text, self.book.translated(self.book.language)):
            digest.update(text.platform.model_dump_json().encode() if text.platform else b"-")
        digest.update(repr(self.text.missing.get("platform")).encode())
        digest.update(digest_of(self.language).encode())
        return digest.hexdigest()

    def digest_of(self, exercise_id: str) -> str:
        """Return a digest of one exercise and its translation, or of all ids for ``*``."""
        if exercise_id not in self._digests:
            self._digests[exercise_id] = self._digest_of(exercise_id)
        return self._digests[exercise_id]

    def _digest_of(self, exercise_id: str) -> str:
        if exercise_id == "*":
            every = [f"{name} {self.digest_of(name)}" for name in self.text.exercises]
            return sha256("\n".join(every).encode()).hexdigest()
        entry = self.book.exercises.get(exercise_id)
        if entry is None:
            return ""
        digest = sha256(self.text.exercises[exercise_id].model_dump_json().encode())
        digest.update(entry.value.model_dump_json().encode())
        digest.update(repr(self.text.missing.get(entry.file_id)).encode())
        return digest.hexdigest()


class Part(Protocol):
    """A Sphinx application, its builder or its environment: what all three can say."""

    @property
    def config(self) -> Config:
        """The configuration: one object for all parts of an application."""

    @property
    def srcdir(self) -> str | PathLike[str]:
        """The folder of the book."""


_BOOKS: Final[WeakKeyDictionary[Config, Loaded]] = WeakKeyDictionary()
_LENT: Final[dict[str, Book]] = {}


@contextmanager
def lent(root: Path, book: Book) -> Iterator[None]:
    """Let applications that build the folder ``root`` use ``book`` instead of reading it again."""
    _LENT[str(root)] = book
    try:
        yield
    finally:
        del _LENT[str(root)]


def loaded(part: Part) -> Loaded:
    """Return the book that an application builds; it is read once."""
    found = _BOOKS.get(part.config)
    if found is None:
        book = _LENT.get(str(part.srcdir)) or load_book(Path(part.srcdir))
        language = str(part.config.language).replace("_", "-")
        known = language in book.languages
        config = KitConfig.of(part.config)
        found = Loaded(book, language if known else book.language, config.collector)
        found.fingerprint = config.fingerprint
        _BOOKS[part.config] = found
    return found


_SHOWN_BY: Final = (
    *("kit.catalogues", "kit.frontend", "kit.kinds", "kit.load", "kit.model", "kit.notebooks"),
    *("kit.platforms", "kit.plugins", "kit.sphinxext"),
)
_SHOWN_WITH: Final = ("babel", "jinja2", "nbformat")


def kit_fingerprint() -> str:
    """Return a digest of the kit's code, templates, scripts, styles and strings.

    And of the versions of what it shows exercises with.
    """
    digest = sha256(" ".join(f"{name} {version(name)}" for name in _SHOWN_WITH).encode())
    for package in _SHOWN_BY:
        for name, path in sorted(_files_below(files(package), package)):
            digest.update(name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _files_below(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                found += _files_below(entry, name)
        else:
            found.append((name, entry))
    return found
