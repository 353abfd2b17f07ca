"""What exercises must hold true beyond their schema: their kind's checks, and what is collected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from kit.errors import Problem, Severity
from kit.load import Book, Entry, failing_kind
from kit.model import (
    FEWEST_ITEMS,
    Exercise,
    Platform,
    ResponseShape,
    identifiable_person,
    personal_detail,
)
from kit.plugins import FAILURES, Context, Finding, Kind
from kit.source import Key


def check_exercise(book: Book, entry: Entry[Exercise], context: Context) -> Iterator[Problem]:
    """Yield what the kind finds, then what breaks the rules of collecting.

    A kind that fails is reported as broken, with its origin.
    """
    kind = book.kinds[entry.value.kind]
    try:
        findings = list(kind.check(entry.value, context))
        problems = [
            Problem(entry.place(f.key), f.code, f.message, _hint(entry, f), f.severity)
            for f in findings
        ]
        shape = _shape(kind, entry.value, context.platform)
    except FAILURES as error:
        yield failing_kind(book.discovery, kind.name, entry.path, error)
        return
    yield from problems
    if shape is not None:
        # An item whose dimension is misspelt would make that dimension look too short.
        if all(finding.code != "unknown-dimension" for finding in findings):
            yield from _check_sizes(entry, shape, kind)
        yield from _check_persons(entry, shape, kind)
        yield from _check_steps(book, shape)


def _hint(entry: Entry[Exercise], finding: Finding) -> str | None:
    """Return a finding's hint, with the line of the other place if it names one."""
    if finding.other is None:
        return finding.hint
    other = f"the other is in line {entry.place(finding.other).line}"
    return f"{finding.hint}; {other}" if finding.hint else other


def _shape(kind: Kind, exercise: Exercise, platform: Platform) -> ResponseShape | None:
    """Return what is collected; none as well if the exercise names a scale that is not there."""
    scale = getattr(exercise, "scale", None)
    if isinstance(scale, str) and scale not in {known.id for known in platform.scales}:
        return None
    return kind.response(exercise, platform)


def _or_not(advice: str, kinds: Iterable[Kind], where: str = "") -> str:
    """Return an advice, with that not to collect if the author can say so: not all kinds ask."""
    if all("collects" in kind.model.model_fields for kind in kinds):
        return f"{advice}, or write 'collects: false'{where}"
    return advice


def _check_sizes(entry: Entry[Exercise], shape: ResponseShape, kind: Kind) -> Iterator[Problem]:
    for dimension in shape.dimensions:
        count = sum(item.dimension == dimension.id for item in shape.items)
        if 0 < count < FEWEST_ITEMS:
            yield Problem(
                entry.place(key_of(entry, "dimensions", dimension.id)),
                "too-few-items",
                f"'{dimension.id}' has {count} item{'s' if count != 1 else ''};"
                f" a dimension that is collected needs at least {FEWEST_ITEMS}",
                _or_not("add items", [kind]),
            )


def _check_steps(book: Book, shape: ResponseShape) -> Iterator[Problem]:
    """Yield the scale if its values are not one step apart: its answers could not be collected."""
    values = [category.value for category in shape.scale.categories]
    steps = {after - before for before, after in pairwise(values)}
    if book.platform is None or steps in ({1}, {-1}):
        return
    ids = [scale.id for scale in book.platform.value.scales]
    if shape.scale.id in ids and not _falls_or_stops(values):
        shown = ", ".join(f"{value:g}" for value in values)
        # Said once of the scale, whatever kinds of exercise use it.
        kinds = [
            book.kinds[entry.value.kind]
            for entry in book.exercises.values()
            if getattr(entry.value, "scale", None) == shape.scale.id
        ]
        yield Problem(
            book.platform.place(("scales", ids.index(shape.scale.id), "categories"), of="key"),
            "uneven-scale",
            f"the values of scale '{shape.scale.id}' are {shown}, not one step apart,"
            " so no answers with it can be collected",
            _or_not("number them one after the other", kinds, " in its exercises"),
        )


def _falls_or_stops(values: list[float]) -> bool:
    """Return whether ``scale-order`` or ``short-scale`` says it already."""
    steps = [after - before for before, after in pairwise(values)]
    return not steps or any(step == 0 or (step > 0) != (steps[0] > 0) for step in steps)


def _check_persons(entry: Entry[Exercise], shape: ResponseShape, kind: Kind) -> Iterator[Problem]:
    """Yield the collected items that may tell who is meant, or who answers.

    What is about *me* never leaves the reader's screen and may say anything. An item about one
    person may not be collected at all; whether an age or a position gives somebody away depends
    on the unit, so that is for the author to judge.
    """
    for item in shape.items:
        person, detail = identifiable_person(item.text), personal_detail(item.text)
        if not (person or detail):
            continue
        place = entry.place((*key_of(entry, "items", item.id)[:-1], "text"))
        if person:
            yield Problem(
                place,
                "identifiable-person",
                f"'{person}' is one person whom everybody in the unit knows",
                _or_not("ask about all of you", [kind]),
            )
        else:
            yield Problem(
                place,
                "identifiable-person",
                f"'{detail}' may tell in a small unit who answers or who is meant",
                "ask about all of you, without age, sex or position",
                Severity.WARNING,
            )


def collected(book: Book, entry: Entry[Exercise]) -> ResponseShape | None:
    """Return what an exercise collects, or none; none as well if its kind fails, which is told."""
    if book.platform is None:
        return None
    try:
        return _shape(book.kinds[entry.value.kind], entry.value, book.platform.value)
    except FAILURES:
        return None


def key_of(entry: Entry[Exercise], holder: str, wanted: str) -> Key:
    """Return the way to the id of an entry in a list of the file."""
    listed = entry.document.data.get(holder)
    for position, candidate in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(candidate, dict) and candidate.get("id") == wanted:
            return (holder, position, "id")
    return (holder, "id")
