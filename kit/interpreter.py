"""Python processes beside this one; imports nothing of ours, so that it can be asked first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Final

_HUSHED: Final = (
    "import sys; told = sys.excepthook;"
    " sys.excepthook = lambda kind, *rest: kind is KeyboardInterrupt or told(kind, *rest)"
)
"""Ctrl+C reaches every process of a command; the first one answers for all."""


def start_interpreter(module: str) -> subprocess.Popen[str]:
    """Start a process that runs ``main`` of a module, and return it.

    Its standard input and output are pipes of text; what it may import is what this process may.
    """
    return subprocess.Popen(  # noqa: S603 - our own interpreter and a module of ours
        [sys.executable, "-P", "-c", f"{_HUSHED}; from {module} import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )


def ended(code: int | None) -> str:
    """Return in words how a process has ended.

    >>> ended(-9), ended(3)
    ('was killed (SIGKILL)', 'was ended from within (status 3)')
    """
    if code is not None and code < 0:
        known = {int(number): number.name for number in signal.Signals}
        return f"was killed ({known.get(-code, f'signal {-code}')})"
    return f"was ended from within (status {code})"


def processors() -> int:
    """Return how many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
