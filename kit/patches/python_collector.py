"""Python's search for unused memory: seldom, where objects by the million are made and kept.

CPython 3.11 to 3.13 look through new objects after every 700 that were made, through older ones
after ten of these, and through all when there are a quarter more. It is a setting of the language
(https://docs.python.org/3/library/gc.html#gc.set_threshold), no other code is touched.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for unused memory seldom: a build makes millions of objects, and needs nearly all.

    With Python's usual thresholds, looking takes a fifth of a build and a tenth of a check.
    """
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        # What there is now counts as looked through: else all of it would be, at once.
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.set_threshold(*before)
