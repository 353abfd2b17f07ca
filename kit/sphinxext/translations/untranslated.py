"""Texts that are shown in the source language: they say so, and each page counts them."""

from __future__ import annotations

from typing import Final

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from kit.frontend import SOURCE_LANGUAGE_CLASS
from kit.model import Untranslated
from kit.sphinxext.incremental.outdated_pages import domain_of
from kit.sphinxext.loaded import loaded
from kit.sphinxext.pages.nodes import KitHtml, language_classes

_NOTHING: Final = {"total": 0}
_SPEECHLESS: Final = (nodes.math_block, nodes.literal_block, nodes.image, toctree)
"""What Sphinx offers for translation and is in no language, or has no text on the page to mark.

Of a tree it says that it is untranslated even where every caption is translated.
"""


class MarkUntranslated(SphinxTransform):
    """Give untranslated prose its language, and note how many texts of the page are in it."""

    default_priority = 955  # after Sphinx's own marks at 950, and so after everything is in place

    def apply(self, **kwargs: object) -> None:
        """Mark the page."""
        book = loaded(self.env)
        if not book.is_translation:
            return
        for node in self._untranslated():
            node["classes"] += language_classes(Untranslated("", book.book.language))
        missing = sum(_marks(node) for node in self.document.findall(nodes.Element))
        if missing:
            domain_of(self.env).data["untranslated"][self.env.docname] = missing

    def _untranslated(self) -> list[nodes.Element]:
        if (self.document.get("translation_progress") or _NOTHING)["total"]:
            return [
                node
                for node in self.document.findall(nodes.Element)
                if node.get("translated") is False and not isinstance(node, _SPEECHLESS)
            ]
        # The page has no catalogue at all.
        return [
            node for node, _ in extract_messages(self.document) if not isinstance(node, _SPEECHLESS)
        ]


def _marks(node: nodes.Element) -> int:
    """Return how many texts a node itself shows in the source language."""
    if isinstance(node, KitHtml):
        return str(node["html"]).count(f'class="{SOURCE_LANGUAGE_CLASS}"')
    return int(SOURCE_LANGUAGE_CLASS in node.get("classes", ()))
