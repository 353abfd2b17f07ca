"""Import packages without what they would load and we never use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_COSTLY: Final = "rfc3987_syntax"
"""Compiles a grammar of web addresses, a second long, when jsonschema is imported; jsonschema
goes without it, and nothing that we hold against a schema has such an address in it.

https://github.com/willynilly/rfc3987-syntax
"""


@contextmanager
def quick_imports() -> Iterator[None]:
    """Let packages that use jsonschema be imported quickly."""
    if _COSTLY in sys.modules:
        yield
        return
    sys.modules[_COSTLY] = None  # type: ignore[assignment]  # how Python says: not to be had
    try:
        yield
    finally:
        del sys.modules[_COSTLY]
