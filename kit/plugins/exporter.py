"""What turns an exercise into a file that its page offers for download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from kit.plugins.kind import Context, Kind


@dataclass(frozen=True, slots=True)
class Export:
    """A finished file: the same input gives the same bytes."""

    suffix: str
    """With the dot: ``.ipynb``."""
    media_type: str
    data: bytes


@runtime_checkable
class Exporter(Protocol):
    """Makes a file from an exercise; registered in the entry point group ``kit.exporters``."""

    @property
    def api(self) -> int:
        """The version of this protocol: 1."""

    @property
    def name(self) -> str:
        """The entry point's name."""

    def export(self, kind: Kind, exercise: Any, context: Context) -> Export | None:
        """Return the file, or none if this exercise has none in this format."""
