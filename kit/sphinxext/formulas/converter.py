"""A formula in TeX as MathML, which browsers show by themselves: no script, no other host."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any, Final

from math_core import LatexError, LatexToMathML

from kit.sphinxext.formulas.commands import BOX, FIRST_BOX, Refer
from kit.sphinxext.formulas.dialect import CARRIERS, Dialect
from kit.sphinxext.formulas.macros import expanded
from kit.sphinxext.formulas.tex import rows_of

_ENVIRONMENT: Final = re.compile(r"\\(begin|end)\s*\{(\w+\*?)\}")
_TAG: Final = re.compile(r"\\tag(?![A-Za-z])")
_BOX: Final = re.compile("[\ue000-\uf8ff]")
_TAG_BOX: Final = re.compile(rf"(?<=<mtext>){BOX}(\d+)(?=</mtext>)")
_VARIANTS: Final = re.compile("[\ufe00\ufe01]")
"""Letters that ask for one of two script alphabets; fonts that lack them show another font."""
_SPACED: Final = re.compile(r"(?<=<mtext>) | (?=</mtext>)")
_TILDE: Final = '<mo stretchy="true">~</mo>'
_LAST_RULE: Final = re.compile(
    r'<mtr>(?:<mtd style="border-top: (?P<rule>[^;]*);[^"]*"></mtd>)+</mtr></mtable>'
)
_TABLE: Final = re.compile(r"<(/?)mtable\b")


def mathml(
    formula: str,
    *,
    display: bool,
    written: str | None = None,
    macros: Mapping[str, Any] | None = None,
    refer: Refer | None = None,
    marks: tuple[str, ...] = (),
) -> str:
    """Return a formula in TeX as MathML whose alternative text is the TeX.

    :param written: what is converted, if it is not the formula itself.
    :param macros: the author's own commands, as MathJax has them.
    :param refer: returns the address and the number, in brackets, of an equation by its label.
    :param marks: HTML for the letters from `FIRST_BOX` on in what is converted.
    :raises ValueError: if the formula cannot be read.
    """
    tex = formula if written is None else written
    inside = _converted(tex, display=display, macros=macros or {}, refer=refer, marks=marks)
    return f'<math alttext="{escape(formula.strip())}"{inside.removeprefix("<math")}'


def _converted(
    formula: str,
    *,
    display: bool,
    macros: Mapping[str, Any],
    refer: Refer | None,
    marks: tuple[str, ...] = (),
) -> str:
    def inner(part: str) -> str:
        return _converted(part, display=False, macros=macros, refer=refer)

    written = expanded(_BOX.sub("", formula) if not marks else formula, macros)
    tagged = _TAG.search(written) is not None
    dialect = Dialect(refer or _unknown, inner, tagged=tagged, boxes=list(marks))
    found = _asked(_in_lines(dialect.rewritten(written), tagged=tagged), display=display)
    for carrier, colour in zip(CARRIERS.values(), dialect.colours, strict=False):
        found = found.replace(f"color:{carrier};", f"color:{colour};")
    if not dialect.boxes:
        return found
    found = _TAG_BOX.sub(lambda box: chr(FIRST_BOX + int(box[1])), found)
    return _BOX.sub(lambda box: "".join(dialect.boxes[ord(box[0]) - FIRST_BOX :][:1]), found)


def _unknown(label: str) -> tuple[str, str]:
    raise ValueError(f"there is no equation with the label {label!r}")


def _asked(written: str, *, display: bool) -> str:
    try:
        found: str = _converter().convert_with_local_state(written, displaystyle=display)
    except LatexError as error:
        raise ValueError(_said(str(error))) from error
    found = _SPACED.sub("\u00a0", _VARIANTS.sub("", found))
    return _ruled_below(found.replace(_TILDE, _TILDE.replace("~", "\u0303")))


def _ruled_below(found: str) -> str:
    """Return MathML in which a rule after the last line belongs to its table.

    The converter writes an empty line for it, as high as a line and ruled like one.
    """
    while match := _LAST_RULE.search(found):
        before = found[: match.start()]
        depth, tables = 1, list(_TABLE.finditer(before))
        while depth:
            table = tables.pop()
            depth += 1 if table[1] else -1
        rule = f"border-bottom: {match['rule']};"
        opening = before[table.start() :]
        if opening.startswith('<mtable style="'):
            opening = opening.replace('style="', f'style="{rule}', 1)
        else:
            opening = opening.replace("<mtable", f'<mtable style="{rule}"', 1)
        found = f"{before[: table.start()]}{opening}</mtable>{found[match.end() :]}"
    return found


@lru_cache(maxsize=1)
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False, allow_unreliable_rendering=True)


def _said(message: str) -> str:
    """Return what the converter says, in our form: its count of letters is of another text."""
    text = re.sub(r"^\d+: ", "", message).rstrip(".")
    if match := re.fullmatch(r'Unknown command "(.*)"', text, re.DOTALL):
        return f"there is no command {match[1]}"
    if match := re.fullmatch(r'Unknown environment "(.*)"', text, re.DOTALL):
        return f"there is no environment {match[1]}"
    return text[:1].lower() + text[1:]


def _in_lines(written: str, *, tagged: bool) -> str:
    r"""Return a formula whose lines stand in a table: browsers do not break lines in MathML.

    >>> _in_lines(r"a \\ b", tagged=False)
    '\\begin{array}{l}a \\\\ b\\end{array}'
    >>> _in_lines(r"a &= b", tagged=False)
    '\\begin{aligned}a &= b\\end{aligned}'
    """
    outside = _outside(written)
    lines, columns = len(rows_of(outside)) > 1, re.search(r"(?<!\\)&", outside)
    if columns:
        name, end = ("align*", "align*") if tagged else ("aligned", "aligned")
    elif tagged and not _holds_tags(written):
        name, end = ("gather*", "gather*") if lines else ("equation*", "equation*")
    elif lines:
        name, end = "array}{l", "array"
    else:
        return written
    return rf"\begin{{{name}}}{written}\end{{{end}}}"


def _holds_tags(written: str) -> bool:
    match = re.match(r"\s*\\begin\{(align|gather|equation)\*\}", written)
    return match is not None and not _TAG.search(_outside(written))


def _outside(formula: str) -> str:
    """Return what stands outside all environments."""
    depth, at, parts = 0, 0, []
    for match in _ENVIRONMENT.finditer(formula):
        if depth == 0:
            parts.append(formula[at : match.start()])
        depth += 1 if match[1] == "begin" else -1
        at = match.end()
    return "".join([*parts, formula[at:] if depth <= 0 else ""])
