"""Mathematics as MathML, which browsers show by themselves: no script, no other host."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.util.math import get_node_equation_number

from kit.errors import Problem
from kit.sphinxext.macros import expanded, in_lines, macros_of
from kit.sphinxext.problems import page_place, warn

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

RENDERER: Final = "kit"

_UNKNOWN: Final = re.compile(r"<m[io]>(\\[A-Za-z]+)</m[io]>")
"""What the converter does with a command that it does not know."""
_OPENING: Final = re.compile(r"^<math\b")


def mathml(formula: str, *, display: bool, macros: Mapping[str, Any] | None = None) -> str:
    """Return a formula in TeX as MathML whose alternative text is the TeX.

    :param macros: the author's own commands, as MathJax has them.
    :raises ValueError: if the formula cannot be read.
    """
    written = in_lines(expanded(formula, macros or {}))
    try:
        found: str = convert(written, display="block" if display else "inline")
    except Exception as error:  # its errors have no common base class
        reason = str(error) or type(error).__name__
        raise ValueError(reason) from error
    if unknown := _UNKNOWN.search(found):
        raise ValueError(f"there is no command {unknown[1]}")
    opening = f'<math alttext="{escape(formula.strip())}"'
    return _OPENING.sub(lambda _: opening, found, count=1)


def _visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    translator.body.append(_shown(translator, node, display=False))
    raise nodes.SkipNode


def _visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append(_shown(translator, node, display=True))
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _shown(translator: HTML5Translator, node: nodes.Element, *, display: bool) -> str:
    formula = node.astext()
    try:
        return mathml(formula, display=display, macros=macros_of(translator.config))
    except ValueError as error:
        builder = translator.builder
        line = node.line or getattr(node.parent, "line", None)
        place = page_place(builder.env, builder.current_docname, line)
        warn(Problem(place, "broken-formula", f"the formula {formula!r} cannot be read: {error}"))
        return f"<code>{escape(formula)}</code>"


def add_math(app: Sphinx) -> None:
    """Announce the renderer."""
    app.add_html_math_renderer(RENDERER, (_visit_math, None), (_visit_block, None))
