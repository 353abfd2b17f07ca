"""What Markdown drops without a word: cells of tables, addresses with spaces, unset names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from kit.checks.markdown.spots import Spot
from kit.checks.pages.pages import Page
from kit.errors import Problem, Severity
from kit.load import Book

_GLUED: Final = re.compile(r"#[^\s#!]")
"""A heading without the space that makes it one."""
_TITLED: Final = frozenset({"eval-rst", "include"})
"""Directives that may bring the heading of a page."""


def check_plain(
    book: Book, pages: Mapping[str, Page], texts: Mapping[str, Page]
) -> Iterator[Problem]:
    """Yield what would be missing from pages, and names that two things share.

    :param texts: the pages and their translations.
    """
    substitutions = _substitutions(book)
    for page in pages.values():
        yield from _check_heading(page)
        yield from _check_outline(page)
    for page in texts.values():
        for spot in page.markup.spaced:
            message = (
                f"'{spot.text[:80]}' has a space in its address, and is shown as it is written"
            )
            yield Problem(page.place(spot), "broken-link", message, f"write <{spot.text[:80]}>")
        for spot in page.markup.cut_off:
            message = (
                f"the row has more cells than the table's head: '{spot.text[:60]}' is left out"
            )
            yield Problem(
                page.place(spot), "ragged-table", message, "write a '|' as '\\|' in a text"
            )
        for spot in page.markup.uneven:
            yield Problem(page.place(spot), "ragged-table", spot.text)
        if substitutions is not None:
            for spot in page.markup.substitutions:
                if spot.text not in substitutions | page.substitutions:
                    message = f"nothing says what '{{{{ {spot.text[:60]} }}}}' stands for"
                    yield Problem(page.place(spot), "unknown-substitution", message)
    yield from _check_names(pages)


def _check_outline(page: Page) -> Iterator[Problem]:
    """Yield the headings that are more than one level below the one above them."""
    for above, below in pairwise(page.markup.outline):
        before, level = int(above.name[1:]), int(below.name[1:])
        if level > before + 1:
            message = f"the heading is of level {level}, and the one above it of level {before}"
            hint = f"begin it with '{'#' * (before + 1)} '"
            yield Problem(page.place(below), "skipped-heading", message, hint, Severity.WARNING)


def _check_heading(page: Page) -> Iterator[Problem]:
    first = page.markup.first_heading
    if first is None:
        if not any(spot.name in _TITLED for spot in page.markup.directives):
            message = "the page has no heading, so that the contents cannot name it"
            yield Problem(page.top, "missing-heading", message, "begin it with '# ' and a title")
    elif first.name != "h1":
        message = f"the page begins with a heading of level {first.name[1:]}"
        hint = "write '# ' for its title"
        glued = [block.source for block in page.markup.blocks if _GLUED.match(block.source)]
        if glued:
            hint = f"write a space after the '#' of '{glued[0].splitlines()[0][:60]}'"
        yield Problem(page.place(first), "missing-heading", message, hint, Severity.WARNING)


def _check_names(pages: Mapping[str, Page]) -> Iterator[Problem]:
    first: dict[str, tuple[Page, Spot]] = {}
    for page in pages.values():
        for spot in page.markup.names:
            name = spot.text.lower()
            if name in first:
                other, there = first[name]
                message = (
                    f"the name '{spot.text[:60]}' stands twice, so that links lead to one of them"
                )
                hint = f"the first is {other.place(there)}"
                yield Problem(page.place(spot), "duplicate-label", message, hint)
            else:
                first[name] = page, spot


def _section(settings: dict[str, Any], key: str) -> dict[str, Any]:
    section = settings.get(key)
    return section if isinstance(section, dict) else {}


def _substitutions(book: Book) -> frozenset[str] | None:
    """Return the names that the settings give, or none if the pages use none of them."""
    data = book.config.data if book.config else {}
    parse, config = _section(data, "parse"), _section(_section(data, "sphinx"), "config")
    enabled = parse.get("myst_enable_extensions", config.get("myst_enable_extensions"))
    if isinstance(enabled, list) and "substitution" not in enabled:
        return None
    names: set[str] = {"env"}
    for section in (parse, config):
        given = section.get("myst_substitutions")
        names |= {str(name) for name in given} if isinstance(given, dict) else set()
    return frozenset(names)
