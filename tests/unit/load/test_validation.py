"""A file is held against its schema: one problem for each slip, each at its place."""

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict, Field

from kit.load.validation import problem_at, validate_data
from kit.source import read_bytes


class Step(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    minutes: int = 5


class Exercise(BaseModel):
    model_config = ConfigDict(extra="forbid")
    schema_: int = Field(alias="schema")
    title: Annotated[str, Field(max_length=60)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    owner: str = "-"
    review_by: str = "-"


def problems(text: str) -> list[tuple[int, str]]:
    document = read_bytes(text.encode(), "a.yml").document
    assert document is not None
    found = validate_data(document.data, Exercise, "exercise", "an exercise")
    return [
        (problem.place.line, problem.code)
        for problem in (problem_at(document, fault) for fault in found.faults)
    ]


def value_of(data: dict[str, Any]) -> Exercise | None:
    return validate_data(data, Exercise, "exercise", "an exercise").value


def test_all_that_is_wrong_is_found_at_once_in_its_lines() -> None:
    text = (
        "schema: 1\ntitle: A\nsteps:\n- id: a\n  minutes: ten\n- minutes: 5\n- id: b\n  mood: x\n"
    )
    assert problems(text) == [(5, "wrong-type"), (6, "missing-key"), (8, "unknown-key")]


def test_a_misspelt_key_is_not_missing_as_well() -> None:
    assert problems("schema: 1\ntitel: A\nsteps: [{id: a}]\n") == [(2, "unknown-key")]


def test_a_list_is_not_too_short_because_its_entries_have_faults() -> None:
    assert problems("schema: 1\ntitle: A\nsteps: [{idd: a}]\n") == [(3, "unknown-key")]
    assert problems("schema: 1\ntitle: A\nsteps: []\n") == [(3, "wrong-value")]


def test_a_key_with_nothing_is_told_once() -> None:
    assert problems("schema: 1\ntitle:\nsteps: [{id: a}]\n") == [(2, "empty-text")]


def test_a_file_of_a_newer_version_is_not_read_at_all() -> None:
    assert problems("schema: 99\ntitel: 5\n") == [(1, "schema-too-new")]


@pytest.mark.parametrize("value", ["20", True, 1.5])
def test_a_number_is_written_as_one(value: object) -> None:
    data = {"schema": 1, "title": "A", "steps": [{"id": "a", "minutes": value}]}
    found = value_of(data)
    assert found is not None
    assert found.steps[0].minutes == 5, "left out, and not guessed"


def test_a_file_that_cannot_be_mended_has_no_value() -> None:
    assert value_of({"schema": 1, "title": "A"}) is None
