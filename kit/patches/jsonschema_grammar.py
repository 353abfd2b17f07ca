"""jsonschema without a grammar of web addresses that it compiles and that nobody uses.

jsonschema imports ``rfc3987_syntax`` (https://github.com/willynilly/rfc3987-syntax) where that is
installed, as ``format-nongpl`` has it, and goes without it elsewhere. It compiles its grammar when
it is imported; nothing that we hold against a schema has such an address in it. Smallest case:
``python -X importtime -c "import jsonschema"``.

Measured with Sphinx 7.4.7, processor's time of ``kit build`` of this book in one language where
nothing has changed, five pairs: without it 67 % more (56 to 163).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from kit.patches.versions import holds

JSONSCHEMA: Final = ">=4.25,<5"
COSTLY: Final = "rfc3987_syntax"


@contextmanager
def quick_imports() -> Iterator[None]:
    """Let packages that use jsonschema be imported quickly."""
    if COSTLY in sys.modules or not holds("jsonschema", JSONSCHEMA):
        yield
        return
    sys.modules[COSTLY] = None  # type: ignore[assignment]  # how Python says: not to be had
    try:
        yield
    finally:
        del sys.modules[COSTLY]
