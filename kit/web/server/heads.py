"""Let no request keep the server busy with anything but its body, which routes limit themselves.

The parser gathers a header until it ends, and each piece that comes is added to all that came:
forty megabytes of one stop everybody for a second. Neither it nor uvicorn has a limit for that.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

_LOG: Final = logging.getLogger("kit.web")

MOST: Final = 64 * 1024
"""Bytes of a request that are no body: first line, headers, trailers, the sizes of chunks."""
_SECONDS: Final = 30.0
"""In which a request's headers have to come, and a new connection its first request."""
_QUIET: Final = 60.0
"""Seconds between two lines in the log."""
_REFUSAL: Final = b"\r\n".join(
    (b"HTTP/1.1 431 Too Large", b"content-length: 0", b"connection: close", b"", b"")
)


class BoundedProtocol(HttpToolsProtocol):
    """Reads requests as uvicorn does, and closes a connection whose request has too much of it."""

    _last_told = -_QUIET
    """When the log last heard of it: whoever sends such requests sends many."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._beside = 0
        self._too_large = False
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse what has come, unless there is too much beside bodies by now."""
        self._beside += len(data)
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self._too_large or self._beside > MOST:
            self._refuse()
        elif self._deadline is None and self._idle and self.timeout_keep_alive_task is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        """Hand the request on, unless its headers are too large although they came at once."""
        self._stop_waiting()
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        self._too_large = self._too_large or size > MOST
        if not self._too_large:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Hand on a piece of a body, which is not counted."""
        self._beside -= len(body)
        if not self._too_large:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Begin to count anew."""
        self._beside = 0
        if not self._too_large:
            super().on_message_complete()

    @property
    def _idle(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete

    def _await_head(self) -> None:
        self._deadline = self.loop.call_later(_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        self.transport.close()

    def _refuse(self) -> None:
        if self._idle:
            self.transport.write(_REFUSAL)
        self.transport.close()
        now = time.monotonic()
        if now - BoundedProtocol._last_told >= _QUIET:
            BoundedProtocol._last_told = now
            _LOG.warning("a request was refused: its headers are too large")
