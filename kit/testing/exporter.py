"""The contract of exporters: what each of them must keep, tested on a book with every kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from mimetypes import MimeTypes
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kit.catalogues import LANGUAGES
from kit.load import Book, load_book
from kit.plugins import FAILURES, Export, Exporter, export_faults, reason, texts_of
from kit.sphinxext import build_book
from kit.testing.book import PLATFORM, write_examples
from kit.testing.browser import download_failures
from kit.testing.contract import ContractError

if TYPE_CHECKING:
    from playwright.sync_api import Page

_TYPES: Final = MimeTypes().types_map[1]
"""The types by which servers and desktops know files."""


def exporter_contract(
    exporter: Exporter, *, folder: Path, page: Page | None = None, platform: str = PLATFORM
) -> None:
    """Test an exporter on the examples of all kinds, in every language, and on the built pages.

    :param folder: an empty folder to work in, such as pytest's ``tmp_path``.
    :param page: a page of Playwright's Chromium, in which each link is pressed.
    :raises ContractError: naming all that is broken.
    """
    root = write_examples(folder, exporter, platform)
    book = load_book(root)
    case = _Case(exporter, book)
    failures = [
        f"{name}: {failure}"
        for name in book.exercises
        for language in LANGUAGES
        for failure in case.failures(name, language)
    ]
    if not failures and not case.files:
        failures = ["it makes no file of any kind's example"]
    if not failures:
        result = build_book(root)
        failures = [f"page: {problem}" for problem in result.problems]
        failures += [] if failures else case.page_failures(result.site, page)
    if failures:
        raise ContractError(f"the exporter '{exporter.name}'", failures)


@dataclass(frozen=True, slots=True)
class _Case:
    """The exporter under test, and the files that it made in the language of its book."""

    exporter: Exporter
    book: Book
    files: dict[str, Export] = field(default_factory=dict)

    def failures(self, exercise_id: str, language: str) -> Iterator[str]:
        """Yield what is wrong with the file of one exercise in one language."""
        try:
            made, again = self._made(exercise_id, language), self._made(exercise_id, language)
        except FAILURES as error:
            yield f"it fails with {reason(error)} ({language})"
            return
        yield from (f"{fault} ({language})" for fault in export_faults(made))
        if made != again:
            yield f"it gives something else the second time ({language})"
        if isinstance(made, Export):
            known = _TYPES.get(f".{made.suffix.rpartition('.')[2]}", made.media_type)
            # There is both 'text/xml' and 'application/xml'.
            if known.partition("/")[2] != made.media_type.partition("/")[2]:
                yield f"'{made.suffix}' is known as '{known}', not as '{made.media_type}'"
            if language == self.book.language:
                self.files[exercise_id] = made

    def _made(self, exercise_id: str, language: str) -> Export | None:
        exercise = self.book.exercises[exercise_id].value
        kind = self.book.kinds[exercise.kind]
        texts = texts_of(language, kind, self.exporter)
        context = self.book.context(exercise_id, language, texts.gettext)
        return self.exporter.export(kind, exercise, context)

    def page_failures(self, site: Path, page: Page | None) -> Iterator[str]:
        """Yield what is wrong with the links on the built pages, and with what they lead to."""
        for exercise_id, made in self.files.items():
            address = f"{self.book.addresses.folder(self.book.language)}exercises/{exercise_id}"
            path = site / f"{address}{made.suffix}"
            if not path.is_file() or path.read_bytes() != made.data:
                yield f"{exercise_id}: the file in the book is not the one that it makes"
            links = _Links((site / f"{address}.html").read_text("utf-8")).found
            words = links.get((path.name, made.media_type), "")
            if not words.startswith(f"{made.label} ("):
                yield f"{exercise_id}: its page has no link with the label and the media type"
            elif page is not None:
                yield from download_failures(page, site, f"{address}.html", path.name, made.data)


class _Links(HTMLParser):
    """The words of the links on a page, by address and type."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[tuple[str, str], str] = {}
        self._inside: tuple[str, str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            about = dict(attrs)
            self._inside = about.get("href") or "", about.get("type") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside is not None:
            self.found[self._inside] = self.found.get(self._inside, "") + data
