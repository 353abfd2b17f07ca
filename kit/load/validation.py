"""Hold a file against its schema: a model, and every problem with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kit.errors import Place, Problem, closest, suggestion
from kit.load.repair import repaired
from kit.load.shapes import keys_of, model_at, name_of
from kit.load.sources import with_sources
from kit.load.wording import Words, empty, say
from kit.model import FileKind, migrated
from kit.source import Document, Key

Model = TypeVar("Model", bound=BaseModel)

_UNKNOWN: Final = "extra_forbidden"
_MISSING: Final = "missing"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong at one key."""

    key: Key
    words: Words
    meant: str | None = None
    """For an unknown key: the key that the author may have meant."""


@dataclass(slots=True)
class Validation(Generic[Model]):
    """What came of it: ``value`` is repaired, or none, where there are faults."""

    value: Model | None = None
    faults: list[Fault] = field(default_factory=list)


def validated(
    document: Document, model: type[Model], kind: FileKind, noun: str
) -> tuple[Model | None, tuple[Problem, ...]]:
    """Return a file's model, repaired as far as that invents nothing, and its problems.

    :param noun: what the author calls the file: ``a platform``.
    """
    result = validate_data(document.data, model, kind, noun)
    return result.value, tuple(problem_at(document, fault) for fault in result.faults)


def validate_data(
    data: dict[str, Any], model: type[Model], kind: FileKind, noun: str
) -> Validation[Model]:
    """Hold plain data against a schema, its version first."""
    migration = migrated(data, kind)
    result: Validation[Model] = Validation()
    if migration.code:
        words = Words(migration.code, migration.message, migration.hint)
        result.faults.append(Fault(("schema",), words))
    if not migration.readable:
        return result
    data = migration.data
    if kind == "platform":
        data = with_sources(data, model)
    result.value, errors = _parse(data, model)
    strange = {real_key(error, data) for error in errors if error["type"] == _UNKNOWN}
    nothing = [
        Fault(key, empty(_subject(key))) for key in _empty_values(data, ()) if key not in strange
    ]
    faults = list(_faults(errors, data, model, noun, {fault.key for fault in nothing}))
    result.faults += [*nothing, *faults]
    if result.value is None:
        wrong = [(fault.key, fault.words.code, fault.meant) for fault in faults]
        result.value, _ = _parse(repaired(data, wrong), model)
    return result


def problem_at(document: Document, fault: Fault, within: Key = ()) -> Problem:
    """Return the fault as a problem in its file.

    :param within: where in the document the data stood that was held against the schema.
    """
    words, key = fault.words, (*within, *fault.key)
    if words.code == "missing-schema" and not within:
        place = Place(document.name)
    elif words.code in {"missing-key", "missing-schema"}:
        place = document.place(key[:-1], of="key")
    else:
        place = document.place(key, of="key" if words.code == "unknown-key" else "value")
    hint = _remark(document, words, key) or words.hint or _swallowed(document, fault, key)
    return Problem(place, words.code, words.message, hint)


def _remark(document: Document, words: Words, key: Key) -> str | None:
    """Return a hint if a key is empty since its text begins with the sign of a remark."""
    line = document.place(key, of="key").line
    rest = document.text.splitlines()[line - 1].partition(f"{key[-1]}:")[2] if key else ""
    if words.code != "empty-text" or not rest.lstrip().startswith("#"):
        return None
    return "'#' begins a remark, which nobody reads: put the text in quotes"


def _swallowed(document: Document, fault: Fault, key: Key) -> str | None:
    """Return a hint if a missing key is there, but indented so that it became part of a text."""
    found = document.swallowed(key) if fault.words.code == "missing-key" else None
    if found is None:
        return None
    line, name = found
    return f"line {line} looks like '{key[-1]}:', but is indented and became part of '{name}'"


def _parse(data: dict[str, Any], model: type[Model]) -> tuple[Model | None, list[ErrorDetails]]:
    # Strict JSON is what authors mean: a date may be a text, but '20' is no number.
    try:
        return model.model_validate_json(json.dumps(data), strict=True), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _faults(
    errors: list[ErrorDetails],
    data: dict[str, Any],
    model: type[BaseModel],
    noun: str,
    explained: set[Key],
) -> Iterator[Fault]:
    """Yield one fault a slip; a missing key that is only misspelt is not missing as well."""
    placed = [(real_key(error, data), error) for error in errors]
    missing = {key for key, error in placed if error["type"] == _MISSING}
    unknown = {
        key: _meant(key, model, data, missing) for key, error in placed if error["type"] == _UNKNOWN
    }
    misspelt = {(*key[:-1], meant) for key, meant in unknown.items() if meant}
    said = set(explained)
    for key, error in placed:
        if key in said or (error["type"] == _MISSING and key in misspelt) or _follows(error):
            continue
        said.add(key)
        if key in unknown:
            holder = model_at(model, key[:-1], data)
            words = _unknown(key, holder, noun, unknown[key], error["input"])
            yield Fault(key, words, unknown[key])
        elif error["type"] == _MISSING:
            yield Fault(key, Words("missing-key", f"{name_of(key[:-1], noun)} needs '{key[-1]}'"))
        else:
            words = say(error, _subject(key))
            holder = model_at(model, key) if words.code == "wrong-type" else None
            if holder is not None and words.hint is None and isinstance(key[-1], str):
                listed = ", ".join(keys_of(holder))
                words = replace(words, hint=f"keys, each on a line of its own: {listed}")
            yield Fault(key, words)


def _follows(error: ErrorDetails) -> bool:
    """Return whether a list only seems too short because its entries have faults of their own."""
    given = error["input"]
    return (
        error["type"] == "too_short"
        and isinstance(given, list)
        and len(given) >= error.get("ctx", {}).get("min_length", 0)
    )


def real_key(error: ErrorDetails, data: Any) -> Key:
    """Return where an error is in the author's file, without pydantic's names for choices."""
    key: list[str | int] = []
    location = error["loc"]
    for position, part in enumerate(location):
        last = position == len(location) - 1
        if isinstance(data, dict) and (part in data or (last and error["type"] == _MISSING)):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            continue
        key.append(part)
    return tuple(key)


def _meant(key: Key, model: type[BaseModel], data: Any, missing: set[Key]) -> str | None:
    """Return the key that was meant: one that is missing rather than one that may be."""
    holder = model_at(model, key[:-1], data)
    if holder is None:
        return None
    for part in key[:-1]:
        data = data[part]
    known = keys_of(holder)
    needed = [name for name in known if (*key[:-1], name) in missing]
    meant = closest(key[-1], needed) or closest(key[-1], known)
    return None if meant in data else meant


def _unknown(
    key: Key, holder: type[BaseModel] | None, noun: str, meant: str | None, value: object
) -> Words:
    message = f"'{key[-1]}' is not a key of {name_of(key[:-1], noun)}"
    known = keys_of(holder) if holder else []
    if value is None and not meant:
        # What remains of a text when it stands between { and } without quotes.
        return Words("unknown-key", message, "put a text that contains ',' or '#' in quotes")
    hint = f"did you mean '{meant}'?" if meant else suggestion(key[-1], known, "keys")
    return Words("unknown-key", message, hint)


def _subject(key: Key) -> str:
    if not key:
        return "the file"
    if isinstance(key[-1], int):
        holder = next((part for part in reversed(key) if isinstance(part, str)), "")
        return f"entry {key[-1] + 1} of '{holder}'"
    return f"'{key[-1]}'"


def _empty_values(data: object, key: Key) -> Iterator[Key]:
    if data is None:
        yield key
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _empty_values(value, (*key, name))
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from _empty_values(value, (*key, position))
