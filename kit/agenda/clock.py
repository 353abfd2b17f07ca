"""When each step is, where one is now, and how far ahead or behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from kit.agenda.agenda import Planned

DAY: Final = 24 * 60
_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a workshop stands, in seconds."""

    left: float
    """Of the step; less than nothing when it is over its time."""
    rest: float
    """Until the end, if what comes takes as long as planned."""
    behind: float
    """Later than the plan says; less than nothing when there is time to spare."""


def minute_of(text: str) -> int | None:
    """Return the minute of the day of a time such as ``08:15``, or none."""
    found = _TIME.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def clock_time(minute: int) -> str:
    """Return a minute of the day as ``08:15``; a night shift goes on past midnight."""
    return f"{minute % DAY // 60:02}:{minute % 60:02}"


def clock_times(planned: Sequence[Planned], start: int) -> list[tuple[int, int]]:
    """Return when each step begins and ends, in minutes of the day that it starts on."""
    ends = list(accumulate((each.minutes for each in planned), initial=start))
    return list(pairwise(ends))


def scheduled(planned: Sequence[Planned], seconds: float) -> int:
    """Return the place of the step that the plan has so long after the start.

    After the end it is the number of steps.
    """
    ends = accumulate(each.minutes * 60 for each in planned)
    return sum(end <= seconds for end in ends)


def standing(planned: Sequence[Planned], at: int, into: float, since: float) -> Standing:
    """Return how a workshop stands that is at a step.

    :param at: the place of the step; it exists.
    :param into: seconds since the step began, without pauses.
    :param since: seconds since the start, with everything.
    """
    lengths = [each.minutes * 60 for each in planned]
    left = lengths[at] - into
    rest = max(0, left) + sum(lengths[at + 1 :])
    return Standing(left, rest, since + rest - sum(lengths))
