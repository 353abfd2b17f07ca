"""The languages that code on pages is said to be in: whether anything knows how to colour them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from kit.checks.settings.vocabulary import LEXERS
from kit.errors import closest
from kit.load import Book


def is_unknown(language: str) -> bool:
    """Return whether Pygments has no way to read a language; extensions may have one.

    It is loaded only for a language that is not one of the commonest.
    """
    if language.lower() in LEXERS:
        return False
    from pygments.lexers import find_lexer_class_by_name  # type: ignore[import-untyped]  # noqa: PLC0415
    from pygments.util import ClassNotFound  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        find_lexer_class_by_name(language)
    except ClassNotFound:
        return True
    return False


def as_directives(book: Book) -> frozenset[str]:
    """Return the words after three backticks that a book's settings make directives of."""
    settings: Any = book.config.data if book.config else None
    for key in ("sphinx", "config", "myst_fence_as_directive"):
        settings = settings.get(key) if isinstance(settings, dict) else None
    return frozenset(map(str, settings)) if isinstance(settings, list) else frozenset()


def hint_for(language: str, more: Collection[str]) -> str:
    """Return what to write in place of a language that nothing knows."""
    meant = closest(language, sorted(LEXERS | set(more)))
    return f"did you mean '{meant}'?" if meant else "write 'text' if it is to be shown as it is"
