r"""Numbers of equations: Sphinx counts formulas, LaTeX counts lines; here both are one count.

A formula has one number, as Sphinx counts. An environment of which a line carries ``\label``,
``\tag`` or ``\nonumber`` is numbered line by line, as in LaTeX.
"""

from __future__ import annotations

import re
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from kit.sphinxext.formulas.lines import Line, has_marks, is_starred, lines_of

LINES: Final = "kit_lines"
"""On a formula: for each of its lines the id of its number, or its tag, or neither."""
COUNTED: Final = "kit_counted"
"""On a formula without words: it stands for one line of the next one, so that Sphinx counts it."""

_BY_LOT: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class NumberEquations(SphinxTransform):
    """Give labels to formulas and their lines, and count them in their order.

    MyST-Parser draws the labels of environments by lot; no two builds would be the same.
    """

    default_priority = 5

    def apply(self, **kwargs: object) -> None:
        """Name and count the equations of a page."""
        self._drawn = 0
        self._named = 0
        before = list(self.document.findall(nodes.math_block))
        for block in before:
            label = str(block.get("label") or "")
            by_lot = _BY_LOT.fullmatch(label) is not None
            if has_marks(block.astext()) and (by_lot or not label):
                self._number(block, by_lot=by_lot)
            elif by_lot:
                self._drop_label(block)
                self._name(block, self._new_label())
        self._count()

    def _number(self, block: nodes.math_block, *, by_lot: bool) -> None:
        try:
            lines = lines_of(block.astext())
        except ValueError:
            return  # the renderer says what is wrong
        counted = by_lot and not is_starred(block.astext())
        if by_lot:
            self._drop_label(block)
        if len(lines) == 1 and not lines[0].tag:
            if not lines[0].mute and (lines[0].label or counted):
                self._name(block, lines[0].label or self._new_label())
            return
        block[LINES] = [self._line(block, line, counted=counted) for line in lines]

    def _line(self, block: nodes.math_block, line: Line, *, counted: bool) -> tuple[str, str]:
        """Return the id and the tag of a line; one without tag is counted by a node of its own."""
        if line.tag:
            if not line.label:
                return "", line.tag
            domain = self.env.get_domain("math")
            domain.note_equation(self.env.docname, line.label, location=block)  # type: ignore[attr-defined]
            number = line.tag.removeprefix("(").removesuffix(")")
            domain.data["objects"][line.label] = (self.env.docname, number)
            return nodes.make_id(f"equation-{line.label}"), line.tag
        if line.mute or not (line.label or counted):
            return "", ""
        counter = nodes.math_block("", "", number=None, nowrap=False)
        counter[COUNTED] = True
        counter.source, counter.line = block.source, block.line
        self._name(counter, line.label or self._new_label())
        parent = block.parent
        parent.insert(parent.index(block), counter)
        return str(counter["ids"][0]), ""

    def _new_label(self) -> str:
        self._drawn += 1
        return f"{self.env.docname}:{self._drawn}"

    def _name(self, block: nodes.math_block, label: str) -> None:
        domain: Any = self.env.get_domain("math")
        domain.note_equation(self.env.docname, label, location=block)
        own = label.startswith(f"{self.env.docname}:")
        name = f"equation-{label.rpartition(':')[2]}" if own else nodes.make_id(f"equation-{label}")
        block["label"] = label
        block["docname"] = self.env.docname
        block["number"] = domain.get_equation_number_for(label)
        block["ids"].append(name)
        self.document.ids[name] = block
        self._named += 1

    def _drop_label(self, block: nodes.math_block) -> None:
        label = block["label"]
        self.env.get_domain("math").data["objects"].pop(label, None)
        block["label"] = block["number"] = None
        name = nodes.make_id(f"equation-{label}")
        target = self.document.ids.pop(name, None)
        if target is not None and target.parent is not None:
            target.parent.remove(target)

    def _count(self) -> None:
        """Count the equations in their order: labels were given in two rounds."""
        if not self._named:
            return
        equations = self.env.get_domain("math").data["objects"]
        blocks = self.document.findall(nodes.math_block)
        for number, block in enumerate((one for one in blocks if one.get("label")), 1):
            block["number"] = number
            equations[block["label"]] = (self.env.docname, number)


def on_env_check_consistency(_app: Sphinx, env: BuildEnvironment) -> None:
    """Tell Sphinx the numbers of equations that have tags: it looks for counts only.

    Not earlier: it would take them for counts that have changed, and write their pages anew.
    """
    for label, (docname, number) in env.get_domain("math").data["objects"].items():
        if isinstance(number, str):
            counts = env.toc_fignumbers.setdefault(docname, {}).setdefault("displaymath", {})
            counts[nodes.make_id(f"equation-{label}")] = (number,)  # type: ignore[assignment]
