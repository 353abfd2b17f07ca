"""Receive answers: many at a time, written together by one thread, acknowledged when on disk.

A batch is what has gathered while the last one was written, so that a full room costs few waits
for the disk and a lone answer waits for nobody.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from queue import Empty, SimpleQueue
from typing import Final

from sqlalchemy.exc import IntegrityError

from kit.ballots.receiving.batch import (
    Answer,
    Answered,
    Batches,
    Incoming,
    Reply,
    Withdrawal,
    Withdrawn,
)
from kit.ballots.receiving.known_sessions import KnownSessions
from kit.ballots.receiving.opened import Opened, opened_by
from kit.ballots.secrets.ballot import receipt_hash
from kit.ballots.secrets.codes import code_hash, code_parts, normalise_code
from kit.storage.errors import in_words
from kit.storage.once import Once
from kit.storage.reserve import Reserve
from kit.storage.store import Store

_LOG = logging.getLogger(__name__)

BATCH: Final = 256
"""Letters in one transaction."""
WAITING: Final = 2048
"""Letters that may wait; the next is told at once that it is not saved, and comes again."""
_PAUSE: Final = 1.0
"""Seconds between two tries to hold the reserve again."""
_TRIES: Final = 3

_Future = asyncio.Future[Reply]
_Waiting = tuple[Incoming, _Future, asyncio.AbstractEventLoop]


class Receiver:
    """Takes answers and withdrawals of any session; knows public keys only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._batches = Batches(store.code_key)
        self._known = KnownSessions(store.code_key)
        self._reserve = Reserve(store)
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._waiting = 0
        self._thread: threading.Thread | None = None
        self._next_try = 0.0
        self._fault = Once(_LOG)

    def start(self) -> None:
        """Start the thread that writes."""
        self._reserve.hold()
        self._thread = threading.Thread(target=self._write_all, name="ballots", daemon=True)
        self._thread.start()

    async def aclose(self) -> None:
        """Write what has come in and stop; what comes later is not saved."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(None)
            await asyncio.to_thread(thread.join)

    async def join(self, code: str) -> Opened | None:
        """Return what a code opens now, or none.

        :param code: as it was typed; a slip's may have behind it what all slips have in common.
        """
        return await asyncio.to_thread(self._join, self._hashes(code))

    async def answer(self, code: str, ballot: bytes, fingerprint: str, vector: bytes) -> Answered:
        """Keep an answer, and return when it is on disk or why it is not.

        :param code: as it was typed.
        :param ballot: the form's 16 random bytes; the same again changes nothing.
        :raises ValueError: if ``ballot`` has another length.
        """
        answer = Answer(self._hashes(code), receipt_hash(ballot), fingerprint, vector)
        reply = await self._post(answer)
        return reply if isinstance(reply, Answered) else Answered.NOT_SAVED

    async def withdraw(self, ballot: bytes) -> Withdrawn:
        """Take an answer back while its session is open.

        :raises ValueError: if ``ballot`` has another length.
        """
        reply = await self._post(Withdrawal(receipt_hash(ballot)))
        return reply if isinstance(reply, Withdrawn) else Withdrawn.NOT_SAVED

    async def _post(self, what: Incoming) -> Reply:
        if self._thread is None or self._waiting >= WAITING:
            return _not_saved(what)
        loop = asyncio.get_running_loop()
        future: _Future = loop.create_future()
        self._waiting += 1
        try:
            self._queue.put((what, future, loop))
            return await future
        finally:
            self._waiting -= 1

    def _hashes(self, code: str) -> tuple[bytes, ...]:
        parts = code_parts(normalise_code(code))
        return tuple(code_hash(self._store.code_key, each) for each in parts if each)

    def _join(self, hashes: tuple[bytes, ...]) -> Opened | None:
        with self._store.reading() as connection:
            return opened_by(connection, self._known, hashes, self._store.today())

    def _write_all(self) -> None:
        going = True
        while going:
            first = self._queue.get()
            batch = [] if first is None else [first]
            going = first is not None
            while going and len(batch) < BATCH:
                try:
                    more = self._queue.get_nowait()
                except Empty:
                    break
                if more is None:
                    going = False
                else:
                    batch.append(more)
            if batch:
                self._write(batch)

    def _write(self, batch: list[_Waiting]) -> None:
        incoming = [each for each, _, _ in batch]
        try:
            replies = self._replies(incoming)
        except Exception as error:  # noqa: BLE001 - without this thread nobody is ever answered
            self._fault.say(f"answers could not be saved: {in_words(error)}")
            replies = [_not_saved(each) for each in incoming]
        by_loop: dict[asyncio.AbstractEventLoop, list[tuple[_Future, Reply]]] = {}
        for (_, future, loop), reply in zip(batch, replies, strict=True):
            by_loop.setdefault(loop, []).append((future, reply))
        for loop, answered in by_loop.items():
            if not loop.is_closed():
                loop.call_soon_threadsafe(_tell, answered)

    def _replies(self, incoming: list[Incoming]) -> list[Reply]:
        """Return replies that are true: nothing is called received that is not on disk."""
        if self._has_space():
            replies = self._transact(incoming)
            if replies is not None:
                return replies
        return self._replies_without_space(incoming)

    def _replies_without_space(self, incoming: list[Incoming]) -> list[Reply]:
        """Refuse answers, and let withdrawals have the reserve."""
        withdrawals = [each for each in incoming if isinstance(each, Withdrawal)]
        kept: dict[int, Reply] = {}
        if withdrawals:
            replies = self._transact(withdrawals)
            if replies is None and self._reserve.give_back():
                replies = self._transact(withdrawals)
            kept = dict(zip(map(id, withdrawals), replies or (), strict=False))
        return [kept.get(id(each), _not_saved(each)) for each in incoming]

    def _has_space(self) -> bool:
        if self._reserve.held:
            return True
        if time.monotonic() < self._next_try:
            return False
        self._next_try = time.monotonic() + _PAUSE
        if self._reserve.hold():
            return True
        self._fault.say("answers could not be saved: the disk is full")
        return False

    def _transact(self, incoming: list[Incoming] | list[Withdrawal]) -> list[Reply] | None:
        for _ in range(_TRIES):
            try:
                with self._store.writing() as connection:
                    replies = self._batches.apply(connection, incoming, self._store.today())
            except IntegrityError:
                # Another process stored the same ballot in between: look again.
                continue
            except Exception as error:  # noqa: BLE001 - the one thread that writes must go on
                self._fault.say(f"answers could not be saved: {in_words(error)}")
                return None
            else:
                self._fault.well()
                return replies
        return None


def _tell(answered: list[tuple[_Future, Reply]]) -> None:
    for future, reply in answered:
        if not future.done():
            future.set_result(reply)


def _not_saved(what: Incoming) -> Reply:
    return Answered.NOT_SAVED if isinstance(what, Answer) else Withdrawn.NOT_SAVED
