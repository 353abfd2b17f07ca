"""Bring a file of an older schema version up to today's, before its schema is applied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from kit.model.base import SCHEMA_VERSION

FileKind = Literal["platform", "exercise", "workshop", "page", "words", "units"]
Data = dict[str, Any]
Step = Callable[[Data], Data]
"""Returns the data of the next version; never changes what it is given."""

STEPS: Final[Mapping[FileKind, Mapping[int, Step]]] = {
    "platform": {},
    "exercise": {},
    "workshop": {},
    "page": {},
    "words": {},
    "units": {},
}
"""For each kind of file, the step that leads from a version to the one after it.

A version without a step changed nothing for this kind of file.
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """Data as the current version wants it, or why it cannot be had."""

    data: Data
    code: str | None = None
    message: str = ""
    hint: str | None = None
    readable: bool = True
    """Whether the rest of the file can be checked all the same."""


def migrated(
    data: Data,
    kind: FileKind,
    steps: Mapping[FileKind, Mapping[int, Step]] = STEPS,
    current: int = SCHEMA_VERSION,
) -> Migration:
    """Return a file's data in the current version, as if it had been written today.

    A file that does not say its version is read as one of today, so that its other problems
    are found as well.
    """
    version = data.get("schema")
    if "schema" not in data:
        message, hint = "the file does not say its schema", f"write 'schema: {current}' at its top"
        return Migration({"schema": current, **data}, "missing-schema", message, hint)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        message, hint = "'schema' is not a version", f"write 'schema: {current}'"
        return Migration({**data, "schema": current}, "wrong-value", message, hint)
    if version > current:
        message = f"schema {version} is newer than this kit, which reads up to {current}"
        return Migration(data, "schema-too-new", message, "install a newer kit", readable=False)
    for older in range(version, current):
        step = steps[kind].get(older)
        data = {**(step(data) if step else data), "schema": older + 1}
    return Migration(data)
