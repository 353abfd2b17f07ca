"""The base of everything that authors write: types of text, ids and sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

SCHEMA_VERSION = 1


class Translatable:
    """Marks a text that is extracted for translation."""


class Shaped:
    """Marks a text that may have lists and links (:mod:`kit.model.prose`)."""


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks an id that names something else: an entry of the platform's list ``to``.

    ``to`` may also be ``exercises``, or ``files`` for an address. The checks find every mark,
    those of foreign kinds too.
    """

    to: str


ID_PATTERN: Final = "[a-z][a-z0-9]*(-[a-z0-9]+)*"
ID_LENGTH: Final = 60

Id = Annotated[
    str, StringConstraints(pattern=f"^{ID_PATTERN}$", min_length=1, max_length=ID_LENGTH)
]
"""A name that an author gives a thing and that never changes: ``ask-first``."""

ExerciseId = Annotated[
    str,
    StringConstraints(pattern=f"^{ID_PATTERN}/{ID_PATTERN}$", max_length=2 * ID_LENGTH + 1),
]
"""``<focus-area>/<name>``, made from the file's place under ``exercises/``."""

FocusAreaId = Annotated[Id, Refers("focus_areas")]
RoleId = Annotated[Id, Refers("roles")]
ScaleId = Annotated[Id, Refers("scales")]
DocumentId = Annotated[Id, Refers("documents")]
LawId = Annotated[Id, Refers("laws")]
PolicyAreaId = Annotated[Id, Refers("policy_areas")]
AssignmentId = Annotated[Id, Refers("assignments")]
FollowUpId = Annotated[Id, Refers("follow_up")]
PerspectiveId = Annotated[Id, Refers("scorecard.perspectives")]
ExerciseReference = Annotated[ExerciseId, Refers("exercises")]

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=240), Translatable()
]
"""Plain text that fits one line: a title, a label, a statement to rate."""

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2400), Translatable()
]
"""Plain text of one or a few paragraphs, separated by blank lines."""

Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2400),
    Translatable(),
    Shaped(),
]
"""A text of a platform: paragraphs, lists (lines that begin with ``- ``) and links
(``[words](address)``)."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=240)]
"""A proper name or reference that is never translated."""

Link = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, pattern=r"^(https?://|mailto:|[\w./-]+$)", max_length=600
    ),
    Refers("files"),
]
"""An address on the web, or a path to a file in the book, relative to the project."""

Minutes = Annotated[int, Field(ge=1, le=480)]
"""Whole minutes."""


class Authored(BaseModel):
    """Base of all schemas: frozen, and a key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False, defer_build=True)


class Citation(Authored):
    """Where a statement comes from: a document that the platform lists, and the place in it."""

    document: DocumentId
    place: Name


class LawCitation(Authored):
    """What the law says, whatever the platform does: a law that the platform lists, and where."""

    law: LawId
    section: Name
    """As it is cited: ``§ 6-3``."""


def _kind_of_source(value: object) -> str:
    if isinstance(value, str):
        return "kit"
    of_law = "law" in value if isinstance(value, dict) else isinstance(value, LawCitation)
    # No tag is a key of theirs: a problem is placed by the keys that an author wrote.
    return "statute" if of_law else "citation"


# Told apart by what the author wrote, so that a slip in one is not also explained as the other.
Source = Annotated[
    Annotated[Literal["kit"], Tag("kit")]
    | Annotated[Citation, Tag("citation")]
    | Annotated[LawCitation, Tag("statute")],
    Discriminator(_kind_of_source),
]
"""``kit`` for text of the kit's own, otherwise the citation of a document or of a law.

Below the top of a platform a mapping without one has that of the mapping around it
(:mod:`kit.load.sources`).
"""


class Point(Authored):
    """One thing in a list, with an id of its own."""

    id: Id
    text: Text


class Statement(Point):
    """One thing that a platform says, with its source."""

    source: Source


class NamedStatement(Authored):
    """A statement with a name of its own: a value, a quality, a policy area."""

    id: Id
    name: Line
    text: Text | None = None
    source: Source


class Maintained(Authored):
    """What every file says about itself."""

    schema_version: Literal[1] = Field(alias="schema")
    owner: Name
    """Who keeps the file right: a role or a department, not a person."""
    review_by: date
    """The last day on which the text may be used without being read again."""
