"""Prose that is shown in the source language: it says so itself, and each page counts it."""

from __future__ import annotations

from typing import Final

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from kit.sphinxext.loaded import Loaded, loaded
from kit.sphinxext.outdated import domain_of

_CLASS: Final = "kit-source-language"
_NOTHING: Final = {"total": 0}
_SPEECHLESS: Final = (nodes.math_block, nodes.literal_block, nodes.image)
"""What Sphinx offers for translation and is in no language, or has no text to mark."""


class MarkUntranslated(SphinxTransform):
    """Give untranslated prose its language, and note how many texts of the page are in it."""

    default_priority = 955  # after Sphinx's own marks at 950, and so after everything is in place

    def apply(self, **kwargs: object) -> None:
        """Mark the page."""
        book = loaded(self.env)
        if not book.is_translation:
            return
        found = self._untranslated()
        for node in found:
            # docutils turns such a class into the attribute lang.
            node["classes"] += [_CLASS, f"language-{book.book.language}"]
        domain = domain_of(self.env)
        missing = len(found) + self._missing_texts(book)
        if missing:
            domain.data["untranslated"][self.env.docname] = missing

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

    def _missing_texts(self, book: Loaded) -> int:
        needs = domain_of(self.env).data["needs"].get(self.env.docname, {})
        shown = {recipe[1] for recipe in needs if recipe[0] == "exercise"}
        return sum(
            len(keys)
            for file, keys in book.text.missing.items()
            if file.removeprefix("exercises/") in shown
        )
