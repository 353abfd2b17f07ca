"""TeX read piece by piece: a command, a group, or what lies between them."""

from __future__ import annotations

import re
from typing import Final

PIECE: Final = re.compile(r"\\[A-Za-z]+|\\.|\\$|%[^\n]*\n?|[{}&]|[^\\{}%&]+", re.DOTALL)
_BLANKS: Final = re.compile(r"\s*")


class Reader:
    r"""A place in a formula, from which the next pieces are read.

    >>> reader = Reader(r"[3]{x + \frac{1}{2}}y")
    >>> reader.optional(), reader.argument(), reader.rest()
    ('3', 'x + \\frac{1}{2}', 'y')
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def piece(self) -> str:
        """Return the next piece and step over it; "" at the end."""
        match = PIECE.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match[0]

    def rest(self) -> str:
        """Return everything that has not been read."""
        return self.text[self.at :]

    def take(self, pattern: str) -> re.Match[str] | None:
        """Step over what stands next, if it is of this pattern."""
        match = re.compile(pattern).match(self.text, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def argument(self, command: str = "") -> str:
        """Return what a command is given: a group without its braces, a command, or a letter.

        :raises ValueError: if there is none, or if it does not end.
        """
        self.take(_BLANKS.pattern)
        if self.at >= len(self.text):
            raise ValueError(f"{command} needs something after it")
        if self.text[self.at] != "{":
            match = self.take(r"\\[A-Za-z]+|\\?.")
            return match[0] if match else ""
        return self._until("{", "}", command)

    def optional(self, command: str = "") -> str | None:
        """Return what stands in brackets, or nothing where there are none."""
        at = self.at
        self.take(_BLANKS.pattern)
        if self.text[self.at : self.at + 1] != "[":
            self.at = at
            return None
        return self._until("[", "]", command)

    def _until(self, opening: str, closing: str, command: str) -> str:
        start = self.at + 1
        depth = 0
        for match in re.compile(r"\\.|[{}\[\]]", re.DOTALL).finditer(self.text, self.at):
            mark = match[0]
            if opening == "[" and depth == 1 and mark == "]":
                self.at = match.end()
                return self.text[start : match.start()]
            if mark == "{" or (mark == opening and depth == 0):
                depth += 1
            elif mark == "}":
                depth -= 1
                if depth == 0 and closing == "}":
                    self.at = match.end()
                    return self.text[start : match.start()]
        raise ValueError(f"a bracket after {command} is not closed")


def rows_of(text: str) -> list[str]:
    r"""Return the lines of an environment: what ``\\`` separates outside braces and environments.

    >>> rows_of(r"a \\ \begin{pmatrix} 1 \\ 2 \end{pmatrix} \\[2pt] {c \\ d}")
    ['a ', ' \\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix} ', ' {c \\\\ d}']
    """
    reader, rows, depth, start = Reader(text), [], 0, 0
    while piece := reader.piece():
        if piece == "{" or piece in {r"\begin", r"\left"}:
            depth += 1
        elif piece == "}" or piece in {r"\end", r"\right"}:
            depth -= 1
        elif piece == r"\\" and depth == 0:
            rows.append(text[start : reader.at - 2])
            reader.take(r"\*?")
            reader.take(r"[ \t]*\[\s*-?[\d.]+\s*[a-z]+\s*\]")
            start = reader.at
    return [*rows, text[start:]]
