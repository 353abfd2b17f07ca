"""Python processes beside this one; imports nothing of ours, so that it can be asked first."""

from __future__ import annotations

import os
import subprocess
import sys


def start_interpreter(module: str) -> subprocess.Popen[str]:
    """Start a process that runs ``main`` of a module, and return it.

    Its standard input and output are pipes of text; what it may import is what this process may.
    """
    return subprocess.Popen(  # noqa: S603 - our own interpreter and a module of ours
        [sys.executable, "-P", "-c", f"from {module} import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )


def processors() -> int:
    """Return how many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
