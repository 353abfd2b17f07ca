"""What the kit itself says, to be translated into a language that it lacks."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from kit.catalogues import (
    DOMAINS,
    book_languages,
    folders_of,
    is_own,
    read_catalogue,
    untold,
)


def missing_domains(root: Path, language: str) -> tuple[str, ...]:
    """Return the catalogues of the kit's words that a book has to have in a language itself."""
    if is_own(language):
        return ()
    begun = language in book_languages(root)
    return DOMAINS if begun or untold(language)[0] else ()


def kit_catalogue(root: Path, language: str, domain: str) -> Catalog:
    """Return a book's catalogue of the kit's words, with every text that no package has.

    What is translated stays; what the kit no longer says is kept as a comment.

    :raises babel.messages.pofile.PoFileError: if the book's catalogue is broken.
    """
    place = f"LC_MESSAGES/{domain}.po"
    catalogue = read_catalogue(root / "locale" / language / place, language)
    ours = root / "locale" / language
    packages = [
        read_catalogue(folder / place, language)
        for folder in folders_of(language)
        if not (isinstance(folder, Path) and folder.resolve() == ours.resolve())
    ]
    template = Catalog()
    for message in read_catalogue(files("kit.catalogues") / "locale" / "en" / place, "en"):
        if message.id and not any(_has(one, message) for one in packages):
            template.add(
                message.id,
                locations=message.locations,
                auto_comments=message.auto_comments,
                flags=message.flags,
                context=message.context,
            )
    catalogue.update(template, no_fuzzy_matching=True)
    return catalogue


def _has(catalogue: Catalog, message: Message) -> bool:
    found = catalogue.get(message.id, message.context)
    return found is not None and bool(found.string)
