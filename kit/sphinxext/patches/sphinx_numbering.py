"""Number sections and figures without reading every page again.

After each build, however small, Sphinx walks the whole tree of every page to count its figures;
to read 240 trees takes longer than everything else together. What it looks at on the way, and
nothing else, is kept with the environment.

Measured with Sphinx 7.4.7, processor's time of a build of one language, 60 generated pages: 13 %
where one page has changed, 5 to 9 % where nothing has (two and three pairs). Smallest case:
``TocTreeCollector.assign_figure_numbers`` calls ``get_doctree`` for every page.

Its other reason is a promise: chapters are counted on from one numbered part of the contents to the
next, as Jupyter Book does; what shows it is in ``tests/e2e/test_jupyter_book_features.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from docutils import nodes
from sphinx.addnodes import compact_paragraph, toctree
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector

from kit.patches.versions import holds
from kit.sphinxext.config import KitConfig
from kit.sphinxext.incremental.outdated_pages import domain_of

SPHINX: Final = ">=7.4,<10"
LOST: Final = "chapters are counted anew in each part"


def outline(doctree: nodes.Element, env: BuildEnvironment) -> nodes.Element:
    """Return a copy with only the sections, trees and numbered things of a page."""
    copy = nodes.Element()
    for node in doctree.children:
        if isinstance(node, nodes.section):
            section = nodes.section(ids=list(node["ids"]))
            section += outline(node, env).children
            copy += section
        elif isinstance(node, toctree) or _is_counted(node, env):
            copy += node.deepcopy()
        elif isinstance(node, nodes.Element):
            copy += outline(node, env).children
    return copy


def _is_counted(node: nodes.Node, env: BuildEnvironment) -> bool:
    return any(domain.get_enumerable_node_type(node) for domain in env.domains.values())


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the outline of the page that was read."""
    if app.config.numfig or app.env.docname in app.env.numbered_toctrees:
        domain_of(app.env).data["outlines"][app.env.docname] = outline(doctree, app.env)


def on_config_inited(app: Sphinx, _config: object) -> None:
    """Put ourselves in the place of Sphinx's own numbering."""
    if not holds("sphinx", SPHINX):
        return
    for listener in list(app.events.listeners.get("env-get-updated", ())):
        collector = getattr(listener.handler, "__self__", None)
        if type(collector) is TocTreeCollector:
            app.disconnect(listener.id)
            app.connect("doctree-read", on_doctree_read)
            app.connect(
                "env-get-updated",
                lambda app, env, collector=collector: _renumbered(app, env, collector),
            )


def _renumbered(app: Sphinx, env: BuildEnvironment, collector: TocTreeCollector) -> list[str]:
    """Count, but in outlines; return the pages whose numbers have changed.

    Sphinx begins anew with each numbered tree. Unless the author wants that, chapters are counted
    on from tree to tree, as Jupyter Book does.
    """
    with _outlines(env):
        if KitConfig.of(app.config).numbered_on:
            return Chapters(env).number() + collector.assign_figure_numbers(env)
        return collector.get_updated_docs(app, env)


class Chapters:
    """Numbers for the sections below all numbered trees of a book, in one run."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._before = env.toc_secnumbers
        self._known: set[str] = set()
        self._changed: list[str] = []

    def number(self) -> list[str]:
        """Give each section its number anew, and return the pages whose numbers have changed."""
        env, chapter = self._env, 0
        env.toc_secnumbers = {}
        # By name, which is the order in which Jupyter Book reads and counts them.
        for page in sorted(env.numbered_toctrees & env.tocs.keys()):
            self._known.add(page)
            for tree in env.get_doctree(page).findall(toctree):
                if tree.get("numbered"):
                    numbers = [chapter]
                    self._number_tree(tree, tree["numbered"], numbers)
                    chapter = numbers[0]
        return self._changed

    def _number_tree(self, tree: toctree, depth: int, numbers: list[int]) -> None:
        """Give the pages of a tree their numbers.

        :param depth: how many levels still get a number.
        :param numbers: the last number on each level down to this one; it goes on.
        """
        env = self._env
        pages = [page for _, page in tree["entries"]] if depth > 0 else []
        for page in pages:
            if page in self._known or page not in env.tocs:
                continue
            self._known.add(page)
            found: dict[str, Any] = {}
            env.toc_secnumbers[page] = found
            self._number_list(env.tocs[page], depth, numbers, found)
            first = next(iter(found.values()), None)
            env.titles[page]["secnumber"] = list(first) if first else None
            if found != self._before.get(page):
                self._changed.append(page)

    def _number_list(
        self, contents: nodes.Element, depth: int, numbers: list[int], found: dict[str, Any]
    ) -> None:
        """Give the sections of a page, and the trees that stand among them, their numbers."""
        for node in contents.children:
            if isinstance(node, nodes.bullet_list):
                self._number_list(node, depth - 1, [*numbers, 0], found)
            elif isinstance(node, toctree):
                self._number_tree(node, depth, numbers)
            elif isinstance(node, compact_paragraph):
                # A chapter is a page: a further title on it has the number of the first.
                if len(numbers) > 1 or not found:
                    numbers[-1] += 1
                link: Any = node.children[0]
                found[link["anchorname"]] = tuple(numbers) if depth > 0 else None
                link["secnumber"] = list(numbers) if depth > 0 else None
            elif isinstance(node, nodes.Element):
                self._number_list(node, depth, numbers, found)


@contextmanager
def _outlines(env: BuildEnvironment) -> Iterator[None]:
    """Let the environment give a page's outline in place of its tree."""
    known, whole = domain_of(env).data["outlines"], env.get_doctree
    env.get_doctree = lambda page: known.get(page) or whole(page)  # type: ignore[method-assign, assignment]  # as much of it as is looked at
    try:
        yield
    finally:
        del env.get_doctree
