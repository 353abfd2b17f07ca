"""Translated paragraphs: each is parsed by itself, in less time and with its footnotes.

Sphinx gives each to a parser made for it alone, twice: first in search of titles, then to use it.
So those that are plain words are not parsed at all, and the others share one parser, which gives
the second time what it made the first time: ``publish_msgstr`` in ``sphinx/transforms/i18n.py``.

Measured with Sphinx 7.4.7 and MyST-Parser 3.0.1, processor's time of this book's translated
language, cold, five pairs: 15 % more without the plain words (-6 to 16), 10 % more without what was
made the first time (-6 to 18), 78 % more without both and ``myst_documents`` (56 to 92).

It keeps two promises (``tests/e2e/test_translated_pages.py``): a translated paragraph has its
footnotes, and what is kept of a page is the page alone.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final

from docutils import nodes
from markdown_it import MarkdownIt
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from kit.patches.versions import holds
from kit.sphinxext.patches.plain_text import is_plain

SPHINX: Final = ">=7.4,<10"
MYST: Final = ">=3,<6"
LOST: Final = "footnotes of translated paragraphs are missing, and the build takes longer"

_FOOTNOTE: Final = re.compile(r"\[\^([^\]\s]+)\]")


def mend_paragraphs(app: Sphinx) -> None:
    """Let translated paragraphs share a parser, have footnotes, and belong to their page.

    MyST-Parser 3.0 knows a footnote only if its text stands in the same source, and Sphinx
    parses each translated paragraph by itself. So the paragraph gets empty texts to parse;
    Sphinx then takes the first paragraph and leaves them behind.
    """
    if not (holds("sphinx", SPHINX) and holds("myst-parser", MYST)):
        return
    app.add_transform(AtHome)
    for name in ("markdown", "myst-nb"):
        parser: Any = app.registry.source_parsers.get(name)
        if parser is not None and not getattr(parser, "kit_paragraphs", False):
            app.add_source_parser(_mended(parser), override=True)


class AtHome(SphinxTransform):
    """Let what was translated belong to its page.

    Else each part knows the document that it was parsed in, and through that everything that
    Sphinx knows: the page's doctree is written, and read, with all of it.
    """

    default_priority = 21  # just after Sphinx has put the translations in

    def apply(self, **kwargs: object) -> None:
        """Look at every part of the page."""
        for node in self.document.findall():
            if node.document is not None:
                node.document = self.document


class _Unused:
    """Parsed paragraphs of one page that Sphinx may have thrown away."""

    def __init__(self) -> None:
        self._page = ""
        self._found: dict[tuple[str, str], list[nodes.Node]] = {}

    def keep(self, source: str, text: str, found: list[nodes.Node]) -> None:
        """Keep what a text gave.

        :param source: page, line and a mark, with colons between them.
        """
        page = source.rsplit(":", 2)[0]
        if page != self._page:
            self._page = page
            self._found.clear()
        self._found[source, text] = list(found)

    def take(self, source: str, text: str) -> list[nodes.Node]:
        """Return what the text gave, if that was not put into the page; nothing otherwise."""
        found = self._found.pop((source, text), [])
        used = any(child.parent is not node for node in found for child in node.children)
        return [] if used else found


def _mended(parser: Any) -> Any:
    class Parser(parser):  # type: ignore[misc]  # the class is chosen when the program runs
        kit_paragraphs = True
        kit_reader: ClassVar[MarkdownIt | None] = None
        kit_unused: ClassVar[_Unused] = _Unused()

        def parse(self, inputstring: str, document: nodes.document) -> None:
            if str(document["source"]).endswith("<translated>"):
                if is_plain(inputstring):
                    document += _paragraph(inputstring, document)
                    return
                reader = self._reader(document.settings.env.myst_config)
                found = self.kit_unused.take(document["source"], inputstring)
                if found:
                    document += found
                    return
                labels = dict.fromkeys(_FOOTNOTE.findall(inputstring))
                text = inputstring + "".join(f"\n\n[^{label}]: -" for label in labels)
                reader.options["document"] = document
                reader.render(text)
                if isinstance(document.next_node(), nodes.paragraph):
                    self.kit_unused.keep(document["source"], inputstring, document.children)
                return
            super().parse(inputstring, document)

        def _reader(self, config: MdParserConfig) -> MarkdownIt:
            """Return the reader for paragraphs; it is made once a build, and has no state."""
            if Parser.kit_reader is None or Parser.kit_reader.options["myst_config"] is not config:
                Parser.kit_reader = create_md_parser(config, SphinxRenderer)
                Parser.kit_unused = _Unused()
            return Parser.kit_reader

    return Parser


def _paragraph(text: str, document: nodes.document) -> nodes.paragraph:
    found = nodes.paragraph(text, text)
    found.source, found.line = document["source"], 1
    return found
