"""Make notebook cells from Markdown and Python; authors' texts come in unharmed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from kit.model import Point
from kit.plugins import Cell, Slide, markdown_line, markdown_text, python_comment

LONGEST_CELL_ID: Final = 64
"""What nbformat allows."""


def cell_id(prefix: str, author_id: str) -> str:
    """Return a cell's id; an author's id may be too long to fit behind the prefix."""
    wanted = f"{prefix}-{author_id}"
    if len(wanted) <= LONGEST_CELL_ID:
        return wanted
    digest = hashlib.sha256(author_id.encode()).hexdigest()[:8]
    return f"{wanted[: LONGEST_CELL_ID - 9]}-{digest}"


def markdown_cell(name: str, *parts: str, slide: Slide = Slide.SKIP) -> Cell:
    """Return a cell of Markdown blocks with a blank line between them."""
    return Cell(name, "markdown", "\n\n".join(parts), slide)


def code_cell(name: str, comment: str, *lines: str, slide: Slide = Slide.SKIP) -> Cell:
    """Return a cell of Python, folded so that only the comment with which it begins is seen."""
    source = "\n".join((python_comment(comment), *lines))
    return Cell(name, "code", source, slide, tags=("hide-input",))


def heading(text: str, level: int = 2) -> str:
    """Return plain text as a heading."""
    return f"{'#' * level} {markdown_line(text)}"


def titled(title: str, text: str) -> str:
    """Return plain text of one or a few paragraphs behind its bold title."""
    return f"**{markdown_line(title)}:** {markdown_text(text)}"


def titled_list(title: str, points: tuple[Point, ...]) -> list[str]:
    """Return the blocks of a list with its title; none if the list is empty."""
    if not points:
        return []
    return [f"**{markdown_line(title)}:**", bullets(point.text for point in points)]


def quote(text: str) -> str:
    """Return plain text as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in markdown_text(text).split("\n"))


def bullets(texts: Iterable[str]) -> str:
    """Return plain texts as a Markdown list."""
    return "\n".join(f"- {markdown_line(text)}" for text in texts)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, words: int) -> str:
    """Return plain texts as a Markdown table: columns of words to the left, then of numbers."""
    marks = [":--" if column < words else "--:" for column in range(len(heads))]
    lines = ([markdown_line(text) for text in row] for row in rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in (map(markdown_line, heads), marks, *lines))
