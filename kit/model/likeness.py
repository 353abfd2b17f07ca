"""Whether two exercises ask nearly the same, by the wording of what they collect.

Two rounds on the same questions in the same unit, with one person more or less, tell what that
person answered. Changing one word makes no new question, so the wording is compared, not ids.

**The measure.** Each statement is folded (:func:`kit.model.folding.folded_words`) and looked at
in two ways: as the set of its words, each cut to its first letters, so that endings do not count;
and as the set of three letters in a row, without spaces, so that spacing and spelling do not
count. What stands in at least half of *both* exercises' statements ("Hos oss ...") is left out:
it tells them apart from nothing. Two statements are nearly equal if the sets share at least three
fifths of the smaller one in either way, or if they differ in one word only. The share is the
overlap coefficient, |A ∩ B| / min(|A|, |B|) (Szymkiewicz 1934, Simpson 1943); of the smaller set,
so that a statement with words added is the same one. Sets of letters in a row are the q-grams of
Ukkonen, "Approximate string-matching with q-grams and maximal matches" (1992).

Two exercises ask alike if at least half of the statements of one dimension of either one have
a nearly equal one anywhere in the other. A statement is counted if it has *any* counterpart, not
paired off: repeating, merging, moving or padding statements takes nothing away from what the
original shares.

The measure is symmetric, and every exercise asks like itself. It does not see synonyms for most
of the words, nor a translation that it is not given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kit.model.folding import folded_words

Asked = Mapping[str, Sequence[str]]
"""The statements of each dimension, by its id, in one language."""

_PREFIX: Final = 5
"""Letters of a word that count: Nordic and English endings come after them."""
_ROW: Final = 3
_SHARED: Final = 3, 5
"""The part of the smaller set that two nearly equal statements have in common.

At three fifths, of the reference book's exercises no pair shares more than a quarter of a
dimension, in Bokmål or English; a copy with three words changed in each statement is still found.
"""


@dataclass(frozen=True, slots=True)
class Shared:
    """How many statements of each dimension of two exercises stand in the other one, nearly."""

    ours: Mapping[str, int]
    theirs: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _View:
    """A statement in one of the two ways: as a set, and as that without what is common."""

    whole: AbstractSet[str]
    rest: AbstractSet[str]


_Statement = tuple[_View, _View]
"""By its words, and by its letters."""


def shared_statements(ours: Asked, theirs: Asked) -> Shared:
    """Return how many statements of each dimension the other exercise asks, too.

    >>> shared_statements({"us": ["We help each other.", "We know why.", "We have time to learn."]},
    ...                   {"a": ["We always help each other."], "b": ["We are rarely thanked."]})
    Shared(ours={'us': 1}, theirs={'a': 1, 'b': 0})
    """
    ours_read, theirs_read = _read(ours, theirs)
    near = [
        (one, other)
        for one, (_, left) in enumerate(ours_read)
        for other, (_, right) in enumerate(theirs_read)
        if _nearly_equal(left, right)
    ]
    return Shared(
        _counted(ours, ours_read, {one for one, _ in near}),
        _counted(theirs, theirs_read, {other for _, other in near}),
    )


def much_shared(shared: Mapping[str, int], asked: Asked) -> dict[str, int]:
    """Return the dimensions of one exercise of whose statements half or more are shared."""
    return {name: n for name, n in shared.items() if n and 2 * n >= len(asked[name])}


def ask_alike(ours: Asked, theirs: Asked) -> bool:
    """Return whether two exercises share half or more of a dimension of either one."""
    found = shared_statements(ours, theirs)
    return bool(much_shared(found.ours, ours) or much_shared(found.theirs, theirs))


def _read(*exercises: Asked) -> Iterator[list[tuple[str, _Statement]]]:
    """Yield the statements of each exercise with their dimensions, seen in both ways."""
    named = [[(name, text) for name in asked for text in asked[name]] for asked in exercises]
    seen = [[_seen(text) for _, text in statements] for statements in named]
    stems = [
        frozenset.intersection(*(_common([each[way] for each in one]) for one in seen))
        for way in (0, 1)
    ]
    for statements, sets in zip(named, seen, strict=True):
        yield [
            (name, (_View(words, words - stems[0]), _View(rows, rows - stems[1])))
            for (name, _), (words, rows) in zip(statements, sets, strict=True)
        ]


@lru_cache(maxsize=4096)
def _seen(text: str) -> tuple[frozenset[str], frozenset[str]]:
    words = folded_words(text)
    letters = "".join(words)
    rows = (letters[at : at + _ROW] for at in range(max(1, len(letters) - _ROW + 1)))
    return frozenset(word[:_PREFIX] for word in words), frozenset(rows)


def _common(sets: Sequence[AbstractSet[str]]) -> frozenset[str]:
    """Return what stands in at least half of some sets."""
    counts = Counter(part for each in sets for part in each)
    return frozenset(part for part, count in counts.items() if 2 * count >= len(sets))


def _nearly_equal(one: _Statement, other: _Statement) -> bool:
    words, rows = (_compared(*views) for views in zip(one, other, strict=True))
    return _much_in_common(*words) or _one_changed(*words) or _much_in_common(*rows)


def _compared(one: _View, other: _View) -> tuple[AbstractSet[str], AbstractSet[str]]:
    """Return two sets to compare: without what is common, unless one would then be empty."""
    return (one.rest, other.rest) if one.rest and other.rest else (one.whole, other.whole)


def _much_in_common(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    part, whole = _SHARED
    smaller = min(len(one), len(other))
    return one == other or whole * len(one & other) >= part * smaller > 0


def _one_changed(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    common = len(one & other)
    return common > 0 and max(len(one), len(other)) - common <= 1


def _counted(
    asked: Asked, statements: Sequence[tuple[str, _Statement]], found: AbstractSet[int]
) -> dict[str, int]:
    counts = Counter(statements[position][0] for position in found)
    return {name: counts[name] for name in asked}
