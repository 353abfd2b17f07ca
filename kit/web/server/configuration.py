"""How every server of ours is set up."""

from __future__ import annotations

import uvicorn
from starlette.types import ASGIApp

from kit.web.server.heads import BoundedProtocol


def server_settings(app: ASGIApp, *, grace: int | None = None) -> uvicorn.Config:
    """Return the settings of a server that logs no request and reads no header without an end.

    :param grace: seconds in which what is under way is answered before the server stops.
    """
    return uvicorn.Config(
        app,
        http=BoundedProtocol,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=grace,
    )
