r"""Environments of LaTeX in the words of the converter, and commutative diagrams as tables."""

from __future__ import annotations

import re
from typing import Final

from kit.sphinxext.formulas.tex import Reader, rows_of

_ALIGNED: Final = frozenset(
    {"align", "aligned", "alignat", "alignedat", "flalign", "split", "xalignat", "IEEEeqnarray"}
)
_STACKED: Final = frozenset({"gather", "gathered", "multline", "multlined"})
NUMBERED: Final = frozenset(
    {"equation", "align", "alignat", "flalign", "xalignat", "eqnarray", "gather", "multline"}
)
"""What LaTeX numbers, and what can show tags."""
_DISPLAYED: Final = frozenset({"equation", "displaymath", "math"})
_WITH_COUNT: Final = frozenset({"alignat", "alignedat", "xalignat"})
_WITH_PLACE: Final = _ALIGNED | _STACKED | {"array", "darray"}
_PLAIN: Final = {"smallmatrix": "matrix", "psmallmatrix": "pmatrix", "bsmallmatrix": "bmatrix"}
_ALIGNMENT: Final = re.compile(r"([pmbBvV]?matrix|[dr]?cases)\*")
_ARROW: Final = re.compile(
    r"@(?:>(?P<right>[^>]*)>(?P<under>[^>]*)>|<(?P<left>[^<]*)<(?P<below>[^<]*)<"
    r"|V(?P<down>[^V]*)V(?P<beside>[^V]*)V|A(?P<up>[^A]*)A(?P<near>[^A]*)A|(?P<plain>[=|.]))"
)


def opened(name: str, reader: Reader, *, tagged: bool) -> tuple[str, str]:
    """Return how an environment begins and ends, in the converter's words.

    :param tagged: the lines carry tags, so that the environment is one that can show them.
    """
    bare = name.rstrip("*")
    tagged = tagged and bare in NUMBERED
    if bare in _WITH_PLACE:
        reader.take(r"\s*\[[tbc]\]")
    if bare in _WITH_COUNT:
        reader.argument(bare)
    if bare == "IEEEeqnarray":
        reader.argument(bare)
    if bare in {"array", "darray", "subarray", "tabular"}:
        kept = "array" if bare == "tabular" else bare
        return rf"\begin{{{kept}}}{{{_columns(reader.argument(name))}}}", rf"\end{{{kept}}}"
    if bare == "eqnarray" and not tagged:
        return r"\begin{darray}{rcl}", r"\end{darray}"
    if bare in _DISPLAYED and not tagged:
        return "", ""
    if _ALIGNMENT.fullmatch(name):
        reader.take(r"\s*\[[lcr]\]")
        name = bare
    return _pair(_known(name, bare, tagged=tagged))


def _known(name: str, bare: str, *, tagged: bool) -> str:
    if bare in _ALIGNED or bare == "eqnarray":
        return "align*" if tagged else "aligned"
    if bare in _STACKED:
        return "gather*" if tagged else "gathered"
    return "equation*" if bare in _DISPLAYED else _PLAIN.get(bare, name)


def _pair(name: str) -> tuple[str, str]:
    return rf"\begin{{{name}}}", rf"\end{{{name}}}"


def _columns(text: str) -> str:
    """Return the columns of a table: how each is set and the lines between them.

    >>> _columns("@{}l|*{2}{r}p{2cm}@{}")
    'l|rrl'
    """
    reader, columns = Reader(text), ""
    while reader.at < len(text):
        if reader.take(r"[@!><]"):
            reader.argument("the columns")
        elif reader.take(r"\*"):
            times = reader.argument("the columns")
            columns += _columns(reader.argument("the columns")) * int(times)
        elif reader.take(r"[pmb](?=\s*\{)"):
            reader.argument("the columns")
            columns += "l"
        else:
            match = reader.take(r"(?s).")
            columns += match[0] if match and not match[0].isspace() else ""
    return columns


def diagram(text: str) -> str:
    r"""Return a commutative diagram (``CD``) as a table.

    >>> diagram(r"A @>f>> B \\ @VVV @| \\ C @= D")
    '\\begin{array}{ccc}A&\\xrightarrow{f}&B\\\\\\Big\\downarrow&&\\Big\\|\\\\C&=&D\\end{array}'
    """
    rows = [_cells(row) for row in rows_of(text) if row.strip()]
    columns = "c" * max((len(row) for row in rows), default=1)
    body = r"\\".join("&".join(row) for row in rows)
    return rf"\begin{{array}}{{{columns}}}{body}\end{{array}}"


def _cells(row: str) -> list[str]:
    """Return the cells of a line: objects with arrows between, or upright arrows below them."""
    objects = _ARROW.split(row.strip())[:: _ARROW.groups + 1]
    arrows = [_drawn(match) for match in _ARROW.finditer(row)]
    if not objects[0].strip():
        return [cell for arrow in arrows for cell in (arrow, "")][:-1]
    cells = [objects[0].strip()]
    for arrow, object_ in zip(arrows, objects[1:], strict=True):
        cells += [arrow, object_.strip()]
    return cells


def _drawn(match: re.Match[str]) -> str:
    if match["right"] is not None:
        return _labelled(r"\xrightarrow", match["right"], match["under"])
    if match["left"] is not None:
        return _labelled(r"\xleftarrow", match["left"], match["below"])
    if match["down"] is not None:
        return _upright(r"\Big\downarrow", match["down"], match["beside"])
    if match["up"] is not None:
        return _upright(r"\Big\uparrow", match["up"], match["near"])
    return {"=": "=", "|": r"\Big\|", ".": ""}[match["plain"]]


def _labelled(arrow: str, above: str, below: str) -> str:
    return arrow + (f"[{below}]" if below else "") + f"{{{above}}}"


def _upright(arrow: str, left: str, right: str) -> str:
    before = rf"{{\scriptstyle {left}}}" if left else ""
    after = rf"{{\scriptstyle {right}}}" if right else ""
    return before + arrow + after
