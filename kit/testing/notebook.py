"""Run a notebook from top to bottom in a fresh kernel."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_RUN: Final = "from nbclient.cli import main; main()"
_SECONDS: Final = 180


def run_failures(path: Path) -> Iterator[str]:
    """Yield why the notebook cannot be run, if it cannot; the file stays as it is.

    In a process of its own, since the kernel needs an event loop, and the caller may have one.
    """
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _RUN, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        yield f"it does not run: {said[-1] if said else 'no reason given'}"
