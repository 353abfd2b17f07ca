"""The address that a command listens on."""

from __future__ import annotations

import socket

from kit.errors import UsageError


def require_free(host: str, port: int) -> None:
    """Refuse an address that cannot be had, before anything is made for it.

    :raises UsageError: if nothing can listen there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot listen on port {port} of {host}: {reason}") from error
