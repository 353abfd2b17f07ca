"""Footnotes: known in translated paragraphs, too, and shown at the end of the page.

Translated paragraphs that are plain words are not parsed at all: Sphinx gives each to a parser
made for it alone, which takes half the time of a translated book.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, ClassVar, Final

from docutils import nodes
from markdown_it import MarkdownIt
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils import base
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from kit.sphinxext.plain_text import is_plain

_FOOTNOTE: Final = re.compile(r"\[\^([^\]\s]+)\]")


def _paragraph(text: str, document: nodes.document) -> nodes.paragraph:
    found = nodes.paragraph(text, text)
    found.source, found.line = document["source"], 1
    return found


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


def mend_footnotes(app: Sphinx) -> None:
    """Let translated paragraphs have footnotes.

    MyST-Parser 3.0 knows a footnote only if its text stands in the same source, and Sphinx
    parses each translated paragraph by itself. So the paragraph gets empty texts to parse;
    Sphinx then takes the first paragraph and leaves them behind.
    """
    if not hasattr(base.make_document, "cache_info"):
        # For each text it makes a document that it throws away, with all settings of docutils.
        base.make_document = cache(base.make_document)
    for name in ("markdown", "myst-nb"):
        parser: Any = app.registry.source_parsers.get(name)
        if parser is not None and not getattr(parser, "kit_footnotes", False):
            app.add_source_parser(_mended(parser), override=True)


def _mended(parser: Any) -> Any:
    class Parser(parser):  # type: ignore[misc]  # the class is chosen when the program runs
        kit_footnotes = True
        kit_reader: ClassVar[MarkdownIt | None] = None

        def parse(self, inputstring: str, document: nodes.document) -> None:
            if str(document["source"]).endswith("<translated>") and inputstring[:3] != "---":
                if is_plain(inputstring):
                    document += _paragraph(inputstring, document)
                    return
                labels = dict.fromkeys(_FOOTNOTE.findall(inputstring))
                text = inputstring + "".join(f"\n\n[^{label}]: -" for label in labels)
                reader = self._reader(document.settings.env.myst_config)
                reader.options["document"] = document
                reader.render(text)
                return
            super().parse(inputstring, document)

        def _reader(self, config: MdParserConfig) -> MarkdownIt:
            """Return the reader for paragraphs; it is made once and has no state of its own."""
            if Parser.kit_reader is None or Parser.kit_reader.options["myst_config"] is not config:
                Parser.kit_reader = create_md_parser(config, SphinxRenderer)
            return Parser.kit_reader

    return Parser
