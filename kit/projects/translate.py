"""Bring the catalogues of one language up to date with the book."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError
from pydantic import TypeAdapter, ValidationError

from kit.catalogues import (
    TEXTS_DOMAIN,
    broken_catalogue,
    read_catalogue,
    right_tag,
    write_catalogue,
)
from kit.checks import former_names
from kit.errors import Problem, Severity, UsageError
from kit.load import Book, Entry
from kit.model import Exercise, Platform, Workshop, texts
from kit.model.platform import Language
from kit.projects.kit_words import kit_catalogue, missing_domains
from kit.projects.merging import SourceText, merge
from kit.projects.own_pages import own_translations
from kit.projects.report import FileReport, Report


class ProseMessage(Protocol):
    """One text of a page, and the page's file."""

    @property
    def text(self) -> str:
        """What a translator translates."""

    @property
    def path(self) -> str:
        """The page, relative to the project."""


ProseMessages = Callable[[Path], Mapping[str, Sequence[ProseMessage]]]
"""Returns the texts of a book's pages, in reading order, by catalogue: ``book/index``."""

_LANGUAGE: Final = TypeAdapter(Language)


@dataclass(frozen=True, slots=True)
class _Update:
    """One catalogue to write."""

    path: str
    catalogue: Catalog
    report: FileReport


def translate(
    book: Book,
    language: str,
    prose_messages: ProseMessages,
    tell: Callable[[str], None] = lambda _text: None,
) -> Report:
    """Update every catalogue of ``language`` and say what is done, missing and stale.

    A book with errors is left alone: the texts of a broken file would look as if they were
    gone. So is everything if one catalogue cannot be read.

    In a language that the kit lacks, what the kit itself says is to be translated, too.

    :param prose_messages: extracts the pages' texts, which only Sphinx can.
    :param tell: is told how many catalogues are done.
    :raises UsageError: if the language is no language tag, or the book's own and complete.
    """
    _require_language(book, language)
    errors = tuple(p for p in book.problems if p.severity is Severity.ERROR)
    if errors:
        return Report(language, problems=errors)
    makers: dict[str, Callable[[], Catalog]] = {
        domain: partial(kit_catalogue, book.root, language, domain)
        for domain in missing_domains(book.root, language)
    }
    if language != book.language:
        makers |= _authors_catalogues(book, language, prose_messages)
    updates: list[_Update] = []
    problems: list[Problem] = []
    for number, (name, make) in enumerate(makers.items(), start=1):
        tell(f"catalogue {number} of {len(makers)}")
        path = f"locale/{language}/LC_MESSAGES/{name}.po"
        try:
            catalogue = make()
        except (PoFileError, ValueError) as error:
            problems += broken_catalogue(path, error)
        else:
            updates.append(_Update(path, catalogue, _report(path, catalogue)))
    if not problems:
        for update in updates:
            write_catalogue(book.root / update.path, update.catalogue)
    files = tuple(update.report for update in updates)
    return Report(language, files, tuple(problems), built=language in book.languages)


def _authors_catalogues(
    book: Book, language: str, prose_messages: ProseMessages
) -> dict[str, Callable[[], Catalog]]:
    """Return by name what makes each catalogue of the texts that authors have written."""
    wanted = {TEXTS_DOMAIN: list(_yaml_texts(book))}
    for name, messages in sorted(prose_messages(book.root).items()):
        wanted[name] = [SourceText(message.text, message.path) for message in messages]
    own = own_translations(book, language)

    def make(name: str) -> Catalog:
        catalogue = merge(_known(book.root, language, name), wanted[name])
        _fill(catalogue, own.get(name, {}))
        return catalogue

    return {name: partial(make, name) for name in wanted}


def _require_language(book: Book, language: str) -> None:
    try:
        _LANGUAGE.validate_python(language)
    except ValidationError:
        raise UsageError(f"'{language}' is not the tag of a language, such as nb or en") from None
    if (right := right_tag(language)) is not None:
        raise UsageError(f"'{language}' is not how a written language is called; use '{right}'")
    if language == book.language and not missing_domains(book.root, language):
        raise UsageError(f"the book is written in '{language}'; name another language")


def _known(root: Path, language: str, name: str) -> Catalog:
    """Return what is translated of a page, also under the names that it had before."""
    folder = root / "locale" / language / "LC_MESSAGES"
    known = read_catalogue(folder / f"{name}.po", language)
    for former in former_names(root, name):
        for message in read_catalogue(folder / f"{former}.po", language):
            if message.id and message.string and message.id not in known:
                known[message.id] = message
    return known


def _fill(catalogue: Catalog, translations: Mapping[str, str]) -> None:
    """Add what the kit knows itself, where nobody has translated yet."""
    for message in catalogue:
        if isinstance(message.id, str) and message.id in translations and not message.string:
            message.string = translations[message.id]


def _yaml_texts(book: Book) -> Iterator[SourceText]:
    entries: list[Entry[Platform] | Entry[Exercise] | Entry[Workshop]] = [
        *([book.platform] if book.platform else []),
        *book.exercises.values(),
        *book.workshops.values(),
    ]
    for entry in entries:
        for key, text in texts(entry.value):
            context, *former = entry.contexts(key)
            yield SourceText(text, entry.path, context, tuple(former))


def _report(path: str, catalogue: Catalog) -> FileReport:
    messages = [message for message in catalogue if message.id]
    return FileReport(
        path,
        len(messages),
        tuple(str(message.id) for message in messages if not _translated(message)),
        tuple(str(message.id) for message in messages if _translated(message) and message.fuzzy),
    )


def _translated(message: Message) -> bool:
    """Return whether a text has a translation, in each of its plurals."""
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)
