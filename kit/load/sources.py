"""A source for a whole block: what says nothing of its own is from where its block is from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

from kit.load.shapes import field_of, models_in

_SHAPES: Final = ({"document", "place"}, {"law", "section"})


def with_sources(data: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Return a platform's data with the ``source`` of the nearest mapping around each one without.

    That of the platform as a whole is left out: otherwise every line that somebody forgot would
    be put into the organisation's mouth. What has no source then lacks one, and is told so.
    """
    return {key: _filled(model, key, value, None) for key, value in data.items()}


def _filled(model: type[BaseModel], key: str, value: Any, around: Any) -> Any:
    """Return what stands at a key of a model, with its sources."""
    field = field_of(model, key)
    inner = next(iter(models_in(field.annotation)), None) if field else None
    if inner is None or key == "source":
        return value
    if isinstance(value, list):
        return [_mapping(inner, entry, around) for entry in value]
    return _mapping(inner, value, around)


def _mapping(model: type[BaseModel], data: Any, around: Any) -> Any:
    if not isinstance(data, dict):
        return data
    here = _usable(data["source"]) if "source" in data else around
    filled = {key: _filled(model, key, value, here) for key, value in data.items()}
    field = field_of(model, "source")
    if around is not None and "source" not in data and field and field.is_required():
        filled["source"] = around
    return filled


def _usable(source: object) -> object:
    """Return a source as it is written, or ``kit`` for a faulty one: the fault is told once."""
    if isinstance(source, Mapping) and set(source) in _SHAPES:
        return source if all(isinstance(part, str) and part for part in source.values()) else "kit"
    return "kit"
