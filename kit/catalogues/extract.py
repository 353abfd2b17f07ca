"""Bring ``kit.po`` up to date with the strings in our code: ``python -m kit.catalogues.extract``.

New texts come in without a translation, texts that are no longer used go. English translates
itself. The strings of our Sphinx theme are not here: Sphinx looks them up, in ``sphinx.po``.
"""

from __future__ import annotations

import sys
from copy import deepcopy
from pathlib import Path
from typing import Final, TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from kit.catalogues.brought import LANGUAGES
from kit.catalogues.files import read_catalogue, write_catalogue

PACKAGE: Final = Path(__file__).parent.parent
LOCALE: Final = PACKAGE / "catalogues" / "locale"

_METHODS: Final = [
    ("sphinxext/theme/**", "ignore"),
    ("catalogues/**", "ignore"),
    ("platforms/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2.ext:babel_extract"),
]
_OPTIONS: Final = {"**/templates/**.html": {"silent": "false", "extensions": ""}}

_KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "msgid": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}

_Found: TypeAlias = tuple[str, int, str | tuple[str, ...], list[str], str | None]
"""What Babel says of a text: file, line, text or its two forms, comments, context."""


def extracted() -> Catalog:
    """Return every string of the kit that is meant for translation.

    They are in order of files and, within a file, of texts, not of lines: code that moves within
    its file moves nothing here, and translators still have the texts of a page side by side.
    """
    catalogue = Catalog()
    found = extract_from_dir(
        PACKAGE,
        method_map=_METHODS,
        options_map=_OPTIONS,
        keywords=_KEYWORDS,
        comment_tags=("For translators:",),
        strip_comment_tags=True,
    )
    for name, _, message, comments, context in sorted(found, key=_order):
        catalogue.add(
            message,
            locations=[(f"kit/{Path(name).as_posix()}", 0)],
            auto_comments=comments,
            context=context,
        )
    return catalogue


def _order(entry: _Found) -> tuple[str, tuple[str, ...], str, int]:
    name, line, message, _, context = entry
    return name, (message,) if isinstance(message, str) else message, context or "", line


def updated(language: str, template: Catalog) -> Catalog:
    """Return a language's catalogue with exactly the entries of ``template``."""
    catalogue = read_catalogue(LOCALE / language / "LC_MESSAGES" / "kit.po", language)
    # A copy, since Babel takes over the messages themselves, and languages would share them.
    catalogue.update(deepcopy(template), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    if language == "en":
        for message in catalogue:
            if message.id:
                message.string = message.id
    return catalogue


def untranslated(catalogue: Catalog) -> list[object]:
    """Return the texts that lack a translation, or one of its plurals."""
    return [
        message.id
        for message in catalogue
        if message.id
        and not all(message.string if isinstance(message.string, tuple) else [message.string])
    ]


def main() -> None:
    """Update the catalogues of all languages; say which texts lack a translation."""
    template = extracted()
    for language in LANGUAGES:
        catalogue = updated(language, template)
        write_catalogue(LOCALE / language / "LC_MESSAGES" / "kit.po", catalogue)
        for text in untranslated(catalogue):
            sys.stdout.write(f"{language}: not translated: {text!r}\n")


if __name__ == "__main__":
    main()
