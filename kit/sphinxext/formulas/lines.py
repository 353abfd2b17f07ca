r"""The lines of a formula that LaTeX would number: ``\label``, ``\tag`` and ``\nonumber``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kit.sphinxext.formulas.environments import NUMBERED
from kit.sphinxext.formulas.tex import Reader, rows_of

_OUTER: Final = re.compile(
    r"\s*\\begin\s*\{(?P<name>[A-Za-z]+)(?P<star>\*?)\}(?P<body>.*)"
    r"\\end\s*\{(?P=name)(?P=star)\}\s*",
    re.DOTALL,
)
_ONE_NUMBER: Final = frozenset({"equation", "multline"})
_MARK: Final = re.compile(r"\\(label|tag|nonumber|notag)(?![A-Za-z])(\*?)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its TeX without marks, its label, its tag as shown, and whether it is mute."""

    text: str
    label: str = ""
    tag: str = ""
    mute: bool = False


def has_marks(formula: str) -> bool:
    """Tell whether anything in a formula concerns its numbers."""
    return _MARK.search(formula) is not None


def is_starred(formula: str) -> bool:
    """Tell whether a formula is an environment whose lines have no numbers."""
    match = _OUTER.fullmatch(formula)
    return match is not None and bool(match["star"])


def lines_of(formula: str) -> list[Line]:
    r"""Return the lines of a formula.

    >>> first, second = lines_of(r"\begin{align} a \label{eq:a} \\ b \nonumber \end{align}")
    >>> first.label, second.mute
    ('eq:a', True)
    """
    match = _OUTER.fullmatch(formula)
    if match is None or match["name"] not in NUMBERED:
        return [_line(formula)]
    rows = [match["body"]] if match["name"] in _ONE_NUMBER else rows_of(match["body"])
    if len(rows) > 1 and not rows[-1].strip():
        rows.pop()
    return [_line(row) for row in rows]


def marked(formula: str, tags: Sequence[str]) -> str:
    """Return a formula whose lines carry these tags (TeX); an empty one is none."""
    match = _OUTER.fullmatch(formula)
    texts = [
        line.text + (rf"\tag*{{{tag}}}" if tag else "")
        for line, tag in zip(lines_of(formula), tags, strict=True)
    ]
    body = r"\\".join(texts)
    if match is None or match["name"] not in NUMBERED:
        return body
    return rf"\begin{{{match['name']}}}{body}\end{{{match['name']}}}"


def _line(text: str) -> Line:
    label = tag = ""
    mute = False
    while match := _MARK.search(text):
        reader = Reader(text)
        reader.at = match.end()
        if match[1] == "label":
            label = reader.argument(r"\label").strip()
        elif match[1] == "tag":
            words = reader.argument(r"\tag").strip()
            tag = words if match[2] else f"({words})"
        else:
            mute = True
        text = f"{text[: match.start()]} {reader.rest()}"
    return Line(text, label, tag, mute)
