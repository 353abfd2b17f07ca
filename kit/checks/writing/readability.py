"""Count words and sentences, and how hard a text is to read by the LIX.

The LIX (*läsbarhetsindex*) is C. H. Björnsson's, *Läsbarhet* (Stockholm: Liber, 1968): words a
sentence plus long words a hundred, a long word having more than six letters. Björnsson counts the
signs on the page and not the grammar, and so do we:

- A word is what stands between spaces, dashes and slashes and has a letter or a digit. Hyphens
  and stops inside it belong to it. Only letters make it long.
- A sentence ends at ``.``, ``:``, ``!``, ``?`` or ``…`` unless the next word begins with a small
  letter ("f.eks. slik", "2. juni"), at a blank line, and where the text ends. A stop after an
  initial, or between an abbreviation and a number ("kl. 12"), ends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Final

LONG_WORD: Final = 6
"""A word with more letters than this is long."""

_WORD: Final = re.compile(r"[^\W_](?:[^\s–—/]*[^\W_])?")
_ENDS: Final = re.compile(r"[.:!?…]|\n\s*\n")
_BLANK_LINE: Final = re.compile(r"\n\s*\n")
_NUMBER_FOLLOWS: Final = frozenset(
    {"ca", "jf", "jfr", "kap", "kl", "no", "nr", "p", "pkt", "s", "tel", "tlf"}
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence stands in its text, and how many words it has."""

    start: int
    end: int
    words: int
    long_words: int


@lru_cache(maxsize=1 << 16)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text; those of a text that was seen before are known.

    >>> [(s.words, s.long_words) for s in sentences("Vi møtes kl. 12. Da snakker vi sammen!")]
    [(4, 0), (4, 1)]
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    start, words, long_words = 0, 0, 0
    found = list(_WORD.finditer(text))
    for word, following in zip_longest(found, found[1:]):
        begin, end = word.span()
        if words == 0:
            start = begin
        words += 1
        if end - begin > LONG_WORD:
            long_words += _is_long(word.group())
        # Most words have nothing but a space, a dash or a slash after them, which ends nothing.
        if following is None or (following.start() - end > 1 and _ends(word, following)):
            yield Sentence(start, end, words, long_words)
            words = long_words = 0


def lix(counted: Iterable[Sentence]) -> int | None:
    """Return the LIX of some sentences, rounded to a whole number; none if there is no sentence.

    >>> lix(sentences("Vi lærer av hverandre. Medarbeiderne spør og svarer."))
    29
    """
    listed = list(counted)
    words = sum(sentence.words for sentence in listed)
    if not words:
        return None
    long_words = sum(sentence.long_words for sentence in listed)
    return round(words / len(listed) + 100 * long_words / words)


def _is_long(word: str) -> bool:
    """Return whether enough of a word's signs, of which there are enough, are letters."""
    return word.isalpha() or sum(map(str.isalpha, word)) > LONG_WORD


def _ends(word: re.Match[str], following: re.Match[str]) -> bool:
    """Return whether a sentence ends between a word and the one that follows."""
    gap = word.string[word.end() : following.start()]
    if not _ENDS.search(gap):
        return False
    if _BLANK_LINE.search(gap):
        return True
    if following.group()[0].islower():
        return False
    if gap.strip() != ".":
        return True
    initial = len(word.group()) == 1 and word.group().isupper()
    numbered = following.group()[0].isdigit() and word.group().lower() in _NUMBER_FOLLOWS
    return not (initial or numbered)
