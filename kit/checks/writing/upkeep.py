"""What a book needs to be kept up: reading again, translations, transcripts of films."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kit.catalogues import Texts
from kit.checks.pages.pages import Page
from kit.checks.writing.writings import entries_of, place_of_text
from kit.errors import Place, Problem, Severity
from kit.load import Book
from kit.model import texts


def check_dates(book: Book, pages: Mapping[str, Page], today: date) -> Iterator[Problem]:
    """Yield every file that should have been read again before today."""
    for page in pages.values():
        if page.review is not None and page.review.by < today:
            yield _overdue(page.review.place, page.review.by)
    for entry in (*entries_of(book), *([book.words_to_avoid] if book.words_to_avoid else ())):
        if entry.value.review_by < today:
            yield _overdue(entry.place(("review_by",)), entry.value.review_by)


def check_films(book: Book) -> Iterator[Problem]:
    """Yield every film whose words can only be heard."""
    platform = book.platform
    for position, film in enumerate(platform.value.films if platform else ()):
        if platform and film.transcript is None:
            yield Problem(
                platform.place(("films", position)),
                "film-without-transcript",
                f"the film '{film.id}' has no transcript",
                "write what is said and shown under 'transcript:'",
                Severity.WARNING,
            )


def check_translations(
    book: Book, pages: Mapping[str, Page], language: str, catalogues: Mapping[str, Texts]
) -> Iterator[Problem]:
    """Yield, for each file, how many of its texts have no translation; places are the first's."""
    for page in pages.values():
        catalogue = catalogues[page.path]
        blocks = [block for block in page.markup.blocks if any(map(str.isalpha, block.text))]
        missing = [block for block in blocks if catalogue.lookup(("",), block.source) is None]
        if missing and not catalogue.problems:
            place = page.at(*missing[0].position(0))
            yield _untranslated(place, language, len(missing), len(blocks))
    translated = book.translated(language)
    if translated.problems:
        return
    for entry in entries_of(book):
        keys = translated.missing.get(entry.file_id)
        if keys:
            count = sum(1 for _ in texts(entry.value))
            place = place_of_text(entry.document, keys[0])
            yield _untranslated(place, language, len(keys), count)


def _untranslated(place: Place, language: str, missing: int, count: int) -> Problem:
    which = f"{missing} of {count} texts {'has' if missing == 1 else 'have'}"
    return Problem(
        place,
        "missing-translation",
        f"{which} no translation in '{language}'; the first is here",
        f"run 'kit translate {language}' and translate what it lists",
        Severity.WARNING,
    )


def _overdue(place: Place, review_by: date) -> Problem:
    return Problem(
        place,
        "review-date-passed",
        f"the text was to be read again by {review_by}",
        "read it, mend it, and set 'review_by' to the next date",
        Severity.WARNING,
    )
