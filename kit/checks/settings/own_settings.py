"""The kit's own settings, ``kit_*`` under ``sphinx: config:`` in ``_config.yml``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from kit.catalogues import right_tag
from kit.checks.exercises.exercises import collected
from kit.checks.settings.contents import find_page
from kit.checks.settings.supported import COLLECTOR, HOST, KIT, PAGE
from kit.errors import Problem, Severity, described, quoted, suggestion
from kit.load import Book
from kit.source import Document, Key


def check_own_setting(book: Book, document: Document, name: str, value: Any) -> Iterator[Problem]:
    """Yield what is wrong with the value of one of our settings, or that there is no such one."""
    key: Key = ("sphinx", "config", name)
    if name not in KIT:
        hint = suggestion(name, list(KIT), "settings of the kit")
        message = f"no setting '{name[:60]}'"
        yield Problem(
            document.place(key, of="key"), "unknown-setting", message, hint, Severity.WARNING
        )
    elif name == "kit_languages":
        own = right_tag(book.language) or book.language
        hint = f"write '{name}: [{own}]', and further languages after a comma"
        known = [word for word in book.languages if right_tag(word) is None]
        advice = partial(_advice_on_language, hint)
        yield from _check_list(document, key, value, "languages", advice, known.__contains__)
    elif name == "kit_language_folder":
        yield from _check_language_folder(book, document, key, value)
    elif name == "kit_collector":
        yield from _check_collector(book, document, key, value)
    elif name == "kit_removed":
        yield from _check_removed(book, document, key, value)
    elif name == "kit_hosts":
        hint = "write 'kit_hosts: [https://www.example.org]', without a path"
        yield from _check_list(document, key, value, "hosts", hint, HOST.fullmatch)


def _check_list(
    document: Document,
    key: Key,
    value: Any,
    what: str,
    hint: str | Callable[[object], str],
    fits: Callable[[str], object],
) -> Iterator[Problem]:
    """Yield what is no list, or each entry in it that does not fit."""
    if not isinstance(value, list):
        message = f"'{key[-1]}' should be a list of {what}, not {described(value)}"
        advice = hint if isinstance(hint, str) else hint(None)
        yield Problem(document.place(key), "wrong-value", message, advice)
        return
    for position, entry in enumerate(value):
        # What YAML took for true or false is said elsewhere.
        if not isinstance(entry, bool) and not (isinstance(entry, str) and fits(entry)):
            message = f"{quoted(entry)} cannot stand in the list of {what}"
            advice = hint if isinstance(hint, str) else hint(entry)
            yield Problem(document.place((*key, position)), "wrong-value", message, advice)


def _check_collector(book: Book, document: Document, key: Key, value: Any) -> Iterator[Problem]:
    """Yield that a place for answers is none, or that no exercise of the book collects any."""
    place = document.place(key)
    if not (isinstance(value, str) and COLLECTOR.fullmatch(value)):
        message = f"'{key[-1]}' should say where answers are sent, not {described(value)}"
        hint = "write '/' for the server of the book, or an address such as https://svar.example.no"
        yield Problem(place, "wrong-value", message, hint)
    elif value and _is_whole(book) and not any(collected(book, e) for e in book.exercises.values()):
        message = f"answers are sent to '{value}', and no exercise collects any"
        hint = f"write 'collects: true' in a self-assessment, or '{key[-1]}: \"\"' until one does"
        yield Problem(place, "nothing-collected", message, hint, Severity.WARNING)


def _is_whole(book: Book) -> bool:
    """Return whether the book has exercises, and each could be read: that none is missed."""
    return bool(book.exercises) and book.exercise_ids == book.exercises.keys()


def _advice_on_language(hint: str, entry: object) -> str:
    """Return how a language is written that is called otherwise, such as ``no`` or ``nb_NO``."""
    tag = entry.replace("_", "-") if isinstance(entry, str) else ""
    right = right_tag(tag) or (tag if tag and tag != entry else None)
    return f"write '{right}'" if right else hint


def _check_removed(book: Book, document: Document, key: Key, value: Any) -> Iterator[Problem]:
    """Yield what is no name of a page, and what is in the book after all."""
    hint = "write 'kit_removed: [book/old-page, exercises/learn/old-name]', without .md"
    yield from _check_list(document, key, value, "pages and exercises", hint, PAGE.fullmatch)
    for position, name in enumerate(value if isinstance(value, list) else ()):
        there = isinstance(name, str) and (
            name.removeprefix("exercises/") in book.exercise_ids or find_page(book.root, name)
        )
        if there:
            place = document.place((*key, position))
            message = f"'{name}' is said to be taken out, and is in the book"
            yield Problem(place, "wrong-value", message, "remove it from 'kit_removed'")


def _check_language_folder(
    book: Book, document: Document, key: Key, value: Any
) -> Iterator[Problem]:
    if not isinstance(value, bool):
        message = f"'kit_language_folder' should be true or false, not {described(value)}"
        yield Problem(document.place(key), "wrong-value", message)
    elif not value and book.languages[1:]:
        message = "'kit_language_folder: false' has no effect: each of several languages has one"
        place = document.place(key, of="key")
        yield Problem(place, "unsupported-setting", message, "remove the line", Severity.WARNING)
