"""How often codes may be tried, without keeping anything about who tries.

No address is looked at: an address is personal data, a whole town hall shares one, and somebody
who means harm has many. So the limits are for the process as a whole.

**Wrong codes.** A wrong code costs a token; the bucket holds 100 and gets 5 a second back. As long
as it holds any, every code is looked up at once. When it is empty (somebody is guessing), a wrong
code is answered with 429. Then

* a slip's code is still looked up at once: it has 60 bits, which no rate makes guessable;
* a room's code, of 40 bits, is looked up 50 times a second at most. An oracle that always answers
  a right code at once could be asked without a limit, whatever it says to wrong ones. So a burst of
  wrong codes slows wrong codes only; while a flood of more than 50 a second lasts, a right room
  code may need a second try, which the form makes by itself.

So no more than 55 room codes a second can be tried at one process. With 100 rooms open, a code
among the 2^40 is met once in 2^40 / (100 x 55) seconds, more than six years of uninterrupted flood;
a given room that is open for a working day is met with a probability below one to half a million.
Who is that lucky gets one of the places of a room whose results say "unauthenticated", and sees
nobody's answer.

**Sessions.** A right code may be used 20 times a second in one session (200 at once): a
municipality that answers at the same minute, and no machine that repeats itself.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

Clock = Callable[[], float]

ROOM_CODE_LENGTH: Final = 8
_MOST_SESSIONS: Final = 10_000
"""So many buckets are remembered; the session that was used longest ago starts anew."""


class Bucket:
    """A token bucket: holds ``size``, gets ``per_second`` back."""

    def __init__(self, size: float, per_second: float, clock: Clock = time.monotonic) -> None:
        self._size = size
        self._per_second = per_second
        self._clock = clock
        self._tokens = size
        self._at = clock()

    def take(self) -> bool:
        """Take a token; false if there is none."""
        if self.empty:
            return False
        self._tokens -= 1
        return True

    @property
    def empty(self) -> bool:
        """Whether there is no whole token."""
        now = self._clock()
        self._tokens = min(self._size, self._tokens + (now - self._at) * self._per_second)
        self._at = now
        return self._tokens < 1


class Limits:
    """The limits of one process; see the module for the numbers."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._wrong = Bucket(100, 5, clock)
        self._flood = Bucket(50, 50, clock)
        self._sessions: OrderedDict[tuple[str, str], Bucket] = OrderedDict()

    def may_look_up(self, code: str) -> bool:
        """Whether a code may be looked up now.

        :param code: without hyphens, normalised.
        """
        return not self._wrong.empty or len(code) > ROOM_CODE_LENGTH or self._flood.take()

    def count_wrong(self) -> bool:
        """Count a secret that was wrong; false if there were too many of late."""
        return self._wrong.take()

    def may_use(self, round_id: str, unit: str) -> bool:
        """Count a use of a right code; false if its session is used faster than people can."""
        key = (round_id, unit)
        bucket = self._sessions.setdefault(key, Bucket(200, 20, self._clock))
        self._sessions.move_to_end(key)
        if len(self._sessions) > _MOST_SESSIONS:
            self._sessions.popitem(last=False)
        return bucket.take()
