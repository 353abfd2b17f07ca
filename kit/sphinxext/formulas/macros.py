"""The author's own commands in formulas: from the configuration, and those that a page defines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from sphinx.config import Config

from kit.sphinxext.formulas.tex import Reader

_MOST: Final = 1000
"""How many commands are written out in one formula; more means that one calls itself."""
_DEFINING: Final = re.compile(
    r"\\(?:(?P<new>(?:re)?newcommand|providecommand)|(?P<operator>DeclareMathOperator)|def)"
    r"(?![A-Za-z])(?P<star>\*?)"
)
_NAME: Final = re.compile(r"\s*\{?\s*\\(?P<name>[A-Za-z]+|[^A-Za-z])\s*\}?")


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


def taken_out(formula: str) -> tuple[str, dict[str, Any]]:
    r"""Return a formula without the commands that it defines, and those, as MathJax has them.

    >>> taken_out(r"\newcommand{\norm}[1]{\|#1\|} \norm{x}")
    (' \\norm{x}', {'norm': ['\\|#1\\|', 1]})
    >>> taken_out(r"\def\R{\mathbb{R}}\DeclareMathOperator*{\best}{best}")
    ('', {'R': ['\\mathbb{R}', 0], 'best': ['\\operatorname*{best}', 0]})
    """
    found: dict[str, Any] = {}
    while match := _DEFINING.search(formula):
        reader = Reader(formula)
        reader.at = match.end()
        name = reader.take(_NAME.pattern)
        if name is None:
            raise ValueError(f"{match[0]} needs the name of a command")
        found[name["name"]] = _meaning(match, reader)
        formula = formula[: match.start()] + reader.rest()
    return formula, found


def _meaning(match: re.Match[str], reader: Reader) -> list[Any]:
    if match["operator"]:
        words = reader.argument(match[0])
        return [rf"\operatorname{match['star']}{{{words}}}", 0]
    if match["new"]:
        count = int(reader.optional(match[0]) or 0)
        default = reader.optional(match[0])
        words = reader.argument(match[0])
        return [words, count] if default is None else [words, count, default]
    slots = reader.take(r"(?:\s*#\d)*")
    return [reader.argument(match[0]), slots[0].count("#") if slots else 0]


def expanded(formula: str, macros: Mapping[str, Any]) -> str:
    r"""Return a formula with the author's commands written out.

    >>> expanded(r"\mean{x} \in \R", {"mean": [r"\bar{#1}", 1], "R": r"\mathbb{R}"})
    '\\bar{x} \\in \\mathbb{R}'
    >>> expanded(r"\sub[2]{a}\sub{b}", {"sub": ["{#2}_{#1}", 2, "i"]})
    '{a}_{2}{b}_{i}'

    :raises ValueError: if a command calls itself, or lacks what it needs.
    """
    if not macros or "\\" not in formula:
        return formula
    names = "|".join(re.escape(name) for name in sorted(macros, key=len, reverse=True))
    command = re.compile(rf"(?<!\\)((?:\\\\)*)\\({names})(?!(?<=[A-Za-z])[A-Za-z])")
    at = 0
    for _ in range(_MOST):
        match = command.search(formula, at)
        if match is None:
            return formula
        start = match.end(1)
        at = start
        formula = formula[:start] + _written_out(formula[match.end() :], match[2], macros)
    raise ValueError("a command calls itself")


def _written_out(rest: str, name: str, macros: Mapping[str, Any]) -> str:
    macro = macros[name]
    words, count, *default = macro if isinstance(macro, list) and len(macro) > 1 else [macro, 0]
    reader = Reader(rest)
    arguments: list[str] = []
    if default:
        given = reader.optional(f"\\{name}")
        arguments.append(str(default[0]) if given is None else given)
    while len(arguments) < int(count):
        arguments.append(reader.argument(f"\\{name}"))

    def fill(slot: re.Match[str]) -> str:
        number = int(slot[1])
        return arguments[number - 1] if number <= len(arguments) else slot[0]

    words = words[0] if isinstance(words, list) else words
    text = re.sub(r"#([1-9])", fill, str(words))
    rest = reader.rest()
    # A command that ends the words must not run into a letter.
    gap = " " if re.search(r"\\[A-Za-z]+$", text) and rest[:1].isalpha() else ""
    return f"{text}{gap}{rest}"
