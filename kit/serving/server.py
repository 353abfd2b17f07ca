"""Run the web server, and rebuild the book whenever the author saves."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable, Container, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import Final

import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette
from watchfiles import Change, DefaultFilter, awatch

from kit.errors import Place, Problem
from kit.serving.announcer import Announcer
from kit.serving.app import create_app
from kit.serving.read import is_read
from kit.web.server import server_settings

_GENERATED: Final = ("_build", "_responses", "node_modules", ".venv", ".venv-next", ".git")

Told = Callable[[Iterable[str]], None]
Rebuild = Callable[[Told], Sequence[Problem]]
"""Builds the book, tells which files of the site have changed as soon as they are in place, and
returns the problems that kept the book from being built anew."""

_STEP: Final = 20
"""Milliseconds of quiet after a save before a build begins."""
_LARGE: Final = 1_000_000
"""Bytes of a file, a film say, that is not read to see whether it has changed."""


class SourceFilter(DefaultFilter):
    """Lets through what an author saves, and nothing that a build or a program writes on its own.

    So does what we say ourselves, where it goes to a file in the book: it would lead to a build
    that says something.
    """

    ignore_dirs = (*DefaultFilter.ignore_dirs, ".ipynb_checkpoints", ".kit")
    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, r"\.log$", r"^\..+\.new$")

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._said = {state for state in map(_file_behind, (1, 2)) if state is not None}
        self._generated = tuple(f"{root.resolve() / name}{os.sep}" for name in _GENERATED)

    def __call__(self, change: Change, path: str) -> bool:
        """Whether this change calls for a new build."""
        generated = f"{path}{os.sep}".startswith(self._generated)
        return not generated and super().__call__(change, path) and not self._is_said(path)

    def _is_said(self, path: str) -> bool:
        """Whether our own output goes to this file."""
        if not self._said:
            return False
        try:
            about = os.stat(path)  # noqa: PTH116 - for every file of the book
        except OSError:
            return False
        return (about.st_dev, about.st_ino) in self._said


def _file_behind(stream: int) -> tuple[int, int] | None:
    """Return what tells the file apart that a stream is written to; none if it is no file."""
    try:
        about = os.fstat(stream)
    except OSError:
        return None
    return (about.st_dev, about.st_ino) if S_ISREG(about.st_mode) else None


class Sources:
    """What the author's files were when a build last began.

    :param root: the folder of the book, as it is before the first build.
    """

    def __init__(self, root: Path) -> None:
        # Events name files in full; a folder such as "." would hide which of them a build wrote.
        self.root = root.resolve()
        self.filter = SourceFilter(self.root)
        self._known: dict[str, str | None] = {}
        self._known |= {path: _content(Path(path)) for path in [*self._files()]}

    def differ(self, paths: Iterable[str] | None = None) -> bool:
        """Return whether one of these, or any, is not what it was; remember what it is now."""
        changed = False
        for path in set(self._files() if paths is None else paths):
            now = _content(Path(path))
            before = self._known.get(path)
            differs = path not in self._known or before != now
            self._known[path] = now
            changed = changed or (differs and ("" in (before, now) or self._is_read(path)))
        return changed

    def _is_read(self, path: str) -> bool:
        """Whether a build may read the file; a folder, whose content is empty, always counts."""
        return is_read(Path(path), self.root, [*self._known])

    def _files(self) -> Iterator[str]:
        yield from self._known
        for folder, folders, files in os.walk(self.root):
            yield folder
            folders[:] = [name for name in folders if self._watches(folder, name)]
            yield from (f"{folder}{os.sep}{name}" for name in files if self._watches(folder, name))

    def _watches(self, folder: str, name: str) -> bool:
        return self.filter(Change.modified, f"{folder}{os.sep}{name}")


def _content(path: Path) -> str | None:
    """Return what tells a file's content apart, for a folder nothing; none if there is neither."""
    try:
        if not path.is_file():
            return "" if path.is_dir() else None
        about = path.stat()
        if about.st_size > _LARGE:
            return f"{about.st_size} {about.st_mtime_ns}"
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


class LiveServer(uvicorn.Server):
    """A web server that first ends what waits for events, so that stopping takes no time."""

    def __init__(self, config: uvicorn.Config, *waiting: Callable[[], None]) -> None:
        super().__init__(config)
        self._waiting = waiting

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; nobody is kept waiting for an event."""
        for end in self._waiting:
            end()
        await super().shutdown(sockets)


def serve(
    sources: Sources,
    site: Path,
    rebuild: Rebuild,
    listening: socket.socket,
    *,
    collector: FastAPI | None = None,
    listing: Container[str] | None = None,
) -> None:
    """Serve ``site`` at ``listening`` until interrupted; see :func:`live_server`."""
    live_server(sources, site, rebuild, collector, listing).run([listening])


def live_server(
    sources: Sources,
    site: Path,
    rebuild: Rebuild,
    collector: FastAPI | None = None,
    listing: Container[str] | None = None,
) -> LiveServer:
    """Return a server that shows ``site`` and calls ``rebuild`` after each save in ``sources``.

    The last good book stays up while the author's files have problems. ``rebuild`` runs in a
    thread; two rebuilds never overlap, and saves during a build lead to one more build. One that
    fails is a problem like another, and the next save is built.

    :param collector: receives answers under ``/collect``; it starts and stops with the server.
    :param listing: the files of ``site`` that are handed out; none means all of them.
    """
    announcer = Announcer(site)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        watching = asyncio.create_task(_watch(sources, rebuild, announcer, stop))
        try:
            async with _running(collector):
                yield
        finally:
            stop.set()
            await watching

    app = create_app(site, announcer, collector, listing, lifespan)
    following = [] if collector is None else [collector.state.following.close]
    return LiveServer(server_settings(app), announcer.close, *following)


def _running(collector: FastAPI | None) -> contextlib.AbstractAsyncContextManager[object]:
    if collector is None:
        return contextlib.nullcontext()
    return collector.router.lifespan_context(collector)


async def _watch(
    sources: Sources, rebuild: Rebuild, announcer: Announcer, stop: asyncio.Event
) -> None:
    loop = asyncio.get_running_loop()

    def told(changed: Iterable[str]) -> None:
        loop.call_soon_threadsafe(announcer.rebuilt, tuple(changed))

    async def build() -> None:
        problems = await asyncio.to_thread(_rebuilt, rebuild, told)
        loop.call_soon(announcer.found, problems)

    changes = awatch(
        sources.root,
        watch_filter=sources.filter,
        stop_event=stop,
        debounce=10 * _STEP,
        step=_STEP,
    )

    async def look(found: set[tuple[Change, str]]) -> None:
        # One save is several events, and some of them come when the build has begun.
        if sources.differ(path for _, path in found):
            await build()

    # The watcher watches as soon as somebody waits for it; what was saved before, nobody has seen.
    first = asyncio.ensure_future(anext(changes, set[tuple[Change, str]]()))
    await asyncio.sleep(0)
    if await asyncio.to_thread(sources.differ):
        await build()
    await look(await first)
    async for found in changes:
        await look(found)


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
