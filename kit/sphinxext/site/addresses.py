"""Where the pages of each language lie in a site: a published address stays where it is."""

from __future__ import annotations

from kit.errors import Place, Problem, Severity
from kit.load import Book
from kit.model import Addresses
from kit.sphinxext.site.standing import Standing


def settled(book: Book, standing: Standing) -> Addresses:
    """Return where the pages lie: where the settings say, or else where they lie already."""
    said = book.addresses
    stay = book.language_folder is None and _in_folder(standing, book.language)
    return Addresses(said.languages, said.in_folders or stay)


def say_unrecorded(book: Book, addresses: Addresses) -> tuple[Problem, ...]:
    """Return a warning if only ``_build`` knows where the pages have been published."""
    if addresses == book.addresses:
        return ()
    place = book.config.place(("sphinx", "config")) if book.config else Place("_config.yml")
    folder = f"/{book.language}/"
    return (
        Problem(
            place,
            "unrecorded-addresses",
            f"the pages have been published in {folder} and stay there, but no setting says so",
            f"write 'kit_language_folder: true', or 'false' to have redirects in {folder}",
            Severity.WARNING,
        ),
    )


def misplaced(addresses: Addresses, standing: Standing) -> list[str]:
    """Return the languages whose pages stand elsewhere than they should now."""
    return [
        language
        for language in addresses.languages
        if standing.parts.get(language) and _in_folder(standing, language) != addresses.in_folders
    ]


def _in_folder(standing: Standing, language: str) -> bool:
    # Redirects have no assets beside them.
    beside = f"{language}/_static/"
    return any(name.startswith(beside) for name in standing.parts.get(language, ()))
