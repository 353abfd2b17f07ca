"""A book as the other parts see it: models by id, each with the place of its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from kit.catalogues import Texts, read_texts
from kit.errors import Place, Problem, weigh
from kit.model import (
    Addresses,
    Exercise,
    Maintained,
    Platform,
    Untranslated,
    WordsToAvoid,
    Workshop,
    texts,
    translated,
)
from kit.plugins import Context, Discovery, Kind
from kit.source import Document, Key

Model = TypeVar("Model", bound=Maintained)


@dataclass(frozen=True, slots=True)
class Entry(Generic[Model]):
    """One file's model: ``path`` is relative to the project, with ``/`` on every system.

    ``sound`` is false when the file has problems and ``value`` was made by leaving out or
    mending what is wrong, so that the rest of it can still be checked.
    """

    id: str
    path: str
    value: Model
    document: Document
    sound: bool = True

    @property
    def file_id(self) -> str:
        """The file's name in translations: ``platform``, ``exercises/learn/looking-back``."""
        return "platform" if isinstance(self.value, Platform) else self.path.removesuffix(".yml")

    def contexts(self, key: str) -> tuple[str, ...]:
        """Return the names of a text in translations: today's first, then those it had before."""
        folder = self.file_id.removesuffix(self.id)
        former = (f"{folder}{name}" for name in getattr(self.value, "formerly", ()))
        return tuple(f"{name}:{key}" for name in (self.file_id, *former))

    def place(self, key: Key, of: Literal["value", "key"] = "value") -> Place:
        """Return where a value stands in the file, or what is nearest to it."""
        return self.document.place(key, of)


@dataclass(frozen=True, slots=True)
class BookText:
    """A book in one language; a text without a translation is an :class:`Untranslated` one."""

    language: str
    platform: Platform | None
    exercises: Mapping[str, Exercise]
    workshops: Mapping[str, Workshop]
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys of texts without a translation, per file id."""
    catalogue: Texts = field(default_factory=Texts)
    """The translations themselves; empty in the source language."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why the catalogue could not be read, if it could not."""
        return self.catalogue.problems

    def context(self, exercise_id: str, gettext: Callable[[str], str] = str) -> Context:
        """Return what a kind may know of the book around one exercise.

        :raises ValueError: if the platform has problems that make it unusable.
        """
        if self.platform is None:
            raise ValueError("a book without a platform has no context")
        return Context(exercise_id, self.platform, self.language, self.exercises, gettext)


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that was found in a project's folder."""

    root: Path
    language: str
    languages: tuple[str, ...]
    """The source language first."""
    platform: Entry[Platform] | None
    exercises: Mapping[str, Entry[Exercise]]
    workshops: Mapping[str, Entry[Workshop]]
    discovery: Discovery
    words_to_avoid: Entry[WordsToAvoid] | None = None
    config: Document | None = None
    documents: Mapping[str, Document] = field(default_factory=dict)
    """Every file of ours that is readable YAML, by path, whether its content is right or not."""
    exercise_ids: frozenset[str] = frozenset()
    """The ids of all exercise files, those with problems included."""
    workshop_ids: frozenset[str] = frozenset()
    """The names of all workshop files, those with problems included."""
    problems: tuple[Problem, ...] = ()
    ordinary: bool = False
    """Whether it is a Jupyter Book without a platform, exercises or settings of ours."""
    _texts: dict[str, BookText] = field(default_factory=dict, repr=False, compare=False)

    @property
    def kinds(self) -> dict[str, Kind]:
        """The kinds of exercise that are installed, by name."""
        return self.discovery.of("kit.kinds")

    @property
    def strict(self) -> bool:
        """Whether the settings say that warnings are errors."""
        return self.setting("kit_strict") is True

    @property
    def language_folder(self) -> bool | None:
        """Whether the only language has a folder; none if the settings do not say."""
        value = self.setting("kit_language_folder")
        return value if isinstance(value, bool) else None

    @property
    def addresses(self) -> Addresses:
        """Where the pages lie in a site, as the settings say."""
        return Addresses(self.languages, len(self.languages) > 1 or self.language_folder is True)

    def setting(self, name: str) -> object:
        """Return a setting of Sphinx's in ``_config.yml``; none if it does not stand there."""
        value: Any = self.config.data if self.config else None
        for key in ("sphinx", "config", name):
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def weigh(
        self, problems: Iterable[Problem], *, strict: bool | None = None
    ) -> tuple[Problem, ...]:
        """Return the problems with their weight in this book.

        :param strict: none means what the settings say.
        """
        sure = self.strict if strict is None else strict
        return weigh(problems, strict=sure, ordinary=self.ordinary)

    def translated(self, language: str) -> BookText:
        """Return the book in a language of its own; in the source language, as it is written."""
        if language not in self._texts:
            self._texts[language] = _translate(self, language)
        return self._texts[language]

    def context(
        self, exercise_id: str, language: str = "source", gettext: Callable[[str], str] = str
    ) -> Context:
        """Return what a kind may know of the book around one exercise.

        :raises ValueError: if the platform has problems that make it unusable.
        """
        wanted = self.language if language == "source" else language
        context = self.translated(wanted).context(exercise_id, gettext)
        if wanted == self.language:
            return context
        return replace(context, source=self.translated(self.language).context(exercise_id))


def _translate(book: Book, language: str) -> BookText:
    if language == book.language:
        return BookText(
            language,
            book.platform.value if book.platform else None,
            {name: entry.value for name, entry in book.exercises.items()},
            {name: entry.value for name, entry in book.workshops.items()},
        )
    catalogue = read_texts(book.root, language)

    def translate(entry: Entry[Model]) -> Model:
        def find(key: str, text: str) -> str:
            found = catalogue.lookup(entry.contexts(key), text)
            return found or Untranslated(text, book.language)

        return translated(entry.value, find)

    missing = {
        entry.file_id: keys
        for entry in _entries(book)
        if (keys := tuple(_untranslated(entry, catalogue)))
    }
    return BookText(
        language,
        translate(book.platform) if book.platform else None,
        {name: translate(entry) for name, entry in book.exercises.items()},
        {name: translate(entry) for name, entry in book.workshops.items()},
        missing,
        catalogue,
    )


def _entries(book: Book) -> Iterator[Entry[Platform] | Entry[Exercise] | Entry[Workshop]]:
    if book.platform:
        yield book.platform
    yield from book.exercises.values()
    yield from book.workshops.values()


def _untranslated(
    entry: Entry[Platform] | Entry[Exercise] | Entry[Workshop], catalogue: Texts
) -> Iterator[str]:
    for key, text in texts(entry.value):
        if catalogue.lookup(entry.contexts(key), text) is None:
            yield key
