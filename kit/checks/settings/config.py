"""The settings of the book, ``_config.yml``: misread words, unknown and unsupported settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from kit.catalogues import right_tag
from kit.checks.foreign_hosts.addresses import is_foreign
from kit.checks.foreign_hosts.asking import asked_by_html
from kit.checks.settings.foreign import allowed_hosts, foreign_host, host_allows
from kit.checks.settings.own_settings import check_own_setting
from kit.checks.settings.supported import (
    MATHJAX,
    SETTINGS,
    SPHINX_FILES,
    THEME_OPTIONS,
    UNSUPPORTED,
    UNSUPPORTED_EXTENSIONS,
    UNSUPPORTED_SPHINX,
    UNSUPPORTED_SPHINX_GROUPS,
)
from kit.errors import Problem, Severity, described, suggestion
from kit.load import Book
from kit.source import Document, Key

# What YAML 1.1 reads as true and false, beside these two words themselves.
_TRUE: Final = frozenset({"yes", "Yes", "YES", "on", "On", "ON"})
_FALSE: Final = frozenset({"no", "No", "NO", "off", "Off", "OFF"})
_TYPES: Final[dict[str, tuple[tuple[type, ...], str]]] = {
    "text": ((str, int, float), "a text"),
    "flag": ((bool,), "true or false"),
    "number": ((int, float), "a number"),
    "list": ((list,), "a list"),
    "map": ((dict,), "keys with values"),
}
_SHOWN: Final = (("html", "announcement"), ("html", "extra_footer"))
_PICTURES: Final = (("logo",), ("html", "favicon"))
_ADDRESS: Final = re.compile(r"(?:https?:)?//\S+")


def check_settings(book: Book) -> Iterator[Problem]:
    """Yield what is wrong in ``_config.yml``."""
    document = book.config
    if document is None:
        return
    found = list(_misread(document))
    yield from (problem for _, problem in found if problem)
    misread = frozenset(key for key, _ in found)
    for name, value in document.data.items():
        if name in _TRUE or name in _FALSE:
            continue
        if name not in SETTINGS:
            hint = _home_of(name) or suggestion(name, list(SETTINGS), "settings")
            yield _problem(document, (name,), "unknown-setting", f"no setting '{name[:60]}'", hint)
        else:
            yield from _check_section(document, name, value, misread)
    yield from _check_sphinx(book, document, misread)


def _home_of(name: str) -> str | None:
    """Return a hint if a section has this setting."""
    sections = [key for key, known in SETTINGS.items() if isinstance(known, dict) and name in known]
    return f"put it under '{sections[0]}:'" if sections else None


def _misread(document: Document) -> Iterator[tuple[Key, Problem | None]]:
    """Yield every unquoted word that Jupyter Book takes for true or false, if wrong with why."""
    for key, word, place in document.words():
        if (word in _TRUE or word in _FALSE) and _holds_flag(key, word):
            yield key, None
        elif word in _TRUE or word in _FALSE:
            meaning = "true" if word in _TRUE else "false"
            message = f"'{word}' is read as {meaning} here"
            tag = right_tag(word.lower()) if _holds_language(key) else None
            if tag is not None and "kit_languages" in key:
                yield key, None  # What is said of the list says this.
                continue
            hint = f"write '{word}' in quotes if the word is meant, or {meaning}"
            hint = f"write {tag}" if tag is not None else hint
            weight = Severity.ERROR if _holds_words(key) else Severity.WARNING
            yield key, Problem(place, "unquoted-boolean", message, hint, weight)


def _holds_flag(key: Key, word: str) -> bool:
    """Return whether a setting is true or false, so that the word means what it is read as.

    ``execute_notebooks: off`` is written so in Jupyter Book's own documentation.
    """
    section: Any = SETTINGS.get(str(key[0]))
    known = section.get(str(key[1])) if isinstance(section, dict) and len(key) > 1 else section
    off = key == ("execute", "execute_notebooks") and word in _FALSE
    return off or known == "flag"


def _holds_words(key: Key) -> bool:
    """Return whether a setting is a text or a language, where true or false must be wrong."""
    known: Any = SETTINGS.get(str(key[0]))
    if isinstance(known, dict) and len(key) > 1:
        known = known.get(str(key[1]))
    return known in {"text", "list"} or _holds_language(key)


def _holds_language(key: Key) -> bool:
    return "language" in key or "kit_languages" in key


def misread_languages(book: Book) -> frozenset[str]:
    """Return the languages of the book that are words which Jupyter Book takes for true or false.

    What would be said about them follows from ``unquoted-boolean``.
    """
    if book.config is None:
        return frozenset()
    return frozenset(
        word
        for key, word, _ in book.config.words()
        if "kit_languages" in key and (word in _TRUE or word in _FALSE)
    )


def is_of_two_minds(book: Book) -> bool:
    """Return whether settings and platform name two languages as the book's own.

    Nobody knows then what is a translation.
    """
    settings: Any = book.config.data if book.config else None
    for key in ("sphinx", "config", "language"):
        settings = settings.get(key) if isinstance(settings, dict) else None
    return isinstance(settings, str) and book.platform is not None and settings != book.language


def _check_section(
    document: Document, name: str, value: Any, misread: frozenset[Key]
) -> Iterator[Problem]:
    known = SETTINGS[name]
    if isinstance(known, str):
        yield from _check_value(document, (name,), value, known, misread)
        return
    if not isinstance(value, dict):
        if value is not None:
            message = f"'{name}' should be keys with values"
            yield _problem(document, (name,), "wrong-type", message)
        return
    for option, setting in value.items():
        key: Key = (name, option)
        if option in _TRUE or option in _FALSE:
            continue
        if option not in known:
            message = f"no setting '{option[:60]}' in '{name}'"
            hint = suggestion(option, list(known), "settings")
            yield _problem(document, key, "unknown-setting", message, hint)
        else:
            yield from _check_value(document, key, setting, known[option], misread)


def _check_value(
    document: Document, key: Key, value: Any, wanted: str, misread: frozenset[Key]
) -> Iterator[Problem]:
    reason = UNSUPPORTED.get(".".join(map(str, key))) or UNSUPPORTED.get(str(key[0]))
    if reason and _says_something(value):
        name = ".".join(map(str, key))
        yield _problem(document, key, "unsupported-setting", f"'{name}' has no effect: {reason}")
        return
    if value is None or wanted == "any" or key in misread:
        return
    types, words = _TYPES[wanted]
    if key in _SHOWN and isinstance(value, str):
        # Jupyter Book's theme fetches an announcement that is nothing but an address.
        whole = [value.strip()] if _ADDRESS.fullmatch(value.strip()) else []
        for address in [asked.address for asked in asked_by_html(value)] or whole:
            yield from _foreign(document, key, address)
    if key in _PICTURES and isinstance(value, str) and is_foreign(value):
        yield from _foreign(document, key, value)
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        message = f"'{key[-1]}' should be {words}, not {described(value)}"
        yield _problem(document, key, "wrong-type", message)


def _says_something(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_says_something(entry) for entry in value.values())
    return value not in (None, "", False, [])


def _check_sphinx(book: Book, document: Document, misread: frozenset[Key]) -> Iterator[Problem]:
    sphinx = document.data.get("sphinx")
    if not isinstance(sphinx, dict):
        return
    extensions = sphinx.get("extra_extensions")
    for position, name in enumerate(extensions if isinstance(extensions, list) else []):
        if isinstance(name, str) and name in UNSUPPORTED_EXTENSIONS:
            key: Key = ("sphinx", "extra_extensions", position)
            message = f"the extension '{name}' is not loaded: {UNSUPPORTED_EXTENSIONS[name]}"
            yield Problem(
                document.place(key), "unsupported-setting", message, severity=Severity.WARNING
            )
    config = sphinx.get("config")
    for name, value in (config if isinstance(config, dict) else {}).items():
        if ("sphinx", "config", name) not in misread:
            yield from _check_sphinx_value(book, document, name, value)


def _check_sphinx_value(book: Book, document: Document, name: str, value: Any) -> Iterator[Problem]:
    key: Key = ("sphinx", "config", name)
    if name.startswith("kit_"):
        yield from check_own_setting(book, document, name, value)
    elif name == "language" and isinstance(value, str) and value != book.language:
        message = f"the language is '{value}' here and '{book.language}' in book/platform.yml"
        yield Problem(document.place(key), "wrong-value", message)
    elif name in MATHJAX and isinstance(value, dict):
        yield from _check_mathjax(document, key, value)
    elif name == "html_theme_options":
        yield from _check_theme_options(document, key, value)
    elif reason := _no_effect(name):
        message = f"'{name}' has no effect: {reason}"
        yield _problem(document, key, "unsupported-setting", message)
    elif name in SPHINX_FILES and isinstance(value, list):
        for position, entry in enumerate(value):
            address = entry[0] if isinstance(entry, list) and entry else entry
            if isinstance(address, str) and is_foreign(address):
                yield from _foreign(document, (*key, position), address)


def _check_theme_options(document: Document, key: Key, value: Any) -> Iterator[Problem]:
    """Yield the options of Jupyter Book's theme that ours does not have."""
    if not isinstance(value, dict):
        message = f"'html_theme_options' should be keys with values, not {described(value)}"
        yield Problem(document.place(key), "wrong-value", message)
        return
    for option in value:
        if option not in THEME_OPTIONS:
            message = f"'html_theme_options: {option}' has no effect: the book has its own theme"
            yield _problem(document, (*key, option), "unsupported-setting", message)


def _check_mathjax(document: Document, key: Key, value: dict[str, Any]) -> Iterator[Problem]:
    """Yield what would be set in MathJax beside the author's own commands."""
    for part, inside in value.items():
        tex = part.lower() == "tex" and isinstance(inside, dict)
        keys = [(*key, part, name) for name in inside] if tex else [(*key, part)]
        for each in keys:
            if str(each[-1]).lower() != "macros":
                name = ": ".join(map(str, each[2:]))
                message = f"'{name}' has no effect: browsers show formulas without MathJax"
                hint = "only 'tex: macros' is read; 'kit build' names a formula that needs more"
                yield _problem(document, each, "unsupported-setting", message, hint)


def _no_effect(name: str) -> str | None:
    groups = UNSUPPORTED_SPHINX_GROUPS.items()
    grouped = (reason for start, reason in groups if name.startswith(start))
    return UNSUPPORTED_SPHINX.get(name) or next(grouped, None)


def _foreign(document: Document, key: Key, address: str) -> Iterator[Problem]:
    if not any(host_allows(host, address) for host in allowed_hosts(document)):
        yield foreign_host(document.place(key), address, what="every page")


def _problem(
    document: Document, key: Key, code: str, message: str, hint: str | None = None
) -> Problem:
    idle = code in {"unknown-setting", "unsupported-setting"}
    place = document.place(key, of="key" if idle else "value")
    return Problem(place, code, message, hint, Severity.WARNING if idle else Severity.ERROR)
