"""How many pages Sphinx is about to write: no event says it, only the builder is told.

Smallest case: a handler of ``write-started``, the last event before, gets the builder alone; which
pages are outdated, changed or listed anew, ``Builder.write`` works out only then. Costs nothing;
what it keeps, ``writing page 3 of 40``, is in ``tests/platforms/test_pages.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from kit.patches.versions import holds

SPHINX: Final = ">=7.4,<10"
LOST: Final = "how many pages are still to be written is not said"


def tell_pages_to_write(builder: Any, tell: Callable[[int], None]) -> None:
    """Let a builder tell how many pages it will write, before it begins."""
    if not holds("sphinx", SPHINX):
        return
    prepare = builder.prepare_writing

    def begin(names: set[str]) -> None:
        tell(len(names))
        prepare(names)

    builder.prepare_writing = begin
