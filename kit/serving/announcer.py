"""Tell open pages what happened to the book."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable

from kit.errors import Problem


class Announcer:
    """Passes the newest state of the book on to every page that listens.

    A page that comes late hears the newest state first, so that an error which stands is seen
    on every page that is opened while it stands.
    """

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[str | None]] = set()
        self._newest: str | None = None
        self.builds = 0
        """How often the book was built; a page that was made of an older one is reloaded."""

    def rebuilt(self, problems: Iterable[Problem]) -> None:
        """Announce a build: pages reload, or show the problems that kept the book from it."""
        listed = [str(problem) for problem in problems]
        self.builds += not listed
        self._newest = _event("problems", {"problems": listed}) if listed else None
        self._tell(self._newest or _event("reload", {}))

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        self._tell(None)

    async def listen(self, build: int) -> AsyncIterator[str]:
        """Yield server-sent events until the announcer closes.

        :param build: what :attr:`builds` was when the page that listens was served.
        """
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield ": hello\n\n"
            if build != self.builds:
                yield _event("reload", {})
            elif self._newest:
                yield self._newest
            while (event := await queue.get()) is not None:
                yield event
        finally:
            self._listeners.discard(queue)

    def _tell(self, event: str | None) -> None:
        for queue in self._listeners:
            queue.put_nowait(event)


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
