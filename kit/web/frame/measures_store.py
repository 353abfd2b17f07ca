"""The database of what teams agreed on: opened when somebody needs it, and never before."""

from __future__ import annotations

import contextlib
import logging
import threading
from typing import Final

from kit.ballots import UnitSpec, load_units
from kit.measures import Below, count_again, delete_expired
from kit.storage import Once, Store, StoreError, open_store
from kit.storage.owners import MEASURES
from kit.web.frame.problems import Refusal

_LOG: Final = logging.getLogger("kit.web")


class MeasuresStore:
    """Opens the database beside a collector's, once for a process."""

    def __init__(self, collector: Store) -> None:
        self._collector = collector
        self._opened: Store | None = None
        self._lock = threading.Lock()
        self._fault = Once(_LOG)

    def __call__(self) -> Store:
        """Return the store.

        :raises Refusal: if it cannot be opened, or is not where it was any more; answers are
            received all the same.
        """
        with self._lock:
            if self._opened is None:
                self._opened = self._open()
            store = self._opened
        try:
            store.place.check_whole()
        except StoreError as error:
            self._fault.say(f"measures: {error}")
            raise Refusal("measures-away") from None
        return store

    def delete_expired(self) -> None:
        """Delete what has been kept long enough; whoever has kept nothing has nothing to delete."""
        if not self.is_there():
            return
        try:
            delete_expired(self(), "key holder")
            self._fault.well()
        except Refusal:
            pass  # it was said why

    def count_again(self) -> None:
        """Count what HR sees of all units, where enough is new."""
        tree = load_units(self._collector) if self.is_there() else None
        if tree is None:
            return
        with contextlib.suppress(Refusal):  # it was said why
            count_again(self(), below(tree.root))

    def is_there(self) -> bool:
        """Return whether anybody has kept something; of PostgreSQL that is not known."""
        file = self._collector.settings.beside(MEASURES.beside).database_file
        return file is None or file.is_file()

    def close(self) -> None:
        """Close it, if it was opened."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def _open(self) -> Store:
        from_ = self._collector
        if not from_.settings.code_key.is_file():
            # Another key would be made here, and stand in the way of the one that is missing.
            self._fault.say(f"measures: the code key {from_.settings.code_key} is not there")
            raise Refusal("measures-away")
        try:
            return open_store(
                from_.settings.beside(MEASURES.beside), MEASURES, today=from_.today, now=from_.now
            )
        except (StoreError, OSError) as error:
            self._fault.say(f"measures: {error}")
            raise Refusal("measures-away") from None


def below(unit: UnitSpec) -> Below:
    """Return a unit as measures know it: what it is called does not matter to them."""
    return Below(unit.id, tuple(map(below, unit.children)))
