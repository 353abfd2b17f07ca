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
from itertools import chain, groupby, zip_longest
from typing import Final

from kit.catalogues import digest_of, is_own, untold_texts

_PIECE: Final = re.compile(
    r"<(script|style|textarea)\b.*?</\1\s*>|<!--.*?-->"
    r"|(<(title|option)\b[^>]*)>([^<]*)(?=</\3\s*>)|<[^>]*>|([^<]+)",
    re.DOTALL | re.IGNORECASE,
)
"""A piece of a page: what is no text, what takes text alone, a tag, or a text."""
_NAMED: Final = re.compile(
    r"(<(?:a|button|img|input|svg)\b)(?![^>]*\slang=)"
    r"""(?=[^>]*\s(?:alt|aria-label|placeholder)=(?:"([^">]*)"|'([^'>]*)'))""",
    re.IGNORECASE,
)
"""A tag with a name in place of its content, and the name. That of a list or a part of the page is
no such name: whatever language it is said to be in, all that is in it would be in, too."""
_PLACEHOLDER: Final = re.compile(r"\$?\{\w+\}|%\(\w+\)[sd]")
_NUMBER: Final = re.compile(r"%\(\w+\)d|\{(?:n|k|people|total)\}")
_SENTENCE: Final = re.compile(r"(?<=[.:?!]) ")
_FEWEST: Final = 3
"""Letters without which a text with something filled in could be any text."""


@dataclass(frozen=True, slots=True)
class English:
    """Texts that stand in English on pages in another language."""

    whole: frozenset[str]
    filled: re.Pattern[str] | None
    texts: tuple[str, ...] = ()
    """The same as they are in the code, with what is filled in by name."""

    def marked(self, html: str) -> str:
        """Return a page in which each of the texts says that it is English.

        A title and a choice hold no elements: they are English as a whole, or left as they are.
        """
        return _PIECE.sub(self._piece, html)

    def _piece(self, piece: re.Match[str]) -> str:
        if piece[5]:
            return self._text(piece[5])
        named = _NAMED.match(piece[0])
        if named and self._knows(_words(named[2] or named[3] or "")):
            return f'{named[1]} lang="en"{piece[0][named.end() :]}'
        if piece[4] and "lang=" not in piece[2] and self._knows(_words(piece[4])):
            return f'{piece[2]} lang="en">{piece[4]}'
        return piece[0]

    def _text(self, text: str) -> str:
        words = _words(text)
        if not words:
            return text
        inner = text.strip()
        if self._knows(words):
            return text.replace(inner, f'<span lang="en">{inner}</span>', 1)
        sentences = _SENTENCE.split(" ".join(inner.split()))
        runs = [
            (known, " ".join(run))
            for known, run in groupby(sentences, lambda sentence: self._knows(_words(sentence)))
        ]
        if not any(known for known, _ in runs):
            return text
        said = (f'<span lang="en">{run}</span>' if known else run for known, run in runs)
        return text.replace(inner, " ".join(said), 1)

    def _knows(self, words: str) -> bool:
        return words in self.whole or bool(self.filled and self.filled.fullmatch(words))


def _words(text: str) -> str:
    return " ".join(unescape(text).split()).rstrip(":")


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
    found = (*untold_texts(language), *more)
    if not found:
        return None
    texts = dict.fromkeys(part for text in found for part in _parts(" ".join(text.split())))
    whole = frozenset(text.rstrip(":") for text in texts if not _PLACEHOLDER.search(text))
    patterns = [
        _pattern(text.rstrip(":"))
        for text in texts
        if _PLACEHOLDER.search(text) and len(_PLACEHOLDER.sub("", text)) >= _FEWEST
    ]
    return English(whole, re.compile("|".join(patterns)) if patterns else None, found)


def _pattern(text: str) -> str:
    """Return what finds a text with something filled in: a number where it can be nothing else."""
    filled = [r"\d+" if _NUMBER.fullmatch(one) else ".+?" for one in _PLACEHOLDER.findall(text)]
    said = [re.escape(part) for part in _PLACEHOLDER.split(text)]
    return "".join(chain.from_iterable(zip_longest(said, filled, fillvalue="")))


def _parts(text: str) -> list[str]:
    """Return a text and its sentences: on a page they may stand among others."""
    return [text, *(sentence for sentence in _SENTENCE.split(text) if " " in sentence)]
