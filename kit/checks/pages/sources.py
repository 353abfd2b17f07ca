"""Lists of sources (``.bib``), and what pages cite of them.

They are read with pybtex, as sphinxcontrib-bibtex does; it is loaded only where there is a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kit.checks.markdown.spots import Spot
from kit.checks.pages.pages import Page
from kit.errors import Place, Problem, closest
from kit.load import Book

_SETTING: Final = "bibtex_bibfiles"
_EXTENSION: Final = "sphinxcontrib.bibtex"
_LISTS: Final = frozenset({"bibliography", "footbibliography"})
_CITES: Final = ("cite", "footcite")
_ENTRY: Final = re.compile(r"^[ \t]*@(\w+)[ \t]*([{(])", re.MULTILINE)
_KEYLESS: Final = re.compile(r"\s*(?:,|\w+\s*=)")
_BESIDE_KEY: Final = re.compile(r"\{[^{}]*\}")
"""Words before or after a key: ``{cite:p}`{see}key{chapter 2}```."""


@dataclass(slots=True)
class _Found:
    """The keys of all lists, in small letters as they are compared, and where each stands."""

    keys: dict[str, tuple[str, Place]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def check_sources(book: Book, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yield what is wrong with the lists of sources, and what pages cite in vain."""
    named = list(_named(book))
    found = _Found()
    for name, place in named:
        _read(book.root, name, place, found)
    yield from found.problems
    if not named and not _loads_extension(book):
        yield from _without_list(pages)
    elif named and not found.problems:
        yield from _unknown(pages, found)
        yield from _unlisted(pages)


def _named(book: Book) -> Iterator[tuple[str, Place]]:
    """Yield the lists that the settings name, in both places that Jupyter Book reads."""
    document = book.config
    for key in ((_SETTING,), ("sphinx", "config", _SETTING)):
        value: Any = document.data if document else None
        for part in key:
            value = value.get(part) if isinstance(value, dict) else None
        if document is None or isinstance(value, str):
            if document is not None:
                yield str(value), document.place(key)
            continue
        for position, name in enumerate(value if isinstance(value, list) else []):
            if isinstance(name, str):
                yield name, document.place((*key, position))


def _loads_extension(book: Book) -> bool:
    sphinx: Any = book.config.data.get("sphinx") if book.config else None
    named = sphinx.get("extra_extensions") if isinstance(sphinx, dict) else None
    return isinstance(named, list) and _EXTENSION in named


def _read(root: Path, name: str, place: Place, found: _Found) -> None:
    path = root / name
    if not path.is_file():
        found.problems.append(_broken(place, f"there is no file '{name[:120]}'"))
        return
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    problems = list(_unclosed(name, text)) or list(_parsed(name, text, found))
    found.problems += problems


def _unclosed(name: str, text: str) -> Iterator[Problem]:
    """Yield the entries that do not end or have no key: what follows is not worth reading then."""
    entries = list(_ENTRY.finditer(text))
    ends = [*(entry.start() for entry in entries[1:]), len(text)]
    for entry, end in zip(entries, ends, strict=True):
        body = text[entry.start() : end].replace("\\{", "").replace("\\}", "")
        kind, line = entry[1], text.count("\n", 0, entry.start()) + 1
        if kind.lower() == "comment":
            continue
        if entry[2] == "{" and body.count("{") > body.count("}"):
            message = f"the entry '@{kind}' does not end: it has more '{{' than '}}'"
            yield _unreadable(name, line, message)
        elif kind.lower() not in {"string", "preamble"} and _KEYLESS.match(text, entry.end()):
            hint = f"write '@{kind}{{a-key,'"
            yield _unreadable(name, line, f"the entry '@{kind}' has no key", hint)


def _parsed(name: str, text: str, found: _Found) -> Iterator[Problem]:
    """Read a list as the build will, note its keys, and yield what is wrong in it."""
    from pybtex.database.input.bibtex import LowLevelParser, month_names  # noqa: PLC0415 - slow
    from pybtex.scanner import PybtexSyntaxError  # noqa: PLC0415 - slow

    errors: list[PybtexSyntaxError] = []
    parser = LowLevelParser(text, macros=dict(month_names), handle_error=errors.append)
    for command, content in ((entry[0], entry[1]) for entry in parser if len(entry) > 1):
        if command.lower() in {"string", "preamble"} or content[0] is None:
            continue
        key, fields = content
        place = Place(name, text.count("\n", 0, parser.command_start) + 1)
        first = found.keys.setdefault(key.lower(), (key, place))
        if first[1] != place:
            yield _broken(
                place,
                f"the key '{key[:60]}' stands twice, and nothing below it is read",
                f"the first is {first[1]}",
            )
        names = [str(field_name).lower() for field_name, _ in fields]
        for twice in dict.fromkeys(each for each in names if names.count(each) > 1):
            message = f"'{key[:60]}' has two fields '{twice[:60]}', and nothing below it is read"
            yield _broken(place, message)
    for error in errors[:1]:
        # One slip is told; what the parser makes of the rest follows from it.
        message = f"the list cannot be read: {error.args[0]}"
        yield _unreadable(name, max(int(error.lineno or 1), 1), message)


def _unreadable(name: str, line: int, message: str, hint: str | None = None) -> Problem:
    """Return a problem with which no book can be built, also one of Jupyter Book's."""
    return Problem(Place(name, line), "bib-syntax", message, hint)


def _broken(place: Place, message: str, hint: str | None = None) -> Problem:
    return Problem(place, "broken-bibliography", message, hint)


def _without_list(pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yield what cites where no list is named: nothing knows these words then."""
    for page in pages.values():
        lists = (spot for spot in page.markup.directives if spot.name in _LISTS)
        for spot in (*lists, *_citing(page)):
            yield _broken(
                page.place(spot),
                f"'{spot.name}' needs a list of sources, and _config.yml names none",
                f"write '{_SETTING}: [references.bib]' in _config.yml",
            )


def _citing(page: Page) -> Iterator[Spot]:
    for spot in page.markup.roles:
        if spot.name.partition(":")[0] in _CITES:
            yield spot


def _unknown(pages: Mapping[str, Page], found: _Found) -> Iterator[Problem]:
    known = [key for key, _ in found.keys.values()]
    for page in pages.values():
        for spot in _citing(page):
            keys = (each.strip() for each in _BESIDE_KEY.sub("", spot.text).split(","))
            for key in keys:
                if key and key.lower() not in found.keys:
                    meant = closest(key, known)
                    hint = f"did you mean '{meant}'?" if meant else None
                    message = f"no list has a source '{key[:60]}'"
                    yield Problem(page.place(spot), "unknown-source", message, hint)


def _unlisted(pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yield the first citation if no page lists the sources: the build then finds none of them."""
    shown = {spot.name for page in pages.values() for spot in page.markup.directives}
    unread = any(path.endswith(".rst") for path in pages) or "eval-rst" in shown
    if "bibliography" in shown or unread:
        return
    for page in pages.values():
        for spot in _citing(page):
            if spot.name.startswith("cite"):
                yield _broken(
                    page.place(spot),
                    "no page lists the sources, and citations lead nowhere",
                    "put ```{bibliography} and ``` where the sources should stand",
                )
                return
