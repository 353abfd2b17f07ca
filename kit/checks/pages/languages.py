"""Whether the kit has words of its own in the languages of a book."""

from __future__ import annotations

from collections.abc import Iterator

from kit.catalogues import WORDS, book_languages, is_own, languages, right_tag, untold
from kit.checks.pages.catalogues import check_kit_words
from kit.checks.settings.config import misread_languages
from kit.errors import Place, Problem, Severity
from kit.load import Book


def check_languages(book: Book) -> Iterator[Problem]:
    """Yield each language in which readers would meet English words of the kit's."""
    own, misread = book_languages(book.root), misread_languages(book)
    for language in book.languages:
        if is_own(language) or language in misread or right_tag(language) is not None:
            continue
        if language in own:
            faults = list(check_kit_words(own[language], language))
            yield from faults
            if any(fault.severity is Severity.ERROR for fault in faults):
                continue
        missing, total = untold(language)
        place = _place(book, language)
        if missing == total:
            yield Problem(
                place,
                "unknown-language",
                f"nobody has translated what the kit itself says into '{language}'",
                f"there are {', '.join(_told())}; 'kit translate {language}' writes the file to"
                f" translate, locale/{language}/{WORDS}",
            )
        elif missing:
            if language in own:
                place = Place(f"locale/{language}/{WORDS}")
            which = f"{missing} of {total} texts of the kit {'has' if missing == 1 else 'have'}"
            yield Problem(
                place,
                "missing-translation",
                f"{which} no translation in '{language}'; readers see them in English",
                f"run 'kit translate {language}' and translate locale/{language}/{WORDS}",
                Severity.WARNING,
            )


def _told() -> list[str]:
    """Return the languages in which anything can be said."""
    return [
        language
        for language in languages()
        if is_own(language) or (told := untold(language))[0] < told[1]
    ]


def _place(book: Book, language: str) -> Place:
    """Return where a book says that it is in a language."""
    if language == book.language and book.platform is not None:
        return book.platform.place(("language",))
    if book.config is None:
        return Place("_config.yml")
    found = (
        book.config.place(key)
        for key, word, _ in book.config.words()
        if "kit_languages" in key and word == language
    )
    return next(found, Place("_config.yml"))
