"""Number sections and figures without reading every page again.

After each build, however small, Sphinx walks the whole tree of every page to count its figures;
to read 240 trees takes longer than everything else together. What it looks at on the way, and
nothing else, is kept with the environment.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector

from kit.sphinxext.outdated import domain_of


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
    """Count as Sphinx does, but in outlines; return the pages whose numbers have changed."""
    with _outlines(env):
        return collector.get_updated_docs(app, env)


@contextmanager
def _outlines(env: BuildEnvironment) -> Iterator[None]:
    """Let the environment give a page's outline in place of its tree."""
    known, whole = domain_of(env).data["outlines"], env.get_doctree
    env.get_doctree = lambda page: known.get(page) or whole(page)  # type: ignore[method-assign, assignment]  # as much of it as is looked at
    try:
        yield
    finally:
        del env.get_doctree
