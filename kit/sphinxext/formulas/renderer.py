"""Formulas on a page: MathML, numbers, and what is said where one cannot be read."""

from __future__ import annotations

import re
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.util.math import get_node_equation_number

from kit.errors import Place, Problem
from kit.sphinxext.formulas.commands import FIRST_BOX, address_of, number_shown
from kit.sphinxext.formulas.converter import mathml
from kit.sphinxext.formulas.equations import (
    COUNTED,
    LINES,
    NumberEquations,
    on_env_check_consistency,
)
from kit.sphinxext.formulas.lines import marked
from kit.sphinxext.formulas.macros import macros_of, taken_out
from kit.sphinxext.formulas.tex import Reader
from kit.sphinxext.problems.warnings import page_place, warn

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

RENDERER: Final = "kit"

_ONLY_REFERENCE: Final = re.compile(r"\s*(\\eqref|\\ref)\s*\{([^{}]*)\}\s*")
_MOST_SHOWN: Final = 70
"""How many letters of a formula a message shows."""
_FURTHER: Final = 40
"""How many lines below the beginning of a paragraph a formula is looked for."""
_COMMAND: Final = re.compile(r"\\[A-Za-z]+|there is no environment (\S+)")


def add_math(app: Sphinx) -> None:
    """Announce the renderer."""
    app.add_html_math_renderer(RENDERER, (_visit_math, None), (_visit_block, None))
    app.connect("env-check-consistency", on_env_check_consistency)


def add_numbers(app: Sphinx) -> None:
    """Let equations be numbered: not where text is only collected for translators."""
    app.add_transform(NumberEquations)


def _visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    translator.body.append(_shown(translator, node, display=False))
    raise nodes.SkipNode


def _visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    shown = "" if node.get(COUNTED) else _shown(translator, node, display=True)
    if not shown:
        raise nodes.SkipNode
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    if node.get("number"):
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append(shown)
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _shown(translator: HTML5Translator, node: nodes.Element, *, display: bool) -> str:
    formula = node.astext()
    try:
        return _converted(translator, node, formula, display=display)
    except ValueError as error:
        message = f"the formula '{_short(formula)}' cannot be read: {error}"
        warn(Problem(_place(translator, node, str(error)), "broken-formula", message))
        return f"<code>{escape(formula)}</code>"


def _short(formula: str) -> str:
    words = " ".join(formula.split())
    return words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]}..."


def _converted(
    translator: HTML5Translator, node: nodes.Element, formula: str, *, display: bool
) -> str:
    refer = partial(_found, translator, node)
    if only := _ONLY_REFERENCE.fullmatch(formula):
        address, number = refer(only[2].strip())
        return _link(address, escape(number_shown(only[1], number)), "reference internal")
    macros = _macros(translator)
    if formula.lstrip().startswith(r"\href") and not display:
        reader = Reader(formula.strip().removeprefix(r"\href"))
        address, part = address_of(reader, r"\href"), reader.argument(r"\href")
        if not reader.rest():
            shown = mathml(part, display=False, macros=macros, refer=refer)
            return _link(address, shown, "reference external", name=part)
    rest, defined = taken_out(formula)
    macros |= defined
    if not rest.strip():
        return ""
    marks: list[str] = []
    if LINES in node:
        tags = [_mark(translator, id_, tag, marks) for id_, tag in node[LINES]]
        rest = marked(rest, tags)
    return mathml(
        formula, display=display, written=rest, macros=macros, refer=refer, marks=tuple(marks)
    )


def _link(address: str, shown: str, kind: str, *, name: str = "") -> str:
    label = f' aria-label="{escape(name)}"' if name else ""
    return f'<a class="{kind}" href="{escape(address)}"{label}>{shown}</a>'


def _macros(translator: HTML5Translator) -> dict[str, Any]:
    """Return the commands that are known at this place of the page: a page can define some."""
    found: dict[str, Any] | None = getattr(translator, "kit_macros", None)
    if found is None:
        found = macros_of(translator.config)
        translator.kit_macros = found  # type: ignore[attr-defined]
    return found


def _mark(translator: HTML5Translator, id_: str, tag: str, marks: list[str]) -> str:
    """Return the tag of a line for the converter, and note what it is to show."""
    if not id_:
        return tag
    shown = _tag(tag) if tag else f"({_number(translator, id_)})"
    marks.append(f'<span class="eqno" id="{id_}">{shown}</span>')
    return chr(FIRST_BOX + len(marks) - 1)


def _tag(words: str) -> str:
    return (
        mathml(rf"\text{{{words}}}", display=False) if re.search(r"[$\\]", words) else escape(words)
    )


def _number(translator: HTML5Translator, id_: str) -> str:
    equation = translator.document.ids.get(id_)
    number = equation["number"] if equation is not None else None
    node: Any = {"ids": [id_], "number": number}
    return str(get_node_equation_number(translator, node))


def _found(translator: HTML5Translator, node: nodes.Element, label: str) -> tuple[str, str]:
    """Return the address and the number, in brackets, of an equation anywhere in the book."""
    builder = translator.builder
    domain: Any = builder.env.get_domain("math")
    docname = builder.current_docname
    found = domain.resolve_xref(builder.env, docname, builder, "eq", label, node, nodes.Text(""))
    if found is None:
        raise ValueError(f"there is no equation with the label {label!r}")
    return found.get("refuri") or f"#{found.get('refid')}", found.astext()


def _place(translator: HTML5Translator, node: nodes.Element, error: str) -> Place:
    """Return where a formula is wrong: at the command that is not known, or where it begins."""
    builder = translator.builder
    line = node.line or getattr(node.parent, "line", None) or 1
    place = page_place(builder.env, builder.current_docname, line)
    if place.cell:
        return place
    formula = node.astext().strip()
    match = _COMMAND.search(error)
    words = (match[1] or match[0]) if match else formula.partition("\n")[0]
    sought = re.compile(re.escape(words) + ("(?![A-Za-z])" if match else ""))
    try:
        source = Path(builder.env.doc2path(builder.current_docname)).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return place
    lines = source.splitlines()
    # A paragraph's line is its first; the formula may stand further down.
    for number in range(line, min(len(lines), line + _FURTHER) + 1):
        if found := sought.search(lines[number - 1]):
            return Place(place.path, number, found.start() + 1)
    return place
