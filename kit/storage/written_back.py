"""Whether what changed SQLite's file was SQLite, which writes its log back into it.

Somebody who copies a backup over the file leaves it the same file by its number. But only what
writes the log back changes that file, and says so in the log's index before it begins
(https://sqlite.org/walformat.html, "WAL-Index Format"). A change without that is somebody else's.

Who writes can put the time of the last writing back, but no ordinary user the time of the last
change of the file, its rights, owner and names included. So these count as changes, too.
"""

from __future__ import annotations

import os
import struct
import threading
from typing import ClassVar, Final

_HEAD: Final = 136
_SALTS, _DONE, _BEGUN = 32, 96, 128
"""Where in the index stand the log's own number, the pages that were written back, and those that
were to be."""

_State = tuple[int, int, int]


class WrittenBack:
    """Looks whether a database's file was changed by anything but its log.

    :param file: the database; a connection of this process that has read from it stays open until
        after :meth:`close`.
    """

    _held: ClassVar[dict[tuple[int, int], list[int]]] = {}
    """By file: a descriptor of the index, and how many use it. To close one ends all locks that
    SQLite has on that file in this process, so it is done when nobody uses it any more."""
    _lock: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, file: str) -> None:
        self._file = file
        self._closed = False
        index = f"{file}-shm"
        about = os.stat(index)  # noqa: PTH116 - as below
        self._identity = about.st_dev, about.st_ino
        with self._lock:
            held = self._held.get(self._identity)
            if held is None:
                held = self._held[self._identity] = [os.open(index, os.O_RDONLY | os.O_CLOEXEC), 0]
            held[1] += 1
            self._index = held[0]
            self._state, self._change = self._read(), self._changed()

    def close(self) -> None:
        """Look no more; every connection of the store is closed."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            held = self._held[self._identity]
            held[1] -= 1
            if not held[1]:
                os.close(self._held.pop(self._identity)[0])

    def is_ours(self) -> bool:
        """Return whether all changes since the last look were SQLite's own."""
        with self._lock:
            before, change, after = self._read(), self._changed(), self._read()
            _, done, begun = after
            ours = change == self._change or after != self._state or done != begun
            # From before the look at the file: what is written back meanwhile is new next time.
            self._state, self._change = before, change
        return ours

    def _read(self) -> _State:
        head = os.pread(self._index, _HEAD, 0)
        (salts,) = struct.unpack_from("=Q", head, _SALTS)
        (done,) = struct.unpack_from("=I", head, _DONE)
        (begun,) = struct.unpack_from("=I", head, _BEGUN)
        return salts, done, begun

    def _changed(self) -> tuple[int, int, int]:
        try:
            about = os.stat(self._file)  # noqa: PTH116 - for every batch of answers
        except OSError:
            return -1, 0, 0
        return about.st_size, about.st_mtime_ns, about.st_ctime_ns
