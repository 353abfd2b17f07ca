"""Find every translatable text of a model, and put translations in place.

A text's key is its path with ids in place of list positions (``items.ask-first.text``), so
that moving an entry never loses its translation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, Self, TypeVar, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kit.model.base import Translatable

Model = TypeVar("Model", bound=BaseModel)

IDENTITIES: Final = ("id", "role", "step", "activity")
"""The keys that tell the entries of a list apart."""


class Untranslated(str):
    """A text without a translation: in another language than those around it."""

    __slots__ = ("language",)

    language: str

    def __new__(cls, text: str, language: str = "") -> Self:
        """Return the text, which is in ``language``."""
        made = super().__new__(cls, text)
        made.language = language
        return made


def texts(
    model: BaseModel, prefix: str = "", mark: type = Translatable
) -> Iterator[tuple[str, str]]:
    """Yield (key, text) for every text that is marked as translatable, in the fields' order.

    :param mark: another mark to look for.
    """
    for name, word, marked in _fields(type(model), mark):
        value = getattr(model, name)
        key = f"{prefix}{word}"
        if isinstance(value, str):
            if marked:
                yield key, value
        elif isinstance(value, BaseModel):
            yield from texts(value, f"{key}.", mark)
        elif isinstance(value, tuple):
            for position, entry in enumerate(value):
                if isinstance(entry, BaseModel):
                    yield from texts(entry, f"{key}.{_name(entry, position)}.", mark)


def translated(model: Model, translate: Callable[[str, str], str], prefix: str = "") -> Model:
    """Return a copy of ``model`` in which each text is ``translate(key, text)``."""
    update: dict[str, object] = {}
    for name, word, translatable in _fields(type(model)):
        value = getattr(model, name)
        key = f"{prefix}{word}"
        if isinstance(value, str):
            if translatable:
                update[name] = translate(key, value)
        elif isinstance(value, BaseModel):
            update[name] = translated(value, translate, f"{key}.")
        elif isinstance(value, tuple):
            update[name] = tuple(
                translated(entry, translate, f"{key}.{_name(entry, position)}.")
                if isinstance(entry, BaseModel)
                else entry
                for position, entry in enumerate(value)
            )
    return model.model_copy(update=update)


def _name(entry: BaseModel, position: int) -> str:
    for attribute in IDENTITIES:
        name = getattr(entry, attribute, None)
        if isinstance(name, str):
            return name
    return str(position)


@lru_cache(maxsize=512)
def _fields(model: type[BaseModel], mark: type = Translatable) -> tuple[tuple[str, str, bool], ...]:
    """Return the name of each field, what authors call it, and whether it has the mark."""
    return tuple(
        (name, field.alias or name, _is_marked(field, mark))
        for name, field in model.model_fields.items()
    )


def _is_marked(field: FieldInfo, mark: type) -> bool:
    """Whether the field's type is marked; the mark may stand inside ``Text | None``."""
    if any(isinstance(each, mark) for each in field.metadata):
        return True
    return any(
        isinstance(each, mark)
        for option in get_args(field.annotation)
        for each in get_args(option)[1:]
    )
