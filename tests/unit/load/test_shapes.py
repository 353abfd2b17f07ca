"""A place in a file is called what an author would call it."""

import pytest
from pydantic import BaseModel, Field

from kit.load.shapes import field_of, keys_of, model_at, models_in, name_of
from kit.source import Key


class Inner(BaseModel):
    word: str


class Outer(BaseModel):
    from_: int = Field(alias="from")
    entries: tuple[Inner, ...] = ()
    one: Inner | None = None


def test_keys_are_those_that_authors_write() -> None:
    assert keys_of(Outer) == ["from", "entries", "one"]
    assert field_of(Outer, "from") is not None
    assert field_of(Outer, "from_") is None


def test_a_schema_is_found_inside_lists_and_choices() -> None:
    assert models_in(tuple[Inner, ...] | None) == [Inner]
    assert models_in(str) == []
    assert model_at(Outer, ("entries", 3)) is Inner
    assert model_at(Outer, ("one",)) is Inner
    assert model_at(Outer, ("from",)) is None
    assert model_at(Outer, ("nothing", "more")) is None
    assert model_at(Outer, ()) is Outer


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ((), "a platform"),
        (("vision",), "'vision'"),
        (("items", 3), "an item"),
        (("policies", 0), "a policy"),
        (("focus_areas", 0), "a focus area"),
        (("values", "entries", 1), "a value"),
        (("focus_areas", 0, "asks", 2), "a request to a role"),
    ],
)
def test_an_entry_of_a_list_has_a_name(path: Key, name: str) -> None:
    assert name_of(path, "a platform") == name
