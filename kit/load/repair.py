"""Make a faulty file usable enough to check the rest of it, without inventing anything."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any, Final

from kit.source import Key

# What every file says about itself and no other check looks at.
_HOUSEKEEPING: Final = {"owner": "-", "review_by": "2100-01-01"}
_REMOVED: Final = frozenset(
    {"unknown-key", "empty-text", "wrong-value", "wrong-type", "invalid-id"}
)


def repaired(data: dict[str, Any], faults: Iterable[tuple[Key, str, str | None]]) -> dict[str, Any]:
    """Return a copy in which what is wrong is left out, cut short or given its right name.

    Entries of lists stay where they are, so that the places of the others are right. The copy
    may still not fit the schema; then there is nothing to check.
    """
    result: dict[str, Any] = copy.deepcopy(_without_empty(data))
    for name, value in _HOUSEKEEPING.items():
        result.setdefault(name, value)
    for key, code, meant in faults:
        holder = _holder(result, key)
        if not isinstance(holder, dict) or not key:
            continue
        name = str(key[-1])
        if len(key) == 1 and name in _HOUSEKEEPING:
            holder[name] = _HOUSEKEEPING[name]
        elif name == "source":
            holder[name] = "kit"
        elif meant is not None and name in holder:
            holder.setdefault(meant, holder.pop(name))
        elif code == "text-too-long":
            holder[name] = "-"
        elif code in _REMOVED:
            holder.pop(name, None)
    return result


def _holder(data: Any, key: Key) -> Any:
    """Return what holds the last part of a key; none if a mending took it away."""
    for part in key[:-1]:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _without_empty(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_empty(value) for key, value in data.items() if value is not None}
    return [_without_empty(entry) for entry in data] if isinstance(data, list) else data
