"""Translated paragraphs: each is parsed by itself, in less time and with its footnotes.

Sphinx gives each to a parser made for it alone, which takes half the time of a translated book. So
those that are plain words are not parsed at all, and the others share one parser.
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

from kit.sphinxext.plain_text import is_plain

_FOOTNOTE: Final = re.compile(r"\[\^([^\]\s]+)\]")


def mend_paragraphs(app: Sphinx) -> None:
    """Let translated paragraphs share a parser, and have footnotes.

    MyST-Parser 3.0 knows a footnote only if its text stands in the same source, and Sphinx
    parses each translated paragraph by itself. So the paragraph gets empty texts to parse;
    Sphinx then takes the first paragraph and leaves them behind.
    """
    if not hasattr(base.make_document, "cache_info"):
        # For each text it makes a document that it throws away, with all settings of docutils.
        base.make_document = cache(base.make_document)
    for name in ("markdown", "myst-nb"):
        parser: Any = app.registry.source_parsers.get(name)
        if parser is not None and not getattr(parser, "kit_paragraphs", False):
            app.add_source_parser(_mended(parser), override=True)


def _mended(parser: Any) -> Any:
    class Parser(parser):  # type: ignore[misc]  # the class is chosen when the program runs
        kit_paragraphs = True
        kit_reader: ClassVar[MarkdownIt | None] = None

        def parse(self, inputstring: str, document: nodes.document) -> None:
            if str(document["source"]).endswith("<translated>"):
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


def _paragraph(text: str, document: nodes.document) -> nodes.paragraph:
    found = nodes.paragraph(text, text)
    found.source, found.line = document["source"], 1
    return found
