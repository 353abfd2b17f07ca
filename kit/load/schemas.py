"""The JSON Schemas with which an editor completes and checks authors' files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, TypeAdapter

from kit.model import Platform, WordsToAvoid, Workshop
from kit.plugins import Kind

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def json_schemas(kinds: Mapping[str, Kind]) -> dict[str, dict[str, Any]]:
    """Return a schema for each kind of file by file name: platform, exercise, workshop, words.

    The schema of an exercise chooses by ``kind:``, so that an editor offers the right keys.
    """
    return {
        "exercise.json": _exercise_schema(kinds),
        "platform.json": _platform_schema(),
        "words-to-avoid.json": _schema(WordsToAvoid, "Words to avoid"),
        "workshop.json": _schema(Workshop, "A workshop"),
    }


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    return {"$schema": DIALECT, **model.model_json_schema(), "title": title}


def _platform_schema() -> dict[str, Any]:
    """Return a schema that lets a source stand for a whole block; what has none, a check tells."""
    schema = _schema(Platform, "A platform")
    for part in schema["$defs"].values():
        if "source" in part.get("required", ()):
            part["required"].remove("source")
    return schema


def _exercise_schema(kinds: Mapping[str, Kind]) -> dict[str, Any]:
    """Build one branch a kind: an editor that knows the kind shows that branch's problems only."""
    definitions: dict[str, Any] = {}
    branches = []
    for name, kind in sorted(kinds.items()):
        schema = TypeAdapter(kind.model).json_schema(ref_template=f"#/$defs/{name}.{{model}}")
        own = schema.pop("$defs", {})
        definitions |= {f"{name}.{key}": value for key, value in own.items()}
        definitions[name] = schema
        branches.append(
            {
                "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
                "then": {"$ref": f"#/$defs/{name}"},
            }
        )
    return {
        "$schema": DIALECT,
        "title": "An exercise",
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": sorted(kinds)}},
        "allOf": branches,
        "$defs": definitions,
    }
