"""Whether the parts of a workshop fit its time and its exercises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    total = sum(activity.minutes for activity in workshop.activities)
    if total != workshop.minutes:
        yield Problem(
            entry.place(("minutes",)),
            "minutes-do-not-add-up",
            f"the activities take {total} minutes together, not {workshop.minutes}",
            f"write 'minutes: {total}', or change the activities",
        )
    for position, activity in enumerate(workshop.activities):
        yield from _check_activity(entry, activity, ("activities", position), exercises)


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
    if activity.exercise is None:
        # An exercise that was left out since it is wrongly written is said already.
        if activity.title is None and not _writes(entry, (*key, "exercise")):
            message = "an activity needs 'exercise' or 'title'"
            yield Problem(entry.place(key), "missing-key", message)
        return
    used = exercises.get(activity.exercise)
    if used is None:
        return
    variants: dict[str, Any] = {v.id: v for v in getattr(used.value, "variants", ())}
    if activity.variant is not None and activity.variant not in variants:
        yield Problem(
            entry.place((*key, "variant")),
            "unknown-reference",
            f"'{activity.exercise}' has no variant '{activity.variant}'",
            suggestion(activity.variant, list(variants), "variants"),
        )
        return
    needed = variants[activity.variant].minutes if activity.variant else used.value.minutes
    if activity.minutes < needed:
        yield Problem(
            entry.place((*key, "minutes")),
            "minutes-do-not-add-up",
            f"'{activity.exercise}' takes {needed} minutes, here it has {activity.minutes}",
        )
