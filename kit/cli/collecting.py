"""What a collector on the command line needs of a book: what can be collected, and whether."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.load import load_book

if TYPE_CHECKING:
    from kit.ballots import Collectable


class Exercises:
    """The exercises of a book that collect; read when they are asked for, and kept."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._found: Mapping[str, Collectable] | None = None

    def __call__(self) -> Mapping[str, Collectable]:
        """Return them by id."""
        if self._found is None:
            # `kit serve` has this class also for a book that collects nothing.
            from kit.ballots import collectables  # noqa: PLC0415

            self._found = collectables(load_book(self._project))
        return self._found

    def forget(self) -> None:
        """Read the book anew when they are asked for the next time."""
        self._found = None


def sends_here(project: Path) -> bool:
    """Whether the book's forms send answers to the host that they come from."""
    config = load_book(project).config
    sphinx = _below(config.data if config else {}, "sphinx")
    return _below(sphinx, "config").get("kit_collector") == "/"


def _below(settings: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = settings.get(key)
    return found if isinstance(found, Mapping) else {}
