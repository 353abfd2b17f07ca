"""Footnotes stand at the end of the page."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform


class FootnotesLast(SphinxTransform):
    """Put the line above the footnotes, and them, at the end of the page's own section.

    MyST-Parser puts them into its last subsection, from version 4 on behind all sections.
    """

    default_priority = 625  # after MyST-Parser's at 623, before docutils looks at lines at 830

    def apply(self, **kwargs: object) -> None:
        """Move them."""
        sections = [node for node in self.document.children if isinstance(node, nodes.section)]
        lines = [
            node
            for node in self.document.findall(nodes.transition)
            if "footnotes" in node["classes"]
        ]
        for line in lines if sections else ():
            parent = line.parent
            at = parent.index(line)
            found = parent.children[at:]
            del parent[at:]
            sections[-1].extend(found)
