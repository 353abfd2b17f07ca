"""The collector without a book, for ``kit collect``."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Final

import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette

from kit.patches.python_collector import start_kept
from kit.web.frame.paths import ROOT
from kit.web.patches.starlette_mounts import mounted
from kit.web.running.following import Following
from kit.web.server import server_settings

_GRACE: Final = 15
"""Seconds in which what is under way is answered before the server stops."""


def standalone(collector: FastAPI) -> Starlette:
    """Return an application that has the collector under its usual address and nothing else."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with collector.router.lifespan_context(collector):
            yield

    return Starlette(routes=[mounted(ROOT, collector)], lifespan=lifespan)


class _Server(uvicorn.Server):
    """A server during whose life Python does not look through what was there at its start.

    Who follows a meeting is answered before it stops, so that stopping takes no time.
    """

    def __init__(self, config: uvicorn.Config, following: Following) -> None:
        super().__init__(config)
        self._following = following

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; nobody is kept waiting for the next step."""
        self._following.close()
        await super().shutdown(sockets)

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to stop."""
        with start_kept():
            await super().serve(sockets)


def collector_server(collector: FastAPI) -> uvicorn.Server:
    """Return a web server for the collector: it logs no request, and believes a proxy on this host.

    To stop, it takes no new connection, answers what is under way, then lets the receiver write
    what it has and the key holder finish its act.
    """
    settings = server_settings(standalone(collector), grace=_GRACE)
    return _Server(settings, collector.state.following)
