"""What a page of Markdown points to: links, images, roles, directives, and the names in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kit.checks.markdown.reader import Reader, parser
from kit.checks.markdown.spots import Markup

_MARKED: Final = re.compile(r"[*_`\[\]{}<>\\&$!]")


def read_markup(text: str) -> Markup:
    """Return what a page points to; never raises, whatever the text is.

    The same text gives the same object: it is for reading only.
    """
    return read_texts((text,))


@lru_cache(maxsize=2048)
def blocks_of(text: str) -> list[str]:
    """Return the texts of a page as translators get them, in order."""
    return [block.source for block in read_markup(text).blocks]


def read_texts(texts: tuple[str, ...]) -> Markup:
    """Return what several texts point to that follow each other, such as the cells of a notebook.

    What one of them begins ends with it. Lines count through, as in all texts joined.
    """
    markup = Markup()
    lines = "\n".join(texts).split("\n")
    first = 0
    for text in texts:
        Reader(lines, markup).read(text, first, 0)
        first += text.count("\n") + 1
    return markup


def text_of(markdown: str) -> str:
    """Return one block of Markdown as a reader sees it.

    >>> text_of("Les [om *rollene*](roles.md) før `kit check`.")
    'Les om rollene før .'
    """
    if not is_marked(markdown):
        return markdown
    return "".join(block.text for block in read_block(markdown).blocks)


def is_marked(markdown: str) -> bool:
    """Return whether a block of Markdown has anything but words."""
    return _MARKED.search(markdown) is not None


@lru_cache(maxsize=1 << 14)
def read_block(markdown: str) -> Markup:
    """Return what one block points to, such as a translation; for reading only."""
    markup = Markup()
    reader = Reader(markdown.split("\n"), markup)
    for token in parser().parseInline(markdown):
        reader.read_inline(token)
    return markup
