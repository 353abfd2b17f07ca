"""The database of what teams agreed on: opened when somebody needs it, and never before."""

from __future__ import annotations

import logging
import threading
from typing import Final

from kit.measures import delete_expired
from kit.storage import Once, Store, StoreError, open_store
from kit.storage.errors import in_words
from kit.storage.owners import MEASURES
from kit.web.frame.problems import Refusal

_LOG: Final = logging.getLogger("kit.web")
_DAY: Final = 24 * 60 * 60.0
"""Seconds."""


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

    def delete_daily(self, stop: threading.Event) -> None:
        """Delete every day what has been kept long enough, until told to stop.

        Whoever has kept nothing has nothing that could be deleted.
        """
        while not stop.is_set():
            if self.is_there():
                try:
                    delete_expired(self(), "key holder")
                    self._fault.well()
                except (Refusal, OSError):
                    pass  # said, or the disk is full: the next day is another day
                except Exception as error:  # noqa: BLE001 - who serves must not end for this
                    self._fault.say(f"measures: {in_words(error)}")
            stop.wait(_DAY)

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
        try:
            return open_store(
                from_.settings.beside(MEASURES.beside), MEASURES, today=from_.today, now=from_.now
            )
        except (StoreError, OSError) as error:
            self._fault.say(f"measures: {error}")
            raise Refusal("measures-away") from None
