"""What turns an exercise into a file that its page offers for download."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, Final, Protocol, runtime_checkable

from kit.errors import described
from kit.plugins.kind import Context, Kind

_SUFFIX: Final = re.compile(r"(?:\.[a-z0-9]+(?:[_-][a-z0-9]+)*)+")
_MEDIA_TYPE: Final = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_TAKEN: Final = ".html"
"""The suffix of an exercise's own page, which the file would replace."""


@dataclass(frozen=True, slots=True)
class Export:
    """A finished file: the same input gives the same bytes."""

    suffix: str
    """With the dot, in small letters: ``.ipynb``."""
    media_type: str
    """Such as ``text/csv``."""
    data: bytes
    label: str
    """What the link to it says, in the language of the page: "Download as a notebook"."""


@runtime_checkable
class Exporter(Protocol):
    """Makes a file from an exercise; registered in the entry point group ``kit.exporters``."""

    @property
    def api(self) -> int:
        """The version of this protocol: 1."""

    @property
    def name(self) -> str:
        """The entry point's name."""

    @property
    def assets(self) -> Traversable | None:
        """Folder with ``locale/``, for what it says; none means the kit's own strings."""

    def export(self, kind: Kind, exercise: Any, context: Context) -> Export | None:
        """Return the file, or none if this exercise has none in this format.

        ``context.gettext`` translates the strings of the kit, the kind and the exporter.
        """


def export_faults(made: object) -> Iterator[str]:
    """Yield why no page can offer what an exporter made; nothing for an export and for none."""
    if made is None:
        return
    if not isinstance(made, Export):
        yield f"it gave {described(made)}, not an Export"
        return
    data: object = made.data
    if not isinstance(data, bytes):
        yield f"the data of its Export is {described(data)}, not bytes"
    for part in ("suffix", "media_type", "label"):
        if not isinstance(value := getattr(made, part), str):
            yield f"the {part} of its Export is {described(value)}, not a text"
            return
    if not _SUFFIX.fullmatch(made.suffix):
        yield f"the suffix {made.suffix!r} is not a dot and then small letters or digits"
    if made.suffix.endswith(_TAKEN):
        yield f"the suffix {made.suffix!r} is that of pages"
    if not _MEDIA_TYPE.fullmatch(made.media_type):
        yield f"the media type {made.media_type!r} is not of the form 'text/csv'"
    if not made.label.strip():
        yield "the label of its Export is empty"
