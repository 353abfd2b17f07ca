"""Tell open pages what happened to the book."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

from kit.errors import Problem


class Announcer:
    """Passes the newest state of the book on to every page that listens.

    Pages belong to the part of the site that they lie in: the folder of their language, or ``""``
    elsewhere. Each part is built by itself, and its pages are told of its builds only.

    A page that comes late hears the newest state first, so that an error which stands is seen
    on every page that is opened while it stands.

    :param site: the folder that is served.
    """

    def __init__(self, site: Path) -> None:
        self._site = site
        self._listeners: dict[asyncio.Queue[str | None], str] = {}
        self._problems: str | None = None
        self._closed = False
        self.builds: Counter[str] = Counter()
        """How often each part was built; a page that was made of an older one is reloaded."""

    def rebuilt(self, changed: Iterable[str]) -> None:
        """Announce a build: the pages of every part in which a file changed reload.

        :param changed: the files, relative to the site.
        """
        tops = {name.partition("/")[0] for name in changed}
        parts = {self.part_of(f"{top}/") for top in tops}
        self.builds.update(parts)
        for queue, part in self._listeners.items():
            if part in parts:
                queue.put_nowait(_event("reload", {}))

    def found(self, problems: Iterable[Problem]) -> None:
        """Announce what is wrong with the book now, which may be nothing; pages show it."""
        before = self._problems
        listed = [str(problem) for problem in problems]
        self._problems = _event("problems", {"problems": listed}) if listed else None
        if self._problems != before:
            self._tell(self._problems or _event("problems", {"problems": []}))

    def close(self) -> None:
        """End every stream, and those that come later, so that the server can stop."""
        self._closed = True
        self._tell(None)

    async def listen(self, part: str, build: int) -> AsyncIterator[str]:
        """Yield server-sent events until the announcer closes.

        :param part: where the page that listens lies.
        :param build: what :attr:`builds` was for this part when the page was served.
        """
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners[queue] = part
        try:
            yield ": hello\n\n"
            if build != self.builds[part]:
                yield _event("reload", {})
            elif self._problems:
                yield self._problems
            while not self._closed and (event := await queue.get()) is not None:
                yield event
        finally:
            del self._listeners[queue]

    def part_of(self, name: str) -> str:
        """Return the part that a file lies in; what has assets of its own is a language."""
        top, below, _ = name.partition("/")
        return top if below and (self._site / top / "_static").is_dir() else ""

    def _tell(self, event: str | None) -> None:
        for queue in self._listeners:
            queue.put_nowait(event)


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
