"""Send prepared requests to a server as fast as it takes them, or at a given rate."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HEAD = "POST {path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\n"


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load."""

    per_second: float
    p99: float
    """Milliseconds from the moment a request was due to its whole reply."""
    failed: int


def prepare(host: str, path: str, bodies: Iterator[bytes], count: int) -> list[bytes]:
    """Return whole requests, so that making them costs nothing while the clock runs."""
    head = _HEAD.format(path=path, host=host).encode()
    return [
        head + b"content-length: %d\r\n\r\n" % len(body) + body
        for body, _ in zip(bodies, range(count), strict=False)
    ]


def send_all(
    port: int, requests: Sequence[bytes], *, connections: int = 64, rate: float | None = None
) -> Load:
    """Send all requests and return how fast they were answered.

    :param rate: requests a second; each is due at its time, whether the one before has been
        answered or not, so that a server that stops for a moment is not spared. None: as fast
        as the server takes them.
    """
    return asyncio.run(_send_all(port, requests, connections, rate))


async def _send_all(
    port: int, requests: Sequence[bytes], connections: int, rate: float | None
) -> Load:
    waiting = iter(enumerate(requests))
    took: list[float] = []
    failed = 0

    async def one() -> None:
        nonlocal failed
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number, request in waiting:
            due = began + number / rate if rate else time.perf_counter()
            if rate:
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
            await reader.readexactly(length)
            took.append(time.perf_counter() - due)
            failed += not head.startswith(b"HTTP/1.1 200")
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(connections)))
    seconds = time.perf_counter() - began
    took.sort()
    return Load(len(took) / seconds, 1000 * took[int(0.99 * (len(took) - 1))], failed)
