"""Whether the parts of a workshop fit its time and its exercises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.errors import Problem, suggestion
from kit.load import Entry
from kit.model import Exercise, Workshop, WorkshopActivity
from kit.source import Key


def check_workshop(
    entry: Entry[Workshop], exercises: Mapping[str, Entry[Exercise]]
) -> Iterator[Problem]:
    """Yield minutes that do not add up and parts that are nothing or another variant."""
    workshop = entry.value
    usual = sum(activity.minutes for activity in workshop.activities if activity.usual)
    yield from _check_total(entry, usual, workshop.minutes, ())
    for position, activity in enumerate(workshop.activities):
        key: Key = ("activities", position)
        yield from _check_activity(entry, activity, key, exercises)
        if activity.vote and len(activity.vote.options) == 1:
            yield Problem(
                entry.place((*key, "vote", "options")),
                "wrong-value",
                "a vote needs at least two options, or none where the room writes them",
            )
    for position in range(len(workshop.variants)):
        yield from _check_variant(entry, position, exercises)


@dataclass(frozen=True, slots=True)
class _Use:
    """An exercise as it is used in a workshop."""

    exercise: str
    variant: str | None
    minutes: int
    key: Key


def _check_total(entry: Entry[Workshop], total: int, written: int, key: Key) -> Iterator[Problem]:
    if total != written:
        yield Problem(
            entry.place((*key, "minutes")),
            "minutes-do-not-add-up",
            f"the activities take {total} minutes together, not {written}",
            f"write 'minutes: {total}', or change the activities",
        )


def _check_variant(
    entry: Entry[Workshop], position: int, exercises: Mapping[str, Entry[Exercise]]
) -> Iterator[Problem]:
    variant = entry.value.variants[position]
    known = {activity.id: activity for activity in entry.value.activities}
    total = sum(used.minutes for used in variant.activities)
    yield from _check_total(entry, total, variant.minutes, ("variants", position))
    for number, used in enumerate(variant.activities):
        key: Key = ("variants", position, "activities", number)
        activity = known.get(used.activity)
        if activity is None:
            yield Problem(
                entry.place((*key, "activity")),
                "unknown-reference",
                f"the workshop has no activity '{used.activity}'",
                suggestion(used.activity, list(known), "activities"),
            )
        elif activity.exercise is not None:
            use = _Use(activity.exercise, used.variant or activity.variant, used.minutes, key)
            yield from _check_use(entry, use, exercises)


def _writes(entry: Entry[Workshop], key: Key) -> bool:
    """Return whether the author has written something there, whatever it is worth."""
    found: Any = entry.document.data
    for part in key[:-1]:
        found = found[part]
    return isinstance(found, dict) and found.get(key[-1]) is not None


def _check_activity(
    entry: Entry[Workshop],
    activity: WorkshopActivity,
    key: Key,
    exercises: Mapping[str, Entry[Exercise]],
) -> Iterator[Problem]:
    if activity.exercise is not None:
        use = _Use(activity.exercise, activity.variant, activity.minutes, key)
        yield from _check_use(entry, use, exercises)
    # An exercise that was left out since it is wrongly written is said already.
    elif activity.title is None and not _writes(entry, (*key, "exercise")):
        message = "an activity needs 'exercise' or 'title'"
        yield Problem(entry.place(key), "missing-key", message)


def _check_use(
    entry: Entry[Workshop], use: _Use, exercises: Mapping[str, Entry[Exercise]]
) -> Iterator[Problem]:
    used = exercises.get(use.exercise)
    if used is None:
        return
    variants: dict[str, Any] = {v.id: v for v in getattr(used.value, "variants", ())}
    if use.variant is not None and use.variant not in variants:
        yield Problem(
            entry.place((*use.key, "variant")),
            "unknown-reference",
            f"'{use.exercise}' has no variant '{use.variant}'",
            suggestion(use.variant, list(variants), "variants"),
        )
        return
    needed = variants[use.variant].minutes if use.variant else used.value.minutes
    if use.minutes < needed:
        yield Problem(
            entry.place((*use.key, "minutes")),
            "minutes-do-not-add-up",
            f"'{use.exercise}' takes {needed} minutes, here it has {use.minutes}",
        )
