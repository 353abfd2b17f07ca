"""What a process gives up before it reads a secret: leaving its memory to a file or a debugger."""

from __future__ import annotations

import ctypes
import resource
import sys
from typing import Final

from kit.storage.errors import StoreError

_GET_DUMPABLE: Final = 3
_SET_DUMPABLE: Final = 4
"""``PR_GET_DUMPABLE`` and ``PR_SET_DUMPABLE`` of Linux; neither Python nor C's library names them
for us."""


def close_memory() -> None:
    """Let nothing of this process's memory become a core dump, for as long as it lives.

    Processes that it forks inherit both; one that it starts anew has the limit only, and closes its
    own memory when it opens the store. On Linux no other process of the same user can attach to it
    either, and a system that hands core dumps to a program, whatever the limit is, gets none.

    :raises StoreError: if the system does not allow it.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not sys.platform.startswith("linux"):
        return
    system = ctypes.CDLL(None)
    system.prctl(_SET_DUMPABLE, 0, 0, 0, 0)
    if system.prctl(_GET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise StoreError("this system writes core dumps of the process, which would hold answers")
