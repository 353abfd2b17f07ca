"""What a page says of itself at its top: who keeps it, until when, and its former names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from kit.checks.settings.contents import read_contents
from kit.errors import Place, Problem, Severity
from kit.load import problem_at, validate_data
from kit.model import Page as PageSchema
from kit.source import read_bytes, read_text

_INDENTED: Final = re.compile(r"^[ \t]+(\w+):", re.MULTILINE)
FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
"""The YAML at the top of a page, between two lines of dashes."""


@dataclass(frozen=True, slots=True)
class Review:
    """The last day on which a page may stand without being read again, and where it says so."""

    by: date
    place: Place


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was found at the top of a page."""

    review: Review | None = None
    formerly: Mapping[str, Place] = field(default_factory=dict)
    """The names that the page had before, as ``book/old-name``, and where each is written."""
    problems: tuple[Problem, ...] = ()


def read_front_matter(path: str, text: str) -> FrontMatter:
    """Return what a page's front matter says, and what is wrong in it."""
    match = FRONT_MATTER.match(text)
    if not match or not match.group(1).strip():
        return FrontMatter(problems=(_unmaintained(path),))
    # The line of dashes above becomes an empty line, so that every place is right.
    reading = read_bytes(f"\n{match.group(1)}".encode(), path)
    document = reading.document
    if document is None:
        return FrontMatter(problems=reading.problems)
    matter = document.data.get("kit")
    if matter is None:
        return FrontMatter(problems=(*reading.problems, _unmaintained(path)))
    if not isinstance(matter, dict):
        place = document.place(("kit",))
        return FrontMatter(
            problems=(Problem(place, "wrong-type", "'kit' should be keys with values"),)
        )
    result = validate_data(matter, PageSchema, "page", "'kit'")
    faults = [problem_at(document, fault, within=("kit",)) for fault in result.faults]
    problems = (*reading.problems, *faults)
    if result.value is None:
        return FrontMatter(problems=problems)
    review = Review(result.value.review_by, document.place(("kit", "review_by")))
    formerly = {
        name: document.place(("kit", "formerly", position))
        for position, name in enumerate(result.value.formerly)
    }
    return FrontMatter(review, formerly, problems)


def former_names(root: Path, page: str) -> tuple[str, ...]:
    """Return the names that a page had before; none if it cannot be read.

    :param page: its name today, as ``book/name``.
    """
    path = f"{page}.md"
    text, _ = read_text(root / path, path) if (root / path).is_file() else (None, [])
    if text is None or "formerly" not in text:
        return ()
    return tuple(read_front_matter(path, text.removeprefix("\ufeff")).formerly)


def renamed_pages(root: Path) -> dict[str, tuple[str, ...]]:
    """Return the former names of each page that the contents list and that had others."""
    names = (path.rpartition(".")[0] for path in read_contents(root).pages)
    return {name: former for name in names if (former := former_names(root, name))}


def substituted(text: str) -> frozenset[str]:
    """Return the names that a front matter gives to substitutions; some more do no harm."""
    match = FRONT_MATTER.match(text)
    if not match or "substitutions:" not in match[1]:
        return frozenset()
    return frozenset(_INDENTED.findall(match[1]))


def _unmaintained(path: str) -> Problem:
    return Problem(
        Place(path),
        "missing-key",
        "the page does not say who keeps it",
        "put 'kit:' with 'schema', 'owner' and 'review_by' between two lines '---' at its top",
        Severity.WARNING,
    )
