"""The one process with the private keys: it opens, closes, and finishes what was interrupted."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError

from kit.ballots.acts.act import (
    Act,
    CloseRound,
    CloseSession,
    OpenRound,
    Outcome,
    RefusedError,
    WithdrawRound,
)
from kit.ballots.acts.reasons import Reason
from kit.ballots.acts.requests import (
    Asked,
    outcome,
    request_act,
    running_requests,
    waiting_requests,
)
from kit.ballots.holding.closing import (
    begin_round,
    begin_session,
    finish_closing,
    finish_session,
    settle,
)
from kit.ballots.holding.ending import end_destroyed, ended, outcome_of, withdraw
from kit.ballots.holding.erasing import (
    Step,
    compact,
    finish_round,
    finish_sessions,
    unerased_rounds,
    unerased_sessions,
)
from kit.ballots.holding.opening import open_round
from kit.ballots.rounds.rows import HOLDER
from kit.ballots.secrets.keys import KeyFolder
from kit.ballots.tables import round_, session
from kit.storage.audit import record
from kit.storage.errors import StoreError, in_words
from kit.storage.once import Once
from kit.storage.reserve import despite_full_disk
from kit.storage.store import Store

_LOG = logging.getLogger(__name__)
_PAUSE = 0.2
"""Seconds between two looks for requests."""
_FAULTS = (DataError, IntegrityError, ProgrammingError, ValueError, TypeError, LookupError)
"""What will not go away by itself, unlike a full disk or a database that is away."""


class Holder:
    """Carries out requests, one at a time.

    :param after: is called after each step of an act with the step's name.
    :raises StoreError: if the settings name no key folder.
    """

    def __init__(self, store: Store, after: Step = lambda _: None) -> None:
        if store.settings.keys is None:
            raise StoreError("this process has no key folder: it only receives")
        self._store = store
        self._keys = KeyFolder(store.settings.keys)
        self._after = after
        self._fault = Once(_LOG)

    def lock(self, *, wait: bool = False) -> AbstractContextManager[bool]:
        """Hold the key folder; gives whether it could be had."""
        return self._keys.lock(wait=wait)

    def run_pending(self) -> int:
        """Finish what was interrupted, do all that is asked for, and return how much that was.

        The caller holds :meth:`lock`. On a full disk the reserve is given back.
        """
        return despite_full_disk(self._store, self._run_pending)

    def _run_pending(self) -> int:
        self.resume()
        waiting = waiting_requests(self._store)
        for asked in waiting:
            self._carry_out(asked)
        return len(waiting)

    def resume(self) -> None:
        """Go on with closings that were interrupted, and end what a backup has brought back."""
        store, keys, after = self._store, self._keys, self._after
        end_destroyed(store, keys)
        stuck: dict[str, RefusedError] = {}
        for round_id, session_id in self._closing_sessions():
            with _noting(stuck, round_id):
                finish_session(store, keys, session_id, after)
        for round_id in self._closing_rounds():
            with _noting(stuck, round_id):
                finish_closing(store, keys, round_id, after)
        for round_id in unerased_rounds(store, keys):
            finish_round(store, keys, round_id, after)
        finish_sessions(store, keys, unerased_sessions(store, keys), after)
        self._settle_running(stuck)

    def _settle_running(self, stuck: Mapping[str, RefusedError]) -> None:
        for asked in running_requests(self._store):
            if asked.act is None:
                self._refuse(asked, RefusedError(Reason.NOT_OURS))
                continue
            refused = None if isinstance(asked.act, OpenRound) else stuck.get(asked.act.round_id)
            if refused is None:
                settle(self._store, asked.id, self._told(asked.act))
            elif refused.code != "no-key":
                # With its keys it goes on; a round that was changed can only be withdrawn.
                self._refuse(asked, refused)

    def serve_forever(self, stop: threading.Event) -> None:
        """Carry out requests until told to stop; wait for the key folder while another has it."""
        while not stop.is_set():
            with self.lock() as held:
                while held and not stop.is_set():
                    self._attempt()
                    stop.wait(_PAUSE)
            stop.wait(_PAUSE)

    def _attempt(self) -> None:
        try:
            self.run_pending()
            self._fault.well()
        except Exception as error:  # noqa: BLE001 - who holds all keys must not stop for one act
            # Tried again: a disk may have space later, a database may come back.
            self._fault.say(f"an act has to wait: {in_words(error)}")

    def _carry_out(self, asked: Asked) -> None:
        if asked.act is None:
            self._refuse(asked, RefusedError(Reason.NOT_OURS))
            return
        try:
            settle(self._store, asked.id, self._do(asked.id, asked.actor, asked.act))
        except RefusedError as refused:
            self._refuse(asked, refused)
        except _FAULTS as fault:
            _LOG.warning("an act cannot be done: %s", in_words(fault))
            self._refuse(asked, RefusedError(Reason.FAILED))

    def _refuse(self, asked: Asked, refused: RefusedError) -> None:
        """Answer a request that is not done; what was changed by somebody goes on record."""
        if refused.code in {"not-ours", "round-altered"}:
            with self._store.writing() as connection:
                record(self._store, connection, HOLDER, refused.code, refused.details)
        found = Outcome(done=False, code=refused.code, details=refused.details)
        settle(self._store, asked.id, found)

    def _do(self, request_id: str, actor: str, act: Act) -> Outcome:
        store, keys, after = self._store, self._keys, self._after
        if isinstance(act, OpenRound):
            return open_round(store, keys, act.plan, actor, request_id)
        if isinstance(act, CloseSession):
            closing = begin_session(store, keys, (act.round_id, act.unit), actor, request_id)
            if closing is not None:
                after("session marked")
                finish_session(store, keys, closing, after)
                return self._told(act)
        if isinstance(act, (CloseRound, CloseSession)):
            begin_round(store, keys, act.round_id, actor, request_id)
            after("round marked")
            finish_closing(store, keys, act.round_id, after)
        else:
            withdraw(store, (keys, act.round_id), actor, request_id, after)
        compact(store)
        return self._told(act)

    def _told(self, act: Act) -> Outcome:
        if isinstance(act, CloseSession):
            return outcome_of(self._store, act.round_id, act.unit)
        if isinstance(act, CloseRound):
            return outcome_of(self._store, act.round_id)
        if isinstance(act, WithdrawRound):
            return ended(self._store, self._keys, act.round_id)
        return Outcome(done=True)

    def _closing_rounds(self) -> list[str]:
        with self._store.reading() as connection:
            return list(connection.scalars(select(round_.c.id).where(round_.c.state == "closing")))

    def _closing_sessions(self) -> list[tuple[str, str]]:
        asked = (
            select(session.c.round, session.c.id)
            .join(round_, round_.c.id == session.c.round)
            .where(session.c.state == "closing", round_.c.state == "open")
        )
        with self._store.reading() as connection:
            return [(row.round, row.id) for row in connection.execute(asked)]


@contextmanager
def _noting(stuck: dict[str, RefusedError], round_id: str) -> Iterator[None]:
    """Let one round that cannot go on stop no other."""
    try:
        yield
    except RefusedError as refused:
        stuck[round_id] = refused
    except _FAULTS as fault:
        _LOG.warning("a closing cannot go on: %s", type(fault).__name__)
        stuck[round_id] = RefusedError(Reason.FAILED)


def carry_out(
    store: Store,
    actor: str,
    act: Act,
    *,
    patience: float = 60,
    sleep: Callable[[float], None] = time.sleep,
) -> Outcome | None:
    """Ask for an act and return what came of it, done here or by the holder that is running.

    :param patience: seconds to wait for another holder.
    :returns: none if nobody has done it in that time; it is still asked for.
    """
    request_id = request_act(store, actor, act)
    ends = time.monotonic() + patience
    while (found := outcome(store, request_id)) is None and time.monotonic() < ends:
        if store.settings.keys is not None:
            holder = Holder(store)
            with holder.lock() as held:
                if held:
                    holder.run_pending()
                    continue
        sleep(_PAUSE)
    return found
