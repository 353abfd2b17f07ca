"""Labels for formulas of amsmath: MyST-Parser draws them by lot, so no two builds are the same."""

from __future__ import annotations

import re
from typing import Final

from docutils import nodes
from sphinx.transforms import SphinxTransform

_BY_LOT: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class LabelFormulas(SphinxTransform):
    """Count the formulas of a page instead."""

    default_priority = 5

    def apply(self, **kwargs: object) -> None:
        """Rename labels and targets."""
        equations = self.env.get_domain("math").data["objects"]
        targets = {
            name: node for node in self.document.findall(nodes.target) for name in node["ids"]
        }
        count = 0
        for block in self.document.findall(nodes.math_block):
            drawn = str(block.get("label") or "")
            if not _BY_LOT.fullmatch(drawn):
                continue
            count += 1
            block["label"] = f"{self.env.docname}:{count}"
            equations[block["label"]] = equations.pop(drawn)
            before, after = f"equation-{drawn}", f"equation-{count}"
            target = targets.get(before)
            if target is not None:
                target["ids"] = [after]
                self.document.ids[after] = self.document.ids.pop(before)
