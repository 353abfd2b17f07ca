"""The author's own commands in formulas, and line breaks in a form that browsers show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from sphinx.config import Config

_MOST: Final = 500
"""How many commands are written out in one formula; more means that one calls itself."""
_UNSEEN: Final = re.compile(r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])")
_ALIGNED: Final = re.compile(
    r"\\(begin|end)\{(?:align|aligned|alignat|alignedat|eqnarray|flalign)\*?\}"
)
_COLUMNS: Final = re.compile(r"(\\begin\{align(?:ed)?at\*?\})\s*\{\d+\}")
_STACKED: Final = re.compile(r"\\(begin|end)\{(?:gather|gathered|multline)\*?\}")
_INNERMOST: Final = re.compile(r"\\begin\{(\w+\*?)\}(?:(?!\\begin\{).)*?\\end\{\1\}", re.DOTALL)


def macros_of(config: Config) -> dict[str, Any]:
    """Return the author's commands by name, from where MathJax would look for them."""
    for name in ("mathjax3_config", "mathjax2_config"):
        settings = getattr(config, name, None) or {}
        for part in ("tex", "TeX"):
            tex = settings.get(part) or {}
            macros = tex.get("macros") or tex.get("Macros")
            if isinstance(macros, Mapping):
                return dict(macros)
    return {}


def expanded(formula: str, macros: Mapping[str, Any]) -> str:
    r"""Return a formula with the author's commands written out.

    >>> expanded(r"\mean{x} \in \R", {"mean": [r"\bar{#1}", 1], "R": r"\mathbb{R}"})
    '\\bar{x} \\in \\mathbb{R}'
    >>> expanded(r"\sub[2]{a}\sub{b}", {"sub": ["{#2}_{#1}", 2, "i"]})
    '{a}_{2}{b}_{i}'

    :raises ValueError: if a command calls itself, or lacks what it needs.
    """
    if not macros:
        return formula
    names = "|".join(re.escape(name) for name in sorted(macros, key=len, reverse=True))
    command = re.compile(rf"\\({names})(?![A-Za-z])")
    for _ in range(_MOST):
        match = command.search(formula)
        if match is None:
            return formula
        formula = _written_out(formula, match, macros[match[1]])
    raise ValueError("a command calls itself")


def _written_out(formula: str, match: re.Match[str], macro: Any) -> str:
    words, count, *default = macro if isinstance(macro, list) and len(macro) > 1 else [macro, 0]
    rest = formula[match.end() :]
    arguments: list[str] = []
    if default:
        optional = re.match(r"\s*\[([^\]]*)\]", rest)
        arguments.append(optional[1] if optional else str(default[0]))
        rest = rest[optional.end() :] if optional else rest
    while len(arguments) < int(count):
        argument, rest = _argument(rest, match[1])
        arguments.append(argument)

    def fill(slot: re.Match[str]) -> str:
        number = int(slot[1])
        return arguments[number - 1] if number <= len(arguments) else slot[0]

    text = re.sub(r"#([1-9])", fill, str(words))
    # A command that ends the words must not run into a letter.
    gap = " " if re.search(r"\\[A-Za-z]+$", text) and rest[:1].isalpha() else ""
    return f"{formula[: match.start()]}{text}{gap}{rest}"


def _argument(text: str, name: str) -> tuple[str, str]:
    """Return the first argument in a text, and what follows it."""
    text = text.lstrip()
    if not text:
        raise ValueError(f"\\{name} needs something after it")
    if text[0] != "{":
        match = re.match(r"\\[A-Za-z]+|\\?.", text)
        found = match[0] if match else text[0]
        return found, text[len(found) :]
    depth = 0
    for position, letter in enumerate(text):
        escaped = position > 0 and text[position - 1] == "\\"
        depth += 0 if escaped else {"{": 1, "}": -1}.get(letter, 0)
        if depth == 0:
            return text[1:position], text[position + 1 :]
    raise ValueError(f"a bracket after \\{name} is not closed")


def in_lines(formula: str) -> str:
    r"""Return a formula whose lines stand in a table: browsers do not break lines in MathML.

    Numbers of equations are Sphinx's; here they would be counted anew in each formula.

    >>> in_lines(r"\begin{aligned} a &= b \end{aligned}")
    '\\begin{align*} a &= b \\end{align*}'
    >>> in_lines(r"a \\ b")
    '\\begin{array}{l}a \\\\ b\\end{array}'
    """
    formula = _COLUMNS.sub(r"\1", _UNSEEN.sub("", formula))
    formula = _ALIGNED.sub(r"\\\1{align*}", formula)
    formula = _STACKED.sub(
        lambda match: r"\begin{array}{c}" if match[1] == "begin" else r"\end{array}", formula
    )
    outside, before = formula, ""
    while outside != before:
        outside, before = _INNERMOST.sub("", outside), outside
    if r"\\" not in outside:
        return formula
    if re.search(r"(?<!\\)&", outside):
        return rf"\begin{{align*}}{formula}\end{{align*}}"
    return rf"\begin{{array}}{{l}}{formula}\end{{array}}"
