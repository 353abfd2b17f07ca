"""An application on a free port, in a thread, for as long as a test needs it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp


@contextmanager
def running(app: ASGIApp) -> Iterator[str]:
    """Give the address of an application, without a slash, and stop its server afterwards."""
    config = uvicorn.Config(app, log_level="critical", access_log=False)
    with running_server(uvicorn.Server(config)) as address:
        yield address


@contextmanager
def running_server(server: uvicorn.Server) -> Iterator[str]:
    """Give the address of a server, without a slash, and stop it afterwards."""
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            threading.Event().wait(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=30)
    assert not thread.is_alive(), "the server did not stop"


def free_port() -> int:
    """Return a port that is free now, for a program that is to listen there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
