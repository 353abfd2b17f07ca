"""What a page of Markdown points to, each with its line and column."""

from __future__ import annotations

from dataclasses import dataclass, field

from kit.checks.markdown.prose import Block


@dataclass(frozen=True, slots=True)
class Spot:
    """Something in a page, at a line and column from 1."""

    line: int
    column: int
    text: str
    """The address of a link or an image, the content of a role, the argument of a directive."""
    name: str = ""
    """The name of a role or directive, or of an HTML tag."""
    options: dict[str, str] = field(default_factory=dict)
    alt: str | None = None
    body: str = ""
    """What stands between the fences of a directive, without its options."""


@dataclass(slots=True)
class Markup:
    """Everything in a page that the checks look at."""

    links: list[Spot] = field(default_factory=list)
    images: list[Spot] = field(default_factory=list)
    loaded: list[Spot] = field(default_factory=list)
    """What HTML asks of other hosts: scripts, frames, styles; images have their own list."""
    roles: list[Spot] = field(default_factory=list)
    directives: list[Spot] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)
    """Names given with ``(name)=`` or ``:name:``."""
    headings: set[str] = field(default_factory=set)
    """Anchors of headings."""
    collected: set[str] = field(default_factory=set)
    """Those of the headings and names that are on the page only if the book collects answers."""
    collecting: list[range] = field(default_factory=list)
    """The lines of what is on the page only if the book collects answers."""
    names: list[Spot] = field(default_factory=list)
    """Names given with ``(name)=`` or ``:name:``, each where it stands."""
    first_heading: Spot | None = None
    outline: list[Spot] = field(default_factory=list)
    """The headings that stand on the page itself; the name of each is its tag."""
    codes: list[Spot] = field(default_factory=list)
    """The languages that code is said to be in."""
    idle: list[Spot] = field(default_factory=list)
    """Names of our directives that stand in a text, where they show nothing."""
    spaced: list[Spot] = field(default_factory=list)
    """Addresses with a space, which Markdown takes for text."""
    cut_off: list[Spot] = field(default_factory=list)
    """Cells that a table has no column for."""
    uneven: list[Spot] = field(default_factory=list)
    """What is wrong with tables in directives; its ``text`` is the message."""
    substitutions: list[Spot] = field(default_factory=list)
    """Names between ``{{`` and ``}}``."""
    blocks: list[Block] = field(default_factory=list)
    """The prose, in the order of the page."""
