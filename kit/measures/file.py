"""A team's agreement as a file: written where no service keeps it, and opened again next time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from pydantic import ValidationError

from kit.measures.agreement import Agreement, Status

MOST_BYTES: Final = 256 * 1024
"""Of a file; what a team agrees on is some kilobytes."""
_VERSION: Final = 2
_OF_NOTEBOOKS: Final = 1
_STATUS: Final[Mapping[str, Status]] = {
    "planned": Status.AGREED,
    "started": Status.UNDER_WAY,
    "done": Status.DONE,
    "stopped": Status.DROPPED,
}
"""What notebooks called them."""
_OF_A_MEASURE: Final = ("text", "responsible", "due")


class Unreadable(StrEnum):
    """Why a file cannot be opened."""

    TOO_LARGE = "too-large"
    NOT_OURS = "not-ours"
    """It is no file of measures."""
    NEWER = "newer"
    """A newer workshop-kit has written it."""
    DAMAGED = "damaged"
    """It was one, and was changed by hand or cut off."""


class UnreadableFileError(ValueError):
    """A file that cannot be opened; nothing is changed."""

    def __init__(self, reason: Unreadable, place: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.place = place
        """Where in the file, as far as that is known: ``measures.0.due``."""


def write_file(agreement: Agreement) -> bytes:
    """Return an agreement as a file: JSON, one field a line."""
    told = {"schema": _VERSION, "kind": "agreement", **agreement.model_dump(mode="json")}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def read_file(data: bytes) -> Agreement:
    """Return the agreement in a file, also one that an older notebook has saved.

    Whether it can be *kept* is another question: see :func:`kit.measures.faults.faults`.

    :raises UnreadableFileError: if there is none in it.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableFileError(Unreadable.TOO_LARGE)
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise UnreadableFileError(Unreadable.NOT_OURS) from None
    if not isinstance(found, dict):
        raise UnreadableFileError(Unreadable.NOT_OURS)
    given = _ours(found) if "schema" in found else _of_a_notebook(found)
    try:
        return Agreement.model_validate_json(json.dumps(given))
    except (ValidationError, ValueError) as error:
        place = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ()
        raise UnreadableFileError(Unreadable.DAMAGED, ".".join(map(str, place))) from None


def _ours(found: dict[str, Any]) -> dict[str, Any]:
    version = found.pop("schema")
    if found.pop("kind", None) != "agreement" or not isinstance(version, int):
        raise UnreadableFileError(Unreadable.NOT_OURS)
    if version > _VERSION:
        raise UnreadableFileError(Unreadable.NEWER)
    if version != _VERSION:
        raise UnreadableFileError(Unreadable.NOT_OURS)
    return found


def _of_a_notebook(found: dict[str, Any]) -> dict[str, Any]:
    version = found.get("version")
    if not isinstance(version, int) or "exercise" not in found:
        raise UnreadableFileError(Unreadable.NOT_OURS)
    if version > _OF_NOTEBOOKS:
        raise UnreadableFileError(Unreadable.NEWER)
    measures = found.get("measures", [])
    if not isinstance(measures, list) or not all(isinstance(each, dict) for each in measures):
        raise UnreadableFileError(Unreadable.DAMAGED, "measures")
    return {
        "agreed": found.get("saved", date.min.isoformat()),
        "language": found.get("language", "en"),
        "origin": {"exercise": found.get("title", "")},
        "keep": found.get("keep", ""),
        "improve": found.get("improve", ""),
        "measures": [_measure(each) for each in measures],
    }


def _measure(found: dict[str, Any]) -> dict[str, Any]:
    status = _STATUS.get(str(found.get("status", "planned")), found.get("status"))
    known = {name: each for name, each in found.items() if name in _OF_A_MEASURE}
    return {**known, "status": status}
