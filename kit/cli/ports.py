"""The address that a command listens on."""

from __future__ import annotations

import socket

from kit.errors import UsageError


def listen(host: str, port: int) -> socket.socket:
    """Listen there, before anything is made for it: who connects early waits and is not refused.

    :raises UsageError: if nothing can listen there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot listen on port {port} of {host}: {reason}") from error
