"""The collector without a book, for ``kit collect``."""

from __future__ import annotations

import contextlib
import gc
import re
import socket
from collections.abc import AsyncIterator
from typing import Final

import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount

from kit.web.frame.paths import ROOT
from kit.web.server import server_settings

_GRACE: Final = 15
"""Seconds in which what is under way is answered before the server stops."""


def standalone(collector: FastAPI) -> Starlette:
    """Return an application that has the collector under its usual address and nothing else."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with collector.router.lifespan_context(collector):
            yield

    return Starlette(routes=[_below(ROOT, collector)], lifespan=lifespan)


def _below(path: str, collector: FastAPI) -> Mount:
    """Return a mount of everything below a path, also where that has an encoded line feed.

    To Starlette's own, such an address is not below it, and the refusal is none of ours.
    """
    found = Mount(path, collector)
    found.path_regex = re.compile(found.path_regex.pattern, re.DOTALL)
    return found


class _Server(uvicorn.Server):
    """A server during whose life Python does not look through what was there at its start.

    Else it would look through all of that for what is unused, every thousand answers or so, and
    everybody would wait for the tenth of a second that this takes.
    """

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to stop."""
        gc.collect()
        gc.freeze()
        try:
            await super().serve(sockets)
        finally:
            gc.unfreeze()


def collector_server(collector: FastAPI) -> uvicorn.Server:
    """Return a web server for the collector: it logs no request, and believes a proxy on this host.

    To stop, it takes no new connection, answers what is under way, then lets the receiver write
    what it has and the key holder finish its act.
    """
    return _Server(server_settings(standalone(collector), grace=_GRACE))
