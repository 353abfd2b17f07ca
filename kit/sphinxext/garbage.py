"""How often a build looks for memory that nobody uses any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for unused memory seldom: a build makes millions of nodes, and needs nearly all.

    With Python's usual thresholds, looking takes a fifth of a build.
    """
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
