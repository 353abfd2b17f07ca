"""Ids that name something else in the book, and ids that two things share."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from pydantic import BaseModel

from kit.checks.exercises.walking import Listing, listings, references
from kit.errors import Place, Problem, suggestion
from kit.load import PLATFORM_FILE, WORDS_FILE, WORKSHOPS, Book
from kit.model import IDENTITIES, Exercise, Platform, WordsToAvoid, Workshop
from kit.source import Document

# What an id refers to: the problem's code, and what the message says.
_KINDS: Final[dict[str, tuple[str, str]]] = {
    "focus_areas": ("unknown-focus-area", "the platform has no focus area"),
    "roles": ("unknown-role", "the platform has no role"),
    "scales": ("unknown-scale", "the platform has no scale"),
    "documents": ("unknown-document", "the platform lists no document"),
    "laws": ("unknown-reference", "the platform lists no law"),
    "follow_up": ("unknown-reference", "the platform has no follow-up"),
    "exercises": ("unknown-exercise", "there is no exercise"),
    "workshops": ("unknown-reference", "there is no workshop"),
    "policy_areas": ("unknown-reference", "the platform has no policy area"),
    "assignments": ("unknown-reference", "the platform has no assignment"),
    "scorecard.perspectives": ("unknown-reference", "the scorecard has no perspective"),
    "values.entries": ("unknown-reference", "the platform has no value"),
    "films": ("unknown-reference", "the platform has no film"),
    "kinds": ("unknown-kind", "no installed plugin offers the kind"),
}
_FILES: Final = "files"
_PATH: Final = re.compile(r"[\w./-]+")
_LISTS: Final = {"values.entries": "values"}


class Names:
    """The ids of everything that can be referred to; of a file that is broken, what it shows."""

    def __init__(self, book: Book) -> None:
        self._platform = book.documents.get(PLATFORM_FILE)
        self._misplaced = [
            problem.place.path
            for problem in book.problems
            if problem.code == "invalid-id" and problem.place.path not in book.documents
        ]
        self._fixed = {
            "exercises": sorted(book.exercise_ids),
            "workshops": sorted(book.workshop_ids),
            "kinds": sorted(book.kinds),
        }

    def of(self, to: str) -> list[str] | None:
        """Return the ids of a list; none where the file that has the list cannot be read."""
        if to in self._fixed:
            return self._fixed[to]
        if self._platform is None:
            return None
        value: Any = self._platform.data
        for key in to.split("."):
            value = value.get(key) if isinstance(value, dict) else value
        if value is None:
            return []
        if not isinstance(value, list):
            return None
        ids = [entry.get("id") for entry in value if isinstance(entry, dict)]
        return [name for name in ids if isinstance(name, str)]

    def check(self, to: str, name: str, place: Place) -> Iterator[Problem]:
        """Yield a problem if nothing in the list ``to`` has this id."""
        known = self.of(to)
        if known is None or name in known or to not in _KINDS:
            return
        code, message = _KINDS[to]
        what = _LISTS.get(to, to.rpartition(".")[2].replace("_", " "))
        hint = self._unread(name) if to == "exercises" else None
        hint = hint or suggestion(name, known, what)
        yield Problem(place, code, f"{message} '{name[:60]}'", hint)

    def _unread(self, name: str) -> str | None:
        """Return a hint if there is such a file, which is not read for its name or its place."""
        wanted = name.rpartition("/")[2].lower()
        for path in self._misplaced:
            if PurePosixPath(path).name.partition(".")[0].lower() == wanted:
                return f"'{path}' is not read: see what is said of it"
        return None


def check_references(book: Book, names: Names) -> Iterator[Problem]:
    """Yield every id that names nothing, and every id that two entries of a list share."""
    for path, document in book.documents.items():
        model = _model_of(book, path, document)
        if model is None:
            continue
        for reference in references(model, document.data):
            place = document.place(reference.key)
            if reference.to == _FILES:
                yield from _check_address(book, reference.name.strip(), place)
            else:
                yield from names.check(reference.to, reference.name, place)
        for listing in listings(model, document.data):
            yield from _check_unique(listing, document)
    yield from _check_folders(book, names)
    yield from _check_former_ids(book)


def _check_address(book: Book, address: str, place: Place) -> Iterator[Problem]:
    """Yield a problem for an address of the web without its beginning, or for a missing file."""
    if not _PATH.fullmatch(address):
        return
    if address.lower().startswith("www."):
        message = f"'{address[:80]}' lacks the beginning of an address"
        yield Problem(place, "broken-link", message, f"write 'https://{address[:80]}'")
    elif not (book.root / address).is_file():
        hint = "write https://..., or the path of a file in the book"
        yield Problem(place, "broken-link", f"there is no file '{address[:120]}'", hint)


def _model_of(book: Book, path: str, document: Document) -> type[BaseModel] | None:
    """Return the schema that a file follows, if it has one."""
    if path == PLATFORM_FILE:
        return Platform
    if path == WORDS_FILE:
        return WordsToAvoid
    if path.startswith(f"exercises/{WORKSHOPS}/"):
        return Workshop
    if path.startswith("exercises/"):
        kind = document.data.get("kind")
        found = book.kinds.get(kind) if isinstance(kind, str) else None
        return found.model if found else Exercise
    return None


def _check_unique(listing: Listing, document: Document) -> Iterator[Problem]:
    identity = next((key for key in IDENTITIES if key in listing.model.model_fields), None)
    if identity is None:
        return
    first: dict[str, int] = {}
    for position, entry in enumerate(listing.entries):
        name = entry.get(identity) if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        if name in first:
            line = document.place((*listing.key, first[name], identity)).line
            yield Problem(
                document.place((*listing.key, position, identity)),
                "duplicate-id",
                f"'{name[:60]}' stands twice in '{listing.key[-1]}'",
                f"the first is in line {line}",
            )
        first.setdefault(name, position)


def _check_folders(book: Book, names: Names) -> Iterator[Problem]:
    """Yield a problem for each folder of exercises that no focus area has; one a folder."""
    areas = names.of("focus_areas")
    seen: set[str] = set()
    for exercise_id in sorted(book.exercise_ids):
        folder = exercise_id.partition("/")[0]
        if areas is not None and folder not in areas and folder not in seen:
            seen.add(folder)
            yield Problem(
                Place(f"exercises/{exercise_id}.yml"),
                "unknown-focus-area",
                f"the platform has no focus area '{folder}', as the file's folder says",
                suggestion(folder, areas, "focus areas"),
            )
    platform = book.documents.get(PLATFORM_FILE)
    if platform and areas and WORKSHOPS in areas:
        yield Problem(
            platform.place(("focus_areas", areas.index(WORKSHOPS), "id")),
            "duplicate-id",
            f"'{WORKSHOPS}' is the folder of the workshops and cannot be a focus area's id",
        )


def _check_former_ids(book: Book) -> Iterator[Problem]:
    """Yield a problem for a former id that another one has or had: a link leads to one only."""
    exercises, workshops = book.exercises.values(), book.workshops.values()
    yield from _check_former(
        [(entry.id, entry.value.formerly, entry.place) for entry in exercises], book.exercise_ids
    )
    yield from _check_former(
        [(entry.id, entry.value.formerly, entry.place) for entry in workshops], book.workshop_ids
    )


def _check_former(
    entries: list[tuple[str, tuple[str, ...], Callable[[Any], Place]]], ids: Collection[str]
) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for owner, formerly, place in entries:
        for position, former in enumerate(formerly):
            other = former if former in ids else owners.get(former)
            if other is not None:
                whose = "is an id of today" if other == former else f"was also '{other}' once"
                yield Problem(
                    place(("formerly", position)),
                    "duplicate-id",
                    f"'{former}' {whose}",
                    "remove it: an old address can lead to one place only",
                )
            owners.setdefault(former, owner)
