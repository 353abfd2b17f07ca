"""What the model promises about ids and sources, and about everything authored."""

from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from kit.load import models_in
from kit.model import Citation, ExerciseId, Id, Platform, Source

SOURCE: TypeAdapter[Any] = TypeAdapter(Source)


@pytest.mark.parametrize("name", ["a", "ask-first", "x2", "a-1-b"])
def test_an_id_is_small_letters_digits_and_hyphens(name: str) -> None:
    assert TypeAdapter(Id).validate_python(name) == name


@pytest.mark.parametrize("name", ["", "A", "å", "a_b", "a--b", "-a", "a-", "1a", "a b", "a\n"])
def test_anything_else_is_no_id(name: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(name)


@pytest.mark.parametrize("name", ["learn", "learn/", "/x", "learn/a/b", "Learn/x"])
def test_an_exercise_is_named_by_focus_area_and_name(name: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(ExerciseId).validate_python(name)


def test_a_source_is_the_kit_or_a_place_in_a_document() -> None:
    assert SOURCE.validate_python("kit") == "kit"
    citation = SOURCE.validate_python({"document": "decision", "place": "page 2"})
    assert citation == Citation(document="decision", place="page 2")


@pytest.mark.parametrize("value", ["kti", {"document": "decision"}, None, []])
def test_a_slip_in_a_source_is_one_error(value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        SOURCE.validate_python(value)
    assert caught.value.error_count() == 1


def models(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for inner in models_in(field.annotation):
                models(inner, seen)
    return seen


@pytest.mark.parametrize("model", sorted(models(Platform, set()), key=lambda m: m.__name__))
def test_everything_authored_is_frozen_and_refuses_unknown_keys(model: type[BaseModel]) -> None:
    assert model.model_config.get("frozen") is True
    assert model.model_config.get("extra") == "forbid"
