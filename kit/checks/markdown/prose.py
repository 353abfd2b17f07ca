"""The prose of a page: its blocks of text without the markup, and where their words stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from markdown_it.token import Token

_BREAKS: Final = frozenset({"softbreak", "hardbreak"})
# Roles whose content is what the reader sees; that of the others names something.
_SHOWN_ROLES: Final = frozenset({"abbr", "guilabel", "kbd", "sub", "sup", "term"})
_FIRST_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text: a paragraph, a heading, a cell of a table.

    Code, formulas, images, tags, and what a role names are left out of ``text``; its line breaks
    are those of the page.
    """

    text: str
    source: str
    """The block as the page has it, on one line: what a catalogue of translations calls it."""
    line: int
    """The line in which it begins, from 1."""
    running: bool
    """Whether it is made of sentences, as headings and cells are not."""
    page: Sequence[str] = field(default=(), repr=False, compare=False)

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column, from 1, of the word at an offset of the text."""
        before = self.text[:offset]
        line = self.line + before.count("\n")
        word = _FIRST_WORD.match(self.text, offset)
        if word is None or line > len(self.page):
            return line, 1
        written = re.compile(rf"(?<![^\W_]){re.escape(word.group())}(?![^\W_])")
        on_line = before.rpartition("\n")[2]
        nth = len(written.findall(on_line))
        columns = [found.start() + 1 for found in written.finditer(self.page[line - 1])]
        return line, columns[min(nth, len(columns) - 1)] if columns else 1


def block_of(token: Token, line: int, page: Sequence[str], *, running: bool) -> Block:
    """Return the block that an inline token holds; ``line`` counts from 0."""
    source = " ".join(token.content.split("\n")).strip()
    return Block(shown_text(token), source, line + 1, running, page)


def shown_text(token: Token) -> str:
    """Return the text of an inline token as a reader sees it."""
    return "".join(map(_shown, token.children or ()))


def _shown(token: Token) -> str:
    if token.type == "text":
        return token.content
    if token.type in _BREAKS:
        return "\n"
    if token.type == "myst_role":
        text, bracket, _ = token.content.partition("<")
        name = str(token.meta.get("name", ""))
        return text.strip() if (bracket and text) or name in _SHOWN_ROLES else ""
    return ""
