"""A browser, and a server that shows a built book, for what is measured on pages."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from benchmarks.measuring import tool
from kit.serving import create_app


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    path = os.environ.get("KIT_CHROMIUM") or shutil.which("chromium-headless-shell")
    # Chromium refuses to start its sandbox as root.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=["--disable-gpu", *sandbox])
        yield found
        found.close()


@contextmanager
def served(project: Path) -> Iterator[str]:
    """Run ``kit serve`` on a book; give the address without a slash at its end.

    :raises RuntimeError: with what it said, if it ends instead.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(tool("kit")), "serve", "-C", str(project), "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        if process.stderr is None:
            raise RuntimeError("the process was started without pipes")
        said = []
        for line in process.stderr:
            said.append(line)
            if "the book is at" in line:
                break
        else:
            raise RuntimeError("".join(said))
        Thread(target=process.stderr.read, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@contextmanager
def published(site: Path) -> Iterator[str]:
    """Serve a built site as readers get it, without the script that reloads pages."""
    config = uvicorn.Config(create_app(site), host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    while not (server.started and server.servers):
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
