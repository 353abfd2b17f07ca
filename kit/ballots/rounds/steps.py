"""How many have answered, as it may be told while a round is open: in steps, never one by one."""

from __future__ import annotations


def passed_step(count: int, k: int) -> int | None:
    """Return the last step that a number of answers has passed, or none below ``k``.

    The steps are ``k``, ``2k``, ``4k``, ``6k`` and so on: 5, 10, 20, 30 for 5. A number that moved
    with each answer would point at whoever has just sent one. No step is nearer to the next than
    ``k``.

    >>> [passed_step(count, 5) for count in (4, 5, 9, 10, 19, 20, 30)]
    [None, 5, 5, 10, 10, 20, 30]
    """
    if count < k:
        return None
    return max(k, count // (2 * k) * 2 * k)
