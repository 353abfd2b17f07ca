"""What a schema says about a place in a file: its keys, its model, what it is called."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kit.source import Key

_SINGULARS: Final = {
    "entries": "value",
    "asks": "request to a role",
    "feedback": "feedback text",
    "may_expect": "expectation",
    "material": "material",
    "provides": "provision",
    "expects": "expectation",
    "means": "point",
}


def field_of(model: type[BaseModel], key: str) -> FieldInfo | None:
    """Return the field that an author calls ``key``."""
    for name, field in model.model_fields.items():
        if (field.alias or name) == key:
            return field
    return None


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys of a mapping as authors write them, in the schema's order."""
    return [field.alias or name for name, field in model.model_fields.items()]


def model_at(model: type[BaseModel], path: Key, data: Any = None) -> type[BaseModel] | None:
    """Return the schema of the mapping at a path, if the schema has one there.

    :param data: the file; where there are several kinds of mapping, what was written tells.
    """
    current: type[BaseModel] | None = model
    for part in path:
        data = _inside(data, part)
        if isinstance(part, int):
            continue
        field = field_of(current, part) if current else None
        found = models_in(field.annotation) if field else []
        written = set(data) if isinstance(data, dict) else set()
        current = max(found, key=lambda each: len(written & set(keys_of(each))), default=None)
    return current


def _inside(data: Any, part: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(part)
    there = isinstance(data, list) and isinstance(part, int) and part < len(data)
    return data[part] if there else None


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """Return every model inside a type: ``tuple[Item, ...] | None`` has one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in {Annotated, Union, UnionType, tuple, list}:
        return [found for part in get_args(annotation) for found in models_in(part)]
    return []


def name_of(path: Key, root: str) -> str:
    """Return what an author would call the thing at a path.

    >>> name_of(("items", 3), "a platform"), name_of(("vision",), "a platform")
    ('an item', "'vision'")
    """
    if not path:
        return root
    if isinstance(path[-1], str):
        return f"'{path[-1]}'"
    holder = next((part for part in reversed(path) if isinstance(part, str)), "")
    noun = _singular(holder)
    return f"{'an' if noun[:1] in 'aeio' else 'a'} {noun}"


def _singular(key: str) -> str:
    if key in _SINGULARS:
        return _SINGULARS[key]
    words = key.replace("_", " ")
    if words.endswith("ies"):
        return f"{words.removesuffix('ies')}y"
    return words.removesuffix("s") or "entry"
