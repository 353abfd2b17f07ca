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
        handler = signal.getsignal(signal.SIGINT)
        if handler is signal.SIG_IGN:
            # As of what a shell has put into the background: no key comes here.
            self.pressed = False
        elif ours and handler is signal.default_int_handler:
            self.pressed, self._watching = False, True
            signal.signal(signal.SIGINT, self._note)

    def __exit__(self, *_: object) -> None:
        if self._watching:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.pressed = True
        signal.default_int_handler(number, frame)
