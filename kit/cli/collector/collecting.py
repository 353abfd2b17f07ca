"""What a collector on the command line needs of a book: what can be collected, and whether."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kit.errors import fault_at
from kit.load import Book, load_book

if TYPE_CHECKING:
    from kit.ballots import Collectable
    from kit.web.frame.state import Look

_LOG: Final = logging.getLogger(__name__)

_Stamps = frozenset[tuple[str, int, int]]


class Exercises:
    """The exercises of a book that collect; read when they are asked for, and kept.

    :param watch: whether to look each time if the book's files are those that were read. Without,
        :meth:`forget` says when to read anew: the pages that are shown are those of a build.
    """

    def __init__(self, project: Path, *, watch: bool = False) -> None:
        self._project = project
        self._watch = watch
        self._found: Mapping[str, Collectable] | None = None
        self._look: Look | None = None
        self._book: Book | None = None
        self._read: _Stamps = frozenset()

    def __call__(self) -> Mapping[str, Collectable]:
        """Return them by id; those that were read last, if the book cannot be read now."""
        now = _stamps(self._project) if self._watch else self._read
        if self._found is None or now != self._read:
            try:
                self._found, self._read = self._exercises(), now
            except Exception as error:
                if self._found is None:
                    raise
                self._read = now
                _LOG.warning("the book cannot be read: %s", fault_at(error))
        return self._found

    def look(self) -> Look:
        """Return the name of the same book, and its focus areas."""
        from kit.web.frame.state import Look  # noqa: PLC0415 - as below

        self()
        return self._look or Look()

    def book(self) -> Book | None:
        """Return the same book, whose programmes meetings are run with."""
        self()
        return self._book

    def forget(self) -> None:
        """Read the book anew when they are asked for the next time."""
        self._found = None

    def _exercises(self) -> Mapping[str, Collectable]:
        # `kit serve` has this class also for a book that collects nothing.
        from kit.ballots import collectables  # noqa: PLC0415
        from kit.web.frame.state import Look  # noqa: PLC0415

        book = load_book(self._project)
        title = (book.config.data if book.config else {}).get("title")
        areas = book.platform.value.focus_areas if book.platform else ()
        self._book = book
        self._look = Look(title if isinstance(title, str) else "", tuple(a.id for a in areas))
        return collectables(book)


def _stamps(project: Path) -> _Stamps:
    """Return what changes when somebody saves what an exercise is made of."""
    files = [*project.glob("_*.yml"), *(project / "book").glob("*.yml")]
    for folder, ending in (("exercises", "*.yml"), ("locale", "*.po")):
        files += (project / folder).rglob(ending)
    found = set()
    for file in files:
        with suppress(OSError):
            about = file.stat()
            found.add((str(file), about.st_mtime_ns, about.st_size))
    return frozenset(found)


def sends_here(project: Path) -> bool:
    """Whether the book's forms send answers to the host that they come from."""
    config = load_book(project).config
    sphinx = _below(config.data if config else {}, "sphinx")
    return _below(sphinx, "config").get("kit_collector") == "/"


def _below(settings: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = settings.get(key)
    return found if isinstance(found, Mapping) else {}
