"""What stands in a document: words in their order, and what each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kit.spreadsheets import printable


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the document's own title is the only one of level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; an end of a line in it stays one."""

    text: str
    small: bool = False
    """Whether it is a remark beside the matter."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without numbers."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what stands for each, one a line."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose heads stand again on every page."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()
    """Shares of the page's width; all the same if none are given."""
    about: str = ""
    """What the table shows, for people who do not see it."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, each with what stands below it."""

    labels: Sequence[str]


Block = Heading | Paragraph | Bullets | Facts | Table | Signatures


@dataclass(frozen=True, slots=True)
class Document:
    """A document of some pages."""

    title: str
    language: str
    made: date
    """The day that the file says it was made."""
    blocks: Sequence[Block]
    foot: str = ""
    """What stands at the foot of every page, before its number."""


def plain(text: str) -> str:
    """Return a text that every kind of file can hold, with one kind of ends of lines."""
    return "\n".join(printable(text).splitlines())
