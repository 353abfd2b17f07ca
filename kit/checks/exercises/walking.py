"""Walk a file's data along its schema, also where the file has problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel

from kit.load import models_in
from kit.model import Refers
from kit.source import Key


@dataclass(frozen=True, slots=True)
class _Field:
    key: str
    refers: Refers | None
    models: tuple[type[BaseModel], ...]
    """More than one where an author chooses between two kinds of mapping."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An id that stands in a file, where it stands, and what it should name."""

    key: Key
    to: str
    name: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of mappings: the model of its entries, and the entries as they are written."""

    key: Key
    model: type[BaseModel]
    entries: list[Any]


def references(model: type[BaseModel], data: object) -> Iterator[Reference]:
    """Yield every id that refers to something, in the order of the schema."""
    for key, field, value in _walk(model, data, ()):
        if field.refers is None:
            continue
        for position, entry in _entries(value):
            if isinstance(entry, str):
                yield Reference((*key, *position), field.refers.to, entry)


def listings(model: type[BaseModel], data: object) -> Iterator[Listing]:
    """Yield every list of mappings."""
    for key, field, value in _walk(model, data, ()):
        if field.models and isinstance(value, list):
            yield Listing(key, field.models[0], value)


def _walk(model: type[BaseModel], data: object, key: Key) -> Iterator[tuple[Key, _Field, object]]:
    if not isinstance(data, dict):
        return
    for field in _fields(model):
        value = data.get(field.key)
        if value is None:
            continue
        found = (*key, field.key)
        yield found, field, value
        for inner in field.models:
            for position, entry in _entries(value):
                yield from _walk(inner, entry, (*found, *position))


def _entries(value: object) -> Iterator[tuple[Key, object]]:
    if isinstance(value, list):
        yield from (((position,), entry) for position, entry in enumerate(value))
    else:
        yield (), value


@lru_cache(maxsize=256)
def _fields(model: type[BaseModel]) -> tuple[_Field, ...]:
    """Return the fields that lead somewhere: to another model or to the name of something."""
    fields = []
    for name, info in model.model_fields.items():
        refers = next(_marks([*info.metadata, info.annotation]), None)
        inner = tuple(models_in(info.annotation))
        if refers or inner:
            fields.append(_Field(info.alias or name, refers, inner))
    return tuple(fields)


def _marks(parts: list[Any]) -> Iterator[Refers]:
    for part in parts:
        if isinstance(part, Refers):
            yield part
        elif not (isinstance(part, type) and issubclass(part, BaseModel)):
            yield from _marks(list(get_args(part)))
