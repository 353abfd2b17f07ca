"""Tell Ctrl+C from a ``KeyboardInterrupt`` that an extension raises by itself."""

from __future__ import annotations

import signal
import threading
from types import FrameType


class Keys:
    """Notes Ctrl+C while it is entered: only the first thread can, where nobody else does."""

    def __init__(self) -> None:
        self.pressed = True
        """Whether somebody has pressed the keys; where nobody can note it, it counts as so."""
        self._watching = False

    def __enter__(self) -> None:
        ours = threading.current_thread() is threading.main_thread()
        if ours and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self.pressed, self._watching = False, True
            signal.signal(signal.SIGINT, self._note)

    def __exit__(self, *_: object) -> None:
        if self._watching:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.pressed = True
        signal.default_int_handler(number, frame)
