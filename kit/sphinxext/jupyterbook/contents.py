"""The contents of ``_toc.yml`` put into the pages, as sphinx-external-toc does it.

That extension looks for other applications' objects in memory and is not safe in parallel, so
``kit build`` reads the same file with its parser and does the rest here; under
``jupyter-book build`` it is loaded and this module keeps quiet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from kit.sphinxext.config import KitConfig
from kit.sphinxext.patches import sphinx_numbering


class ContentsHere(nodes.Element):
    """Marks where the list of a page's own pages is shown."""


class ContentsDirective(SphinxDirective):
    """``tableofcontents``: the pages below this one."""

    def run(self) -> list[nodes.Node]:
        """Return the mark."""
        return [ContentsHere()]


class InsertContents(SphinxTransform):
    """Give each page the part of the contents that lies below it."""

    default_priority = 5  # before translation (10, 20), which translates captions, too

    def apply(self, **kwargs: object) -> None:
        """Insert the trees at their mark, or hidden at the end of the page."""
        contents = KitConfig.of(self.config).contents or {}
        marks = list(self.document.findall(ContentsHere))
        here = contents.get(self.env.docname, ())
        trees = [self._tree(tree, hidden=tree["hidden"] and not marks) for tree in here]
        for mark in marks:
            mark.replace_self(trees if mark is marks[0] else [])
        if not marks and trees:
            last = self.document.children[-1] if self.document.children else self.document
            (last if isinstance(last, nodes.section) else self.document).extend(trees)

    def _tree(self, tree: Mapping[str, Any], *, hidden: bool) -> nodes.compound:
        # Entries of a page that is not there are the business of `kit check`.
        entries = [
            (title, target)
            for title, target in tree["entries"]
            if target in self.env.found_docs or "://" in target
        ]
        node = toctree(
            "",
            parent=self.env.docname,
            entries=entries,
            includefiles=[target for _, target in entries if target in self.env.found_docs],
            maxdepth=tree["maxdepth"],
            caption=tree["caption"],
            rawcaption=tree["caption"] or "",
            glob=False,
            hidden=hidden,
            includehidden=False,
            numbered=tree["numbered"],
            titlesonly=tree["titlesonly"],
        )
        node.source, node.line = self.document["source"], 1
        return nodes.compound("", node, classes=["toctree-wrapper"])


def on_env_get_updated(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that have lost their number, which Sphinx would leave as they were."""
    env_data: Any = env
    before: set[str] = getattr(env_data, "kit_numbered", set())
    now = {page for page, numbers in env.toc_secnumbers.items() if numbers.get("")}
    env_data.kit_numbered = now
    lost = {page for page in before - now if page in env.titles}
    for page in lost:
        env.titles[page].attributes.pop("secnumber", None)
        for reference in env.tocs[page].findall(nodes.reference):
            reference.attributes.pop("secnumber", None)
    shown = {other for page in lost for other in env.files_to_rebuild.get(page, ())}
    return sorted(lost | shown)


def on_config_inited(app: Sphinx, config: object) -> None:
    """Take over the contents if they were handed to us."""
    if KitConfig.of(app.config).contents is not None:
        app.add_directive("tableofcontents", ContentsDirective)
        app.add_transform(InsertContents)
        app.connect("env-get-updated", on_env_get_updated, priority=800)
        sphinx_numbering.on_config_inited(app, config)
