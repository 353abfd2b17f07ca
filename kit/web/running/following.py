"""Who follows a meeting waits here: for the next step, for enough answers, for a survey to close.

Walls and phones ask, and their questions wait until there is something new or some seconds have
gone. One reader in each process asks the database for all that wait, so two hundred phones in a
room cost it no more than one, on SQLite, on PostgreSQL and in a process that only receives.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Final

from starlette.concurrency import run_in_threadpool

from kit.ballots import Glance, glance_at
from kit.storage import Once, Store
from kit.storage.errors import in_words
from kit.web.access import Wall
from kit.web.access.runs import Run, runs_of

PATIENCE: Final = 25.0
"""Seconds for which a question waits: proxies cut off what takes longer than half a minute."""
_PAUSE: Final = 0.15
"""Seconds between two looks into the database, unless somebody has written here meanwhile."""
_LEAST: Final = 0.02
"""Seconds between two looks at the least."""
MOST: Final = 2000
"""So many wait at most in a process; whoever else asks is answered at once."""
MOST_PHONES: Final = 500
"""So many phones wait for one session: nobody with a code takes the places of other rooms."""
_LOG: Final = logging.getLogger("kit.web")


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to know of a session: where its meeting is, and how far it is."""

    run: Run | None
    glance: Glance | None

    @property
    def step(self) -> str:
        """A word for where the meeting is: all that everybody's phone is told of."""
        return f"{self.run.programme}.{self.run.revision}" if self.run else "-"

    @property
    def mark(self) -> str:
        """A word for all there is; nothing in it counts answers."""
        shows, glance = self.run is not None and self.run.shows_result, self.glance
        answers = f"{glance.state}.{glance.enough:d}" if glance else "-"
        return f"{self.step} {shows:d} {answers}"


Look = Callable[[Sequence[Wall]], dict[Wall, Seen]]


def look_at(store: Store) -> Look:
    """Return what reads some sessions from a store."""

    def look(these: Sequence[Wall]) -> dict[Wall, Seen]:
        runs = runs_of(store, these)
        return {
            each: Seen(runs.get(each), glance_at(store, each.round_id, each.unit)) for each in these
        }

    return look


@dataclass
class Following:
    """All that wait in this process."""

    look: Look
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _waiting: dict[Wall, set[asyncio.Future[Seen]]] = field(default_factory=dict)
    _known: dict[asyncio.Future[Seen], tuple[str, Seen]] = field(default_factory=dict)
    _last: dict[Wall, tuple[float, Seen]] = field(default_factory=dict)
    _looks: list[set[Wall]] = field(default_factory=list)
    """Of each look that goes on, to what somebody has written meanwhile: what it reads is old."""
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    """Set as soon as somebody has written in this process."""
    _closed: bool = False
    _reader: asyncio.Task[None] | None = None
    _fault: Once = field(default_factory=lambda: Once(_LOG))

    async def next_of(self, of: Wall, known: str, patience: float = PATIENCE) -> Seen:
        """Return what there is of a session, as soon as it is not what somebody knows already.

        :param known: the mark of what they know, or the step if they are told no more; empty for
            nothing.
        """
        now = await self._now(of)
        if known not in {now.mark, now.step} or self._closed or self._is_full(of, known, now):
            return now
        waits: asyncio.Future[Seen] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(of, set()).add(waits)
        self._known[waits] = known, now
        if self._reader is None or self._reader.done():
            self._reader = asyncio.create_task(self._read())
        try:
            async with asyncio.timeout(patience):
                return await waits
        except TimeoutError:
            return now
        finally:
            self._forget(of, waits)

    def changed(self, of: Wall) -> None:
        """Forget what was seen of a session: somebody has just written something else."""
        for written in self._looks:
            written.add(of)
        self._last.pop(of, None)
        self._woken.set()

    def _is_full(self, of: Wall, known: str, now: Seen) -> bool:
        """Whether there is no place left; a wall, which knows more than a phone, has one longer."""
        room = len(self._waiting.get(of, ()))
        return len(self._known) >= MOST or (known == now.step and room >= MOST_PHONES)

    async def _now(self, of: Wall) -> Seen:
        """Return what there is of a session; what the reader has just seen is not read again.

        After a step all phones ask at once for the next one.
        """
        at, seen = self._last.get(of, (-_PAUSE, None))
        gone = monotonic() - at
        if seen is not None and gone < _PAUSE:
            run = seen.run
            return seen if run is None else replace(seen, run=replace(run, age=run.age + gone))
        found, written = await self._look([of])
        if of not in written:
            self._last[of] = monotonic(), found[of]
        return found[of]

    async def _look(self, these: Sequence[Wall]) -> tuple[dict[Wall, Seen], set[Wall]]:
        """Return what there is of sessions, and to which of them somebody has written meanwhile."""
        written: set[Wall] = set()
        self._looks.append(written)
        try:
            return await run_in_threadpool(self.look, these), written
        finally:
            self._looks = [each for each in self._looks if each is not written]

    def close(self) -> None:
        """Let nobody wait any more: all are told what they know, so that the server can stop."""
        self._closed = True
        for waits, (_, now) in self._known.items():
            if not waits.done():
                waits.set_result(now)

    async def _read(self) -> None:
        """Look as long as somebody waits."""
        while self._waiting:
            try:
                found, written = await self._look([*self._waiting])
                self._fault.well()
            except Exception as error:  # noqa: BLE001 - the next look may find the database again
                self._fault.say(f"who follows a meeting has to wait: {in_words(error)}")
                found, written = {}, set()
            fresh = {of: seen for of, seen in found.items() if of not in written}
            self._last = {of: (monotonic(), seen) for of, seen in fresh.items()}
            for of, seen in fresh.items():
                self._tell(self._waiting.get(of, ()), seen)
            await self._rest()

    async def _rest(self) -> None:
        """Wait until the next look: hardly, if somebody has just written in this process."""
        await self.sleep(_LEAST)
        with suppress(TimeoutError):
            async with asyncio.timeout(_PAUSE - _LEAST):
                await self._woken.wait()
        self._woken.clear()

    def _tell(self, waiting: Iterable[asyncio.Future[Seen]], seen: Seen) -> None:
        news = [
            (known, waits)
            for waits in waiting
            if not waits.done()
            and (known := self._known.get(waits, ("", seen))[0]) not in {seen.mark, seen.step}
        ]
        # The wall first: it is what everybody looks at. Its marks are longer than those of phones.
        for _, waits in sorted(news, key=lambda each: -len(each[0])):
            waits.set_result(seen)

    def _forget(self, of: Wall, waits: asyncio.Future[Seen]) -> None:
        self._known.pop(waits, None)
        left = self._waiting.get(of, set())
        left.discard(waits)
        if not left:
            self._waiting.pop(of, None)
