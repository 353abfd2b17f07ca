"""Run the web server, and rebuild the book whenever the author saves."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette
from watchfiles import Change, DefaultFilter, awatch

from kit.errors import Place, Problem
from kit.serving.announcer import Announcer
from kit.serving.app import create_app

_GENERATED: Final = ("_build", "_responses", "node_modules", ".venv", ".venv-next", ".git")

Told = Callable[[Iterable[str]], None]
Rebuild = Callable[[Told], Sequence[Problem]]
"""Builds the book, tells which files of the site have changed as soon as they are in place, and
returns the problems that kept the book from being built anew."""

_STEP: Final = 20
"""Milliseconds of quiet after a save before a build begins."""


class SourceFilter(DefaultFilter):
    """Lets through what an author saves, and nothing that a build writes."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._generated = tuple(f"{root.resolve() / name}{os.sep}" for name in _GENERATED)

    def __call__(self, change: Change, path: str) -> bool:
        """Whether this change calls for a new build."""
        generated = f"{path}{os.sep}".startswith(self._generated)
        return not generated and super().__call__(change, path)


class Sources:
    """What the author's files were when a build last began."""

    def __init__(self) -> None:
        self._known: dict[str, str | None] = {}

    def differ(self, paths: Iterable[str]) -> bool:
        """Return whether a file is not what it was, and remember what it is now.

        A file that was not asked about before counts as changed.
        """
        changed = False
        for path in set(paths):
            now = _content(Path(path))
            changed |= path not in self._known or self._known[path] != now
            self._known[path] = now
        return changed


def _content(path: Path) -> str | None:
    """Return a digest of a file's content; none if there is no such file."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


class LiveServer(uvicorn.Server):
    """A web server that ends the pages' event streams first, so that stopping takes no time."""

    def __init__(self, config: uvicorn.Config, announcer: Announcer) -> None:
        super().__init__(config)
        self._announcer = announcer

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; nobody is kept waiting for an event."""
        self._announcer.close()
        await super().shutdown(sockets)


def serve(
    root: Path,
    site: Path,
    rebuild: Rebuild,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    collector: FastAPI | None = None,
) -> None:
    """Serve ``site`` until interrupted; see :func:`live_server`."""
    live_server(root, site, rebuild, host=host, port=port, collector=collector).run()


def live_server(
    root: Path,
    site: Path,
    rebuild: Rebuild,
    *,
    host: str,
    port: int,
    collector: FastAPI | None = None,
) -> LiveServer:
    """Return a server that shows ``site`` and calls ``rebuild`` after each save in ``root``.

    The last good book stays up while the author's files have problems. ``rebuild`` runs in a
    thread; two rebuilds never overlap, and saves during a build lead to one more build. One that
    fails is a problem like another, and the next save is built.

    :param collector: receives answers under ``/collect``; it starts and stops with the server.
    """
    # Events name files in full; a folder such as "." would hide which of them a build wrote.
    root = root.resolve()
    announcer = Announcer()
    app = create_app(site, announcer, collector)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        watching = asyncio.create_task(_watch(root, rebuild, announcer, stop))
        try:
            async with _running(collector):
                yield
        finally:
            stop.set()
            await watching

    app.router.lifespan_context = lifespan
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False
    )
    return LiveServer(config, announcer)


def _running(collector: FastAPI | None) -> contextlib.AbstractAsyncContextManager[object]:
    if collector is None:
        return contextlib.nullcontext()
    return collector.router.lifespan_context(collector)


async def _watch(root: Path, rebuild: Rebuild, announcer: Announcer, stop: asyncio.Event) -> None:
    loop, sources = asyncio.get_running_loop(), Sources()

    def told(changed: Iterable[str]) -> None:
        loop.call_soon_threadsafe(announcer.rebuilt, tuple(changed))

    changes = awatch(
        root, watch_filter=SourceFilter(root), stop_event=stop, debounce=10 * _STEP, step=_STEP
    )
    async for found in changes:
        # One save is several events, and some of them come when the build has begun.
        if sources.differ(path for _, path in found):
            problems = await asyncio.to_thread(_rebuilt, rebuild, told)
            loop.call_soon(announcer.found, problems)


def _rebuilt(rebuild: Rebuild, told: Told) -> Sequence[Problem]:
    """Return what kept the book from being built anew, also where the build itself broke off."""
    try:
        return rebuild(told)
    # A plugin may end the program, and a process of the build may be killed: no later save would
    # be seen, while the old book looks like the new one.
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it was, the next save counts
        problem = _broken_off(error)
        sys.stderr.write(f"{problem}\n")
        return [problem]


def _broken_off(error: BaseException) -> Problem:
    reason = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, SystemExit):
        reason = "something in it ended the program"
    return Problem(
        Place("_config.yml"),
        "build-broke-off",
        f"the build broke off: {reason}",
        "save again to build it anew; if that does not help, run 'kit build'",
    )
