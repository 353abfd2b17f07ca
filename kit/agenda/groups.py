"""In groups of how many a number of people work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kit.model import Method

_SIZE: Final[Mapping[Method, int]] = {
    Method.ALONE: 1,
    Method.PAIRS: 2,
    Method.THREES: 3,
    Method.FOURS: 4,
    Method.GROUPS: 5,
}
"""``groups`` are of five: in larger ones somebody stays silent."""


def group_sizes(people: int, method: Method) -> list[int]:
    """Return the size of each group, the larger ones first.

    As close to the wanted size as can be, with sizes that differ by one at most; nobody is left
    alone, and no group is more than one short.

    :param people: those who take part, at least one.
    :returns: one group of all where a method has no groups.
    """
    size = _SIZE.get(method, people)
    count = max(1, (2 * people + size) // (2 * size))
    while count > 1 and people // count < max(size - 1, min(size, 2)):
        count -= 1
    small, larger = divmod(people, count)
    return [small + 1] * larger + [small] * (count - larger)
