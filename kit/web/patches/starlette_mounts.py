r"""Starlette's mounts: an address with a line feed in it lies below them, too.

To ``Mount``, ``/collect/a%0Ab`` does not: it asks a pattern whose ``.`` stands for every sign but
a line feed. The refusal would then be Starlette's, without our page, words and headers. Smallest
case: ``Mount("/collect", app).path_regex.match("/collect/a\nb")`` is none.

It costs nothing; what it keeps is in ``tests/unit/web/access/test_permissions.py``.
"""

from __future__ import annotations

import re
from typing import Final

from starlette.routing import Mount
from starlette.types import ASGIApp

from kit.patches.versions import holds

STARLETTE: Final = ">=0.46,<2"


def mounted(path: str, app: ASGIApp) -> Mount:
    """Return a mount of everything below a path."""
    found = Mount(path, app)
    if holds("starlette", STARLETTE):
        found.path_regex = re.compile(found.path_regex.pattern, re.DOTALL)
    return found
