"""A node for the kit's HTML: pages get it whole, the search and other builders get its text."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.application import Sphinx

from kit.frontend import SOURCE_LANGUAGE_CLASS
from kit.model import Untranslated
from kit.sphinxext.pages.links import resolved_html

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

_UNREAD: Final = frozenset({"script", "style", "svg", "template"})
_BLOCKS: Final = frozenset(
    """
    address article aside blockquote dd div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td
    tfoot th thead tr ul
    """.split()  # noqa: SIM905 - a list of forty strings is harder to read
)


class KitHtml(nodes.General, nodes.Element):
    """HTML of ours; its child says the same as plain text, which is what the search reads.

    One child, since every transform looks at every node. Builders of other formats get
    paragraphs, see :func:`on_doctree_resolved`.

    The attribute ``html`` still has links such as ``kit:role/leader``; they are resolved when
    the page is written, since only then every page's place is known.
    """


def kit_html(html: str) -> KitHtml:
    """Return a node that shows ``html``."""
    node = KitHtml(html=html)
    # A paragraph without a source is nobody's prose: gettext does not offer it to translators.
    node += nodes.paragraph("", "\n".join(paragraphs(html)))
    return node


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Give builders of other formats the text in paragraphs."""
    if app.builder.format != "html":
        for node in doctree.findall(KitHtml):
            node.children = []
            node += [nodes.paragraph("", text) for text in paragraphs(node["html"])]


def language_classes(text: str) -> list[str]:
    """Return the classes of a node that shows a text; docutils makes the second one ``lang``."""
    if not isinstance(text, Untranslated):
        return []
    return [SOURCE_LANGUAGE_CLASS, f"language-{text.language}"]


def paragraphs(html: str) -> list[str]:
    """Return the text of ``html``, one entry a block, without scripts and drawings.

    >>> paragraphs("<h3>Look <em>back</em></h3><ul><li>One</li><li>Two</li></ul>")
    ['Look back', 'One', 'Two']
    """
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return reader.finished()


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[str] = []
        self._current: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._unread += 1
        elif tag in _BLOCKS or tag == "br":
            self._end_block()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS or tag == "br":
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread -= 1
        elif tag in _BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._current.append(data)

    def finished(self) -> list[str]:
        self._end_block()
        return self._found

    def _end_block(self) -> None:
        text = " ".join("".join(self._current).split())
        if text:
            self._found.append(text)
        self._current = []


def _visit_html(translator: HTML5Translator, node: KitHtml) -> None:
    translator.body.append(resolved_html(translator.builder, node["html"]))
    raise nodes.SkipNode


def _visit_children(translator: nodes.NodeVisitor, node: KitHtml) -> None:
    """Let the builder show the paragraphs."""


def _depart(translator: nodes.NodeVisitor, node: KitHtml) -> None:
    """Nothing is left open."""


def add_nodes(app: Sphinx) -> None:
    """Announce the node and how each builder shows it."""
    others = (_visit_children, _depart)
    app.add_node(
        KitHtml,
        html=(_visit_html, None),
        latex=others,
        text=others,
        man=others,
        texinfo=others,
    )
