"""What is done once a day by the process that holds the keys."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Final

from kit.storage import Once
from kit.storage.errors import in_words

_LOG: Final = logging.getLogger("kit.web")
DAY: Final = 24 * 60 * 60.0
"""Seconds."""


def daily(acts: Sequence[Callable[[], object]], stop: threading.Event) -> None:
    """Do some things at once and then every day, until told to stop.

    One that fails is said in a line without content, and tried again the next day.
    """
    fault = Once(_LOG)
    while not stop.is_set():
        for act in acts:
            try:
                act()
            except Exception as error:  # noqa: BLE001 - who serves must not end for this
                fault.say(f"what is deleted daily has to wait: {in_words(error)}")
        stop.wait(DAY)
