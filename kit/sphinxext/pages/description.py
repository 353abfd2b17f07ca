"""What a page is about, in the words of its first paragraph: for the lists of search engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from docutils import nodes

from kit.frontend import SOURCE_LANGUAGE_CLASS
from kit.sphinxext.pages.nodes import KitHtml

_LONGEST: Final = 160
"""Search engines cut off what is longer."""
_SHORTEST: Final = 30
"""Less is a label and says nothing about the page."""

_PARAGRAPH: Final = re.compile(r"<p\b([^>]*)>(.*?)</p>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_NOT_SAID: Final = (nodes.footnote_reference, nodes.citation_reference, nodes.system_message)
_NOT_ABOUT: Final = (nodes.Admonition, nodes.footnote, nodes.citation, nodes.sidebar, nodes.table)


def description(doctree: nodes.document) -> str:
    """Return the first paragraph of a page, shortened; empty if it has none of its own.

    A text that is still in the source language is passed over, and so are notes and tables.
    """
    texts = (" ".join(text.split()) for text in _paragraphs(doctree))
    return next((shortened(text) for text in texts if len(text) >= _SHORTEST), "")


def shortened(text: str) -> str:
    """Return a text of at most 160 characters, cut between two sentences or two words.

    >>> shortened("Short. " + "All that follows goes on for long, " * 5)
    'Short. All that follows goes on for long, All that follows goes on for long, All that follows goes on for long, All that follows goes on for long, All that…'
    """  # noqa: E501 - it is that long
    if len(text) <= _LONGEST:
        return text
    start = text[:_LONGEST]
    sentence = start.rpartition(". ")[0]
    if len(sentence) > _LONGEST // 2:
        return f"{sentence}."
    return start.rpartition(" ")[0].rstrip(" ,;:–-") + "…"


def _paragraphs(node: nodes.Element) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, KitHtml):
            yield from _words(str(child["html"]))
        elif isinstance(child, nodes.paragraph):
            if SOURCE_LANGUAGE_CLASS not in child["classes"] and not any(
                child.findall(lambda part: isinstance(part, nodes.math))
            ):
                yield "".join(_said(child))
        elif isinstance(child, nodes.Element) and not isinstance(child, _NOT_ABOUT):
            yield from _paragraphs(child)


def _said(node: nodes.Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif not isinstance(child, _NOT_SAID):
            yield from _said(child)


def _words(html: str) -> Iterator[str]:
    """Yield the paragraphs of HTML that is ours."""
    for attributes, inner in _PARAGRAPH.findall(html):
        if SOURCE_LANGUAGE_CLASS not in attributes + inner:
            yield unescape(_TAG.sub("", inner))
