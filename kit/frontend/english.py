"""Words of the kit that nobody has translated, marked on a page as the English that they are.

So asks WCAG 3.1.2, and a screen reader says them in English. It concerns languages that the kit
lacks and that are not translated as a whole; those of the kit itself are complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Final

from kit.catalogues import digest_of, is_own, untold_texts

_PIECE: Final = re.compile(
    r"<(script|style|title|option|textarea)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>|([^<]+)",
    re.DOTALL | re.IGNORECASE,
)
"""A piece of a page: what takes no element inside it, a tag, or a text."""
_PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_FEWEST: Final = 3
"""Letters without which a text with something filled in could be any text."""


@dataclass(frozen=True, slots=True)
class English:
    """Texts that stand in English on pages in another language."""

    whole: frozenset[str]
    filled: re.Pattern[str] | None

    def marked(self, html: str) -> str:
        """Return a page in which each of the texts says that it is English."""
        return _PIECE.sub(lambda piece: self._text(piece[2]) if piece[2] else piece[0], html)

    def _text(self, text: str) -> str:
        words = " ".join(unescape(text).split()).rstrip(":")
        known = words in self.whole or (self.filled is not None and self.filled.fullmatch(words))
        if not words or not known:
            return text
        inner = text.strip()
        return text.replace(inner, f'<span lang="en">{inner}</span>', 1)


def english(language: str, more: Iterable[str] = ()) -> English | None:
    """Return what marks English on pages in this language; none if there is nothing to mark.

    :param more: further texts that are in English there.
    """
    return None if is_own(language) else _english(language, digest_of(language), tuple(more))


def mark_english(html: str, language: str) -> str:
    """Return a page with its English marked, if its language is not translated as a whole."""
    found = english(language)
    return html if found is None else found.marked(html)


@lru_cache(maxsize=8)
def _english(language: str, _digest: str, more: tuple[str, ...]) -> English | None:
    texts = [" ".join(text.split()) for text in (*untold_texts(language), *more)]
    whole = frozenset(text for text in texts if not _PLACEHOLDER.search(text))
    patterns = [
        ".+?".join(re.escape(part) for part in _PLACEHOLDER.split(text))
        for text in texts
        if _PLACEHOLDER.search(text) and len(_PLACEHOLDER.sub("", text)) >= _FEWEST
    ]
    if not texts:
        return None
    return English(whole, re.compile("|".join(patterns)) if patterns else None)
