"""How a fault of ours is named where its own words may repeat what somebody sent or stored."""

from __future__ import annotations

import traceback
from pathlib import Path


def fault_at(error: BaseException) -> str:
    """Return the kind of an error and its place in the code, and nothing of what it says."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    own = next((f for f in reversed(frames) if "/kit/" in f.filename), None)
    asked = f"{Path(own.filename).name}:{own.lineno}" if own else "?"
    return f"{type(error).__name__} at {place}, asked by {asked}"
