"""Exercises and their kinds: strangers' code, from which nothing may escape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kit.errors import Place, Problem, Severity, quoted, suggestion
from kit.load.validation import Fault, problem_at, validate_data
from kit.load.wording import Words
from kit.model import Exercise
from kit.plugins import FAILURES, BrokenPlugin, Discovery, reason
from kit.plugins.failure import advice, spot
from kit.source import Document


def plugin_problems(discovery: Discovery) -> Iterator[Problem]:
    """Yield a problem for each plugin that cannot be used, with its origin as the place.

    One that is merely installed beside the kit is a warning, so that it stops no book.
    """
    for broken in discovery.broken:
        place = Place(broken.origin, *broken.spot)
        problem = broken_plugin(place, broken.name, broken.reason, broken.hint)
        yield problem if _in_book(broken) else replace(problem, severity=Severity.WARNING)


def _in_book(broken: BrokenPlugin) -> bool:
    return broken.origin.startswith("plugins/")


def broken_plugin(place: Place, name: str, why: str, hint: str | None = None) -> Problem:
    """Return the problem of one plugin."""
    line = " ".join(why.split())
    message = f"the plugin '{name}' cannot be used: {line[:300]}"
    return Problem(place, "broken-plugin", message, hint)


def origin_of(discovery: Discovery, kind: str) -> str:
    """Return where a kind came from."""
    return next(
        (f.origin for f in discovery.found if (f.group, f.name) == ("kit.kinds", kind)), kind
    )


def failing_kind(discovery: Discovery, kind: str, on: str, error: BaseException) -> Problem:
    """Return the problem of a kind that fails on something: a file, its example, its module."""
    why, origin = f"it fails on {on} with {reason(error)}", origin_of(discovery, kind)
    return broken_plugin(Place(origin, *spot(error, origin)), kind, why, advice(error))


def validated_exercise(
    document: Document, discovery: Discovery
) -> tuple[Exercise | None, tuple[Problem, ...]]:
    """Return an exercise in its kind's schema, and its problems.

    Where the kind is missing or unknown, what all kinds have in common is checked.
    """
    word = document.data.get("kind")
    kinds = discovery.of("kit.kinds")
    if isinstance(word, str) and word in kinds:
        noun = f"a '{word}' exercise"
        try:
            result = validate_data(document.data, kinds[word].model, "exercise", noun)
        except FAILURES as error:
            said, origin = f"its schema fails with {reason(error)}", origin_of(discovery, word)
            return None, (broken_plugin(Place(origin, *spot(error, origin)), word, said),)
        return result.value, tuple(problem_at(document, fault) for fault in result.faults)
    faults = [
        fault
        for fault in validate_data(document.data, Exercise, "exercise", "an exercise").faults
        if fault.words.code != "unknown-key" and fault.key != ("kind",)
    ]
    problems = [problem_at(document, fault) for fault in faults]
    problems += _unknown_kind(document, discovery, sorted(kinds))
    return None, tuple(problems)


def _unknown_kind(document: Document, discovery: Discovery, known: list[str]) -> Iterator[Problem]:
    word: Any = document.data.get("kind")
    if word is None:
        hint = f"kinds: {', '.join(known)}"
        words = Words("missing-key", "an exercise needs 'kind'", hint)
    elif broken := [b for b in discovery.broken if (b.group, b.name) == ("kit.kinds", word)]:
        if any(_in_book(plugin) for plugin in broken):
            return  # the plugin's own problem says it
        words = Words("unknown-kind", f"the plugin for {quoted(word)} cannot be used", None)
    elif any(plugin.whole for plugin in discovery.broken):
        return  # one of the book's plugins may bring it, and is named with its own problem
    else:
        meant = suggestion(word, known, "kinds")
        words = Words("unknown-kind", f"no kind {quoted(word)} is installed", meant)
    yield problem_at(document, Fault(("kind",), words))
