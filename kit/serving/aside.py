"""A site and a collector on one address, in a thread, for as long as somebody needs them."""

from __future__ import annotations

import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Final

import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from kit.web.server import server_settings

_HOST: Final = "127.0.0.1"


@contextmanager
def served_aside(site: Path, collector: FastAPI) -> Iterator[str]:
    """Give the address of a built site whose answers go to ``collector``; stop it afterwards."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with collector.router.lifespan_context(collector):
            yield

    routes = [Mount("/collect", collector), Mount("/", StaticFiles(directory=site))]
    app = Starlette(routes=routes, lifespan=lifespan)
    server = uvicorn.Server(server_settings(app, grace=1))
    listening = socket.create_server((_HOST, 0))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            threading.Event().wait(0.01)
        yield f"http://{_HOST}:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
