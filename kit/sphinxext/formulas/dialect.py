r"""TeX as authors write it, in the commands that the converter knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from kit.sphinxext.formulas.commands import COMMANDS, FIRST_BOX, Refer
from kit.sphinxext.formulas.environments import diagram, opened
from kit.sphinxext.formulas.other_names import (
    ALPHABETS,
    BARE,
    RENAMED,
    SILENT,
    SILENT_WITH_ARGUMENT,
    TEXTS,
    plain,
)
from kit.sphinxext.formulas.tex import Reader

CARRIERS: Final = {
    "Apricot": "#FFB882",
    "Aquamarine": "#1CBFC1",
    "Bittersweet": "#D04C17",
    "CadetBlue": "#63729D",
    "Emerald": "#00B1A0",
    "JungleGreen": "#00B19D",
    "Mulberry": "#A83E9E",
    "Thistle": "#DE84BF",
}
"""Colours that the converter knows and that stand for others, as it writes them."""
_LAST_BOX: Final = 0xF8FF
_IN_TEXT: Final = re.compile(
    r"\$([^$]*)\$|\\\((.*?)\\\)|(\\(?:ce|pu|eqref|ref|href)(?![A-Za-z])(?:\s*\{[^{}]*\})+)",
    re.DOTALL,
)


@dataclass(slots=True)
class Dialect:
    """One formula on its way to the converter.

    :param refer: returns the address and the number, in brackets, of an equation by its label.
    :param inner: returns the MathML of a part that stands in HTML of ours.
    :param tagged: lines carry tags.
    """

    refer: Refer
    inner: Callable[[str], str]
    tagged: bool = False
    boxes: list[str] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)

    def box(self, html: str) -> str:
        """Return the TeX that stands for a piece of HTML."""
        letter = chr(FIRST_BOX + len(self.boxes))
        if ord(letter) > _LAST_BOX:
            raise ValueError("there are too many references in one formula")
        self.boxes.append(html)
        return rf"\text{{{letter}}}"

    def colour(self, value: str) -> str:
        """Return the name under which the converter takes a colour of CSS: it knows few."""
        if value not in self.colours:
            self.colours.append(value)
        if len(self.colours) > len(CARRIERS):
            raise ValueError("there are too many colours in one formula")
        return list(CARRIERS)[self.colours.index(value)]

    def rewritten(self, formula: str) -> str:
        """Return a formula in the converter's words."""
        reader, parts, ends = Reader(formula), [], list[str]()
        while piece := reader.piece():
            if piece == r"\begin":
                parts.append(self._begun(reader, ends))
            elif piece == r"\end":
                reader.argument(piece)
                parts.append(ends.pop() if ends else "")
            elif piece in {"\\\n", "\\\t", "\\"}:
                parts.append(r"\ ")
            elif piece[0] == "\\" and piece[1:].isalpha():
                parts.append(self._command(piece, reader))
            else:
                parts.append(piece)
        return "".join(parts)

    def _begun(self, reader: Reader, ends: list[str]) -> str:
        name = reader.argument(r"\begin").strip()
        if name == "CD":
            body = reader.take(r"(?s)(.*?)\\end\s*\{CD\}")
            if body is None:
                raise ValueError(r"\begin{CD} has no \end{CD}")
            return self.rewritten(diagram(body[1]))
        start, end = opened(name, reader, tagged=self.tagged and not ends)
        ends.append(end)
        return start

    def _command(self, piece: str, reader: Reader) -> str:
        name = piece[1:]
        if name in TEXTS:
            return self.text(TEXTS[name], reader.argument(piece))
        if name in SILENT_WITH_ARGUMENT:
            reader.take(r"\*?")
            reader.argument(piece)
            return ""
        if name in BARE:
            reader.optional(piece)
            return f"{{{self.rewritten(reader.argument(piece))}}}"
        if name in COMMANDS:
            return COMMANDS[name](self, reader, piece)
        return "" if name in SILENT else RENAMED.get(name, piece)

    def text(self, command: str, words: str) -> str:
        """Return words in a formula; formulas among them are formulas again."""
        if re.fullmatch(r"[A-Za-z]", words) and command in ALPHABETS:
            return f"{ALPHABETS[command]}{{{words}}}"
        pieces = _IN_TEXT.split(words)
        if len(pieces) == 1:
            return f"{command}{{{plain(words)}}}"
        shown = [
            f"{{{self.rewritten(piece)}}}" if index % 4 else f"{command}{{{plain(piece)}}}"
            for index, piece in enumerate(pieces)
            if piece
        ]
        return f"{{{''.join(shown)}}}"
