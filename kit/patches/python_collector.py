"""Python's search for unused memory: seldom while a book is built, never through what stays.

CPython 3.11 to 3.13 look through new objects after every 700 that were made (2000 in 3.13), through
older ones after ten of these, and through all when there are a quarter more, and once more at the
end. These are settings of the language (https://docs.python.org/3/library/gc.html), no other code
is touched.

Measured with Python 3.11 and Sphinx 7.4.7, processor's time of a build of this book: looking seldom
saves a fifth to a quarter of it, cold (two pairs). Where nothing has changed in one language, it
takes 9 % more without that (5 to 22), 25 % more without ending at once (-2 to 32; five pairs each).
What is kept from the start of a server saves no time; it keeps the slowest answers quick
(``docs/performance.md``).
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_HOLDS: Final = sys.version_info < (3, 14)
"""Whether Python looks as is told above; the next ones look in another way."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for unused memory seldom: a build makes millions of objects, and needs nearly all."""
    if not _HOLDS:
        yield
        return
    before, (_, looks, _) = gc.get_threshold(), gc.get_count()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        new, looks_now, _ = gc.get_count()
        # What there is now counts as looked through: else all of it would be, at once. Where there
        # is hardly more than before, that costs nothing, but to count what is frozen does.
        if (new > before[0] or looks_now != looks) and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.set_threshold(*before)


@contextmanager
def start_kept() -> Iterator[None]:
    """Do not look through what was there at the start.

    A server would, every thousand answers or so, and everybody would wait for the tenth of a
    second that this takes.
    """
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def end_at_once() -> None:
    """Let this process end without looking through all its memory for what it may leave behind.

    That would be half a second after a build.
    """
    atexit.register(gc.freeze)
