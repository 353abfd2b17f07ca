"""``margin``: a note beside the text, which Jupyter Book's theme brings along."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst.directives.body import Sidebar
from sphinx.application import Sphinx
from sphinx.util.docutils import is_directive_registered


class Margin(Sidebar):
    """A sidebar whose title may be missing."""

    required_arguments = 0
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the note, marked as one for the margin."""
        self.arguments = self.arguments or [""]
        found: list[nodes.Node] = super().run()  # type: ignore[no-untyped-call]  # docutils'
        for node in found:
            if isinstance(node, nodes.sidebar):
                node["classes"].append("margin")
                if not node[0].astext():
                    node.pop(0)
        return found


def on_config_inited(app: Sphinx, _config: object) -> None:
    """Announce the directive, unless the theme has done so."""
    if not is_directive_registered("margin"):
        app.add_directive("margin", Margin)
