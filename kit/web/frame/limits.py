"""How often codes may be tried, without keeping anything about who tries.

No address is looked at: an address is personal data, a whole town hall shares one, and somebody
who means harm has many. So the limits are for the process as a whole.

**Wrong codes.** A wrong code costs a token; the bucket holds 100 and gets 5 a second back. As long
as it holds any, every code is looked up at once. When it is empty (somebody is guessing), a wrong
code is answered with 429. Then

* a slip's code is still looked up at once: it has 60 bits, which no rate makes guessable;
* a room's code that has opened something here is looked up at once, too, so that nobody who guesses
  shuts a room out;
* any other room's code is looked up 50 times a second at most. Its form tries again by itself, and
  as soon as one of a room has come through, all of it does.

A right code of 40 bits that is always answered can be guessed as fast as one may ask. So while that
lasts no more than 1,000 room codes a second are heard at all. With 100 rooms open, a code among the
2^40 is met once in 2^40 / (100 x 1,000) seconds, four months of uninterrupted flood; a given room
that is open for a working day is met with a probability below one to 37,000. Who is that lucky gets
one of the places of a room whose results say "unauthenticated", and sees nobody's answer. Codes of
rounds that are closed open what there is to see, and are kept: of 10,000 that were asked here of
late, one is met in 30 hours of uninterrupted flood. It says that a round is closed, on what and for
what, and the unit's figures if these are for everybody with the code.

**Right codes.** A room's code is looked up 20 times a second (200 at once): a room that comes at
the same minute. Who asks more often what it opens is told from memory what it opened a moment ago:
somebody who repeats it all the time neither shuts others out nor keeps the database busy. Answers
are not counted here: a code takes as many as it has places, and sending one again changes nothing.

**Codes of walls.** A code that lets a screen in a room show a session has 40 bits, too, opens one
screen and waits for a quarter of an hour. So 20 of them are tried a second at most (100 at once),
right or wrong: with twenty that wait all the time, one is met in a working day of uninterrupted
flood with a probability below one to 90,000. It shows what a room's code opens. Who means harm can
keep a right code from being heard; it is typed again.

Kept in memory are hashes of room codes and what they open. A slip's code is not kept: it is one
person's, and the order of codes would be that of people.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kit.ballots import ROOM_LENGTH, Opened

Clock = Callable[[], float]

_MOST_ROOMS: Final = 10_000
"""So many codes are remembered; the one that was used longest ago is forgotten."""


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


@dataclass(slots=True)
class _Room:
    """A room code that has opened something."""

    asked: Bucket
    opened: Opened | None = None


class Limits:
    """The limits of one process; see the module for the numbers.

    Codes come without hyphens, normalised.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._wrong = Bucket(100, 5, clock)
        self._heard = Bucket(1000, 1000, clock)
        self._flood = Bucket(50, 50, clock)
        self._walls = Bucket(100, 20, clock)
        self._rooms: OrderedDict[bytes, _Room] = OrderedDict()
        self._key = secrets.token_bytes(16)

    def may_look_up(self, code: str) -> bool:
        """Whether a code may be looked up now."""
        if not self._wrong.empty or len(code) > ROOM_LENGTH:
            return True
        return self._heard.take() and (self._hash(code) in self._rooms or self._flood.take())

    def count_wrong(self) -> bool:
        """Count a secret that was wrong; false if there were too many of late."""
        return self._wrong.take()

    def may_try_wall(self) -> bool:
        """Whether a code of a wall may be looked up now."""
        return self._walls.take()

    def recall(self, code: str) -> Opened | None:
        """Return what a room's code opened, if it is asked faster than people do; else none."""
        room = self._rooms.get(self._hash(code)) if len(code) <= ROOM_LENGTH else None
        return None if room is None or room.asked.take() else room.opened

    def remember(self, code: str, opened: Opened | None = None) -> None:
        """Keep that a code is right, if it is a room's.

        :param opened: what it opens, if that was asked.
        """
        if len(code) > ROOM_LENGTH:
            return
        hashed = self._hash(code)
        room = self._rooms.get(hashed)
        if room is None:
            room = self._rooms[hashed] = _Room(Bucket(200, 20, self._clock))
            if len(self._rooms) > _MOST_ROOMS:
                self._rooms.popitem(last=False)
        self._rooms.move_to_end(hashed)
        room.opened = opened or room.opened

    def forget(self, code: str) -> None:
        """Keep no longer that a code is right: it opens nothing any more."""
        self._rooms.pop(self._hash(code), None)

    def _hash(self, code: str) -> bytes:
        return hashlib.blake2b(code.encode(), digest_size=16, key=self._key).digest()
