"""MyST's documents: a new one for each text, and docutils' settings found out only once.

For each text that it reads, MyST-Parser makes a document that it throws away, and another one for
each ``{eval-rst}`` block. Nearly all of the time goes into docutils' default settings, which are
the same each time. Only they may be kept: a document that is kept gathers what every block puts
into it, and shows it all in the next one.

MyST-Parser 3 to 5, ``DocutilsRenderer.setup_render``: the default of ``options.get("document",
make_document())`` is made even where the document is given.

Measured with Sphinx 7.4.7 and MyST-Parser 3.0.1, processor's time of this book's translated
language, cold, five pairs: without it 11 % more (1 to 23).
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any, Final

from docutils.frontend import get_default_settings
from docutils.nodes import document
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from myst_parser.mdit_to_docutils import base

from kit.patches.versions import holds

MYST: Final = ">=3,<6"
LOST: Final = "the build takes longer"


def make_fresh_documents() -> None:
    """Let MyST make its documents here."""
    if holds("myst-parser", MYST):
        base.make_document = make_document


def make_document(source_path: str = "notset", parser_cls: Any = Parser) -> document:
    """Return a new document with the default settings of a parser."""
    return new_document(source_path, settings=deepcopy(_settings(parser_cls)))


@cache
def _settings(parser: Any) -> Any:
    return get_default_settings(parser)
