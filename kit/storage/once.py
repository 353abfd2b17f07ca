"""A log that says a thing once for as long as it stays so: one line, however often it is tried."""

from __future__ import annotations

import logging
import time
from typing import Final

_AGAIN: Final = 3600.0
"""Seconds after which it is said once more."""


class Once:
    """Says each thing that is wrong when it begins, also where several take turns."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._said: dict[str, float] = {}

    def say(self, text: str) -> None:
        """Log a line, unless it was said lately, and nothing was well since."""
        now = time.monotonic()
        if now - self._said.get(text, -_AGAIN) >= _AGAIN:
            self._said[text] = now
            self._log.warning("%s", text)

    def well(self) -> None:
        """Remember that it works: the next fault is a new one."""
        self._said.clear()
