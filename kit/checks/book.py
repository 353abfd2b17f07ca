"""All problems of a book, in file order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from kit.catalogues import Texts, read_texts
from kit.checks.exercises.alike import check_alike
from kit.checks.exercises.exercises import check_exercise
from kit.checks.exercises.items import check_items
from kit.checks.exercises.platform import check_platform
from kit.checks.exercises.references import Names, check_references
from kit.checks.exercises.workshops import check_workshop
from kit.checks.pages.catalogues import check_told
from kit.checks.pages.directives import check_directives, check_platform_needed
from kit.checks.pages.languages import check_languages
from kit.checks.pages.links import Links
from kit.checks.pages.pages import Page, check_former_names, check_listed, read_pages
from kit.checks.pages.pictures import check_files
from kit.checks.pages.plain import check_plain
from kit.checks.pages.sources import check_sources
from kit.checks.pages.translations import translations_of
from kit.checks.pages.unknown_names import check_words
from kit.checks.settings.config import check_settings, is_of_two_minds, misread_languages
from kit.checks.settings.contents import CONTENTS_FILE, read_contents
from kit.checks.writing.language import avoided, check_writing
from kit.checks.writing.linked_files import check_linked_files
from kit.checks.writing.upkeep import check_dates, check_films, check_translations
from kit.checks.writing.writings import translated, written
from kit.errors import Place, Problem, Severity
from kit.load import Book


def check_book(
    book: Book, today: date | None = None, *, strict: bool | None = None
) -> tuple[Problem, ...]:
    """Return every problem of a book, those of loading included, in file order.

    What two checks say in the same words of the same place is said once.

    :param today: the day on which review dates are looked at; the real one unless told
        otherwise.
    :param strict: whether warnings are errors; none means what the book's own settings say.
    """
    found = dict.fromkeys([*book.problems, *_problems(book, today or _today())])
    return book.weigh(
        sorted(_once(found), key=lambda problem: (problem.place, problem.code, problem.message)),
        strict=strict,
    )


def check_platform_file(book: Book) -> tuple[Problem, ...]:
    """Return what is wrong with what the platform says, whatever else the book has."""
    if book.platform is None:
        return ()
    references = check_references(book, Names(book))
    path = book.platform.path
    return (*(one for one in references if one.place.path == path), *check_platform(book.platform))


def _once(found: Collection[Problem]) -> list[Problem]:
    """Leave out that an id is wrongly written where it is said that nothing is called so."""
    unknown = {
        problem.place for problem in found if problem.code.startswith("unknown-") and problem.hint
    }
    return [
        problem
        for problem in found
        if problem.code != "invalid-id" or problem.place.line == 1 or problem.place not in unknown
    ]


def _today() -> date:
    """Return the day that it is where the author is."""
    return datetime.now().astimezone().date()


def _problems(book: Book, today: date) -> Iterator[Problem]:
    names = Names(book)
    yield from check_references(book, names)
    if book.platform is not None:
        yield from check_platform(book.platform)
        yield from check_languages(book)
        yield from _check_any(book)
        for entry in book.exercises.values():
            yield from check_exercise(book, entry, book.context(entry.id))
            yield from check_items(book, entry)
        yield from check_alike(book)
    for workshop in book.workshops.values():
        yield from check_workshop(workshop, book.exercises)
    yield from check_settings(book)
    contents = read_contents(book.root)
    yield from contents.problems
    pages, problems = read_pages(book, contents)
    yield from problems
    yield from check_listed(book, pages, contents)
    yield from check_former_names(pages)
    catalogues = _catalogues(book, pages)
    texts = {**pages}
    for translations in catalogues.values():
        texts.update(translations_of(pages, translations))
    links = Links.of(book, pages)
    for page in texts.values():
        yield from links.check(page)
        if not book.ordinary:
            yield from check_directives(page, names)
    yield from check_words(book, texts)
    yield from check_plain(book, pages, texts)
    yield from check_files(book)
    yield from check_sources(book, texts)
    if book.ordinary:
        yield from check_platform_needed(pages)
        return
    yield from check_films(book)
    yield from check_dates(book, pages, today)
    yield from _check_language(book, pages, catalogues)


def _catalogues(book: Book, pages: Mapping[str, Page]) -> dict[str, dict[str, Texts]]:
    """Return the catalogue of each page in each language that the book is translated into."""
    if is_of_two_minds(book):
        return {}
    misread = misread_languages(book)
    return {
        language: {
            path: read_texts(book.root, language, path.rpartition(".")[0], formerly=page.formerly)
            for path, page in pages.items()
        }
        for language in book.languages[1:]
        if language not in misread
    }


def _check_any(book: Book) -> Iterator[Problem]:
    """Warn of a book of pages alone; a file with an error is an exercise, too."""
    if book.platform is None or book.exercises or any((book.root / "exercises").rglob("*.yml")):
        return
    misnamed = [
        path.name
        for path in book.root.iterdir()
        if path.name.lower() == "exercises" != path.name and path.is_dir()
    ]
    if misnamed:
        message = f"the exercises lie in a folder called '{misnamed[0]}'"
        yield Problem(Place(misnamed[0]), "no-exercises", message, "call it 'exercises'")
    elif (book.root / CONTENTS_FILE).is_file():
        area = book.platform.value.focus_areas[0].id
        yield Problem(
            Place(CONTENTS_FILE),
            "no-exercises",
            "the book has no exercise yet",
            f"write the first with 'kit add reflection {area}/a-good-question'",
            Severity.WARNING,
        )


def _check_language(
    book: Book, pages: Mapping[str, Page], catalogues: Mapping[str, Mapping[str, Texts]]
) -> Iterator[Problem]:
    yield from check_linked_files(book)
    words = avoided(book, book.language)
    for writing in written(book, pages):
        yield from check_writing(writing, words)
    for language, of_pages in catalogues.items():
        yield from book.translated(language).problems
        yield from check_told(language, [book.translated(language).catalogue, *of_pages.values()])
        for catalogue in of_pages.values():
            yield from catalogue.problems
        yield from check_translations(book, pages, language, of_pages)
        words = avoided(book, language)
        for writing in translated(book, pages, language, of_pages):
            yield from check_writing(writing, words)
