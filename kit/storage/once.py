"""A log that says a thing once for as long as it stays so: one line, however often it is tried."""

from __future__ import annotations

import logging
import time
from typing import Final

_AGAIN: Final = 3600.0
"""Seconds after which it is said once more."""


class Once:
    """Says what is wrong when it begins or changes."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._said = ""
        self._at = 0.0

    def say(self, text: str) -> None:
        """Log a line, unless the last one was the same, lately, and nothing was well since."""
        now = time.monotonic()
        if text != self._said or now - self._at > _AGAIN:
            self._said, self._at = text, now
            self._log.warning("%s", text)

    def well(self) -> None:
        """Remember that it works: the next fault is a new one."""
        self._said = ""
