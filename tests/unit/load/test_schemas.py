"""The schemas with which an editor completes and checks."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kit.load import json_schemas
from kit.plugins import discover
from kit.source import read

BASE = Path(__file__).parents[2] / "invalid" / "base"
SCHEMAS = json_schemas(discover().of("kit.kinds"))


def check(name: str, data: dict[str, Any]) -> list[str]:
    validator = jsonschema.Draft202012Validator(SCHEMAS[name])
    return sorted(error.json_path for error in validator.iter_errors(data))


def data_of(name: str) -> dict[str, Any]:
    document = read(BASE / name, name).document
    assert document is not None
    data: dict[str, Any] = json.loads(json.dumps(document.data))
    return data


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_every_schema_is_a_schema(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("platform.json", "book/platform.yml"),
        ("workshop.json", "exercises/workshops/thursday.yml"),
        ("exercise.json", "exercises/learn/looking-back.yml"),
        ("exercise.json", "exercises/learn/what-we-learned.yml"),
        ("exercise.json", "exercises/learn/where-we-stand.yml"),
    ],
)
def test_a_sound_file_fits_its_schema_and_an_unknown_key_does_not(schema: str, name: str) -> None:
    data = data_of(name)
    assert check(schema, data) == []
    assert check(schema, {**data, "colour": "red"}) != []


def test_the_kind_decides_which_keys_an_exercise_may_have() -> None:
    reflection = data_of("exercises/learn/looking-back.yml")
    assert check("exercise.json", {**reflection, "kind": "group"}) != []
    assert check("exercise.json", {**reflection, "kind": "dance"}) == ["$.kind"]


def test_an_editor_is_told_the_values_of_a_choice() -> None:
    assert "working-environment" in json.dumps(SCHEMAS["exercise.json"])
    assert "#/$defs/self-assessment.Item" in json.dumps(SCHEMAS["exercise.json"])
