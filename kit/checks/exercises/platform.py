"""What a platform must hold true beyond its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from kit.catalogues import languages, right_tag
from kit.errors import Problem
from kit.load import Entry
from kit.model import Platform, Scale
from kit.source import Key


def check_platform(entry: Entry[Platform]) -> Iterator[Problem]:
    """Yield what is wrong with the language, scales, years and numbers."""
    right = right_tag(entry.value.language)
    if right is not None:
        message = f"'{entry.value.language}' is not the tag of a language that is written"
        hint = f"write '{right}'; everything that the kit says it says in {', '.join(languages())}"
        yield Problem(entry.place(("language",)), "wrong-value", message, hint)
    for position, scale in enumerate(entry.value.scales):
        yield from _check_scale(entry, scale, ("scales", position))
    yield from _check_years(entry)
    yield from _check_numbers(entry)
    yield from _check_order(entry)


def _check_scale(entry: Entry[Platform], scale: Scale, key: Key) -> Iterator[Problem]:
    values = [category.value for category in scale.categories]
    if len(values) < 2:  # noqa: PLR2004 - one answer is no choice
        count = "one category" if values else "no category"
        yield Problem(
            entry.place((*key, "categories"), of="key"),
            "short-scale",
            f"scale '{scale.id}' has {count}",
            "give at least two categories",
        )
    steps = [after - before for before, after in pairwise(values)]
    for position, step in enumerate(steps, start=1):
        if step == 0 or (step > 0) != (steps[0] > 0):
            shown = ", ".join(f"{value:g}" for value in values)
            yield Problem(
                entry.place((*key, "categories", position, "value")),
                "scale-order",
                f"the values of scale '{scale.id}' are {shown}",
                "let them rise, or fall, from each category to the next",
            )
            return


def _check_years(entry: Entry[Platform]) -> Iterator[Problem]:
    platform = entry.value
    period = platform.period
    if period and period.last is not None and period.last < period.first:
        yield Problem(
            entry.place(("period", "last")),
            "wrong-value",
            f"the period ends in {period.last}, before it begins in {period.first}",
        )
    years = {assignment.id: assignment.year for assignment in platform.assignments}
    for position, assignment in enumerate(platform.assignments):
        key: Key = ("assignments", position)
        if assignment.until is not None and assignment.until < assignment.year:
            yield Problem(
                entry.place((*key, "until")),
                "wrong-value",
                f"the assignment ends in {assignment.until}, before its year {assignment.year}",
            )
        for index, earlier in enumerate(assignment.builds_on):
            if earlier == assignment.id or years.get(earlier, 0) > assignment.year:
                yield Problem(
                    entry.place((*key, "builds_on", index)),
                    "wrong-value",
                    f"'{earlier}' is not earlier than '{assignment.id}'",
                )


def _check_order(entry: Entry[Platform]) -> Iterator[Problem]:
    """Yield a problem for a follow-up that would have to come before itself."""
    before = {part.id: part.after for part in entry.value.follow_up}
    for position, part in enumerate(entry.value.follow_up):
        for index, earlier in enumerate(part.after):
            if part.id in _all_before(earlier, before):
                yield Problem(
                    entry.place(("follow_up", position, "after", index)),
                    "wrong-value",
                    f"'{part.id}' would have to come before itself",
                    "let the earlier of the two name nothing that comes after it",
                )


def _all_before(name: str, before: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return a follow-up and all that has to be done before it."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(before.get(one, ()))
    return found


def _check_numbers(entry: Entry[Platform]) -> Iterator[Problem]:
    for area_position, area in enumerate(entry.value.action_areas):
        seen: set[int] = set()
        for position, activity in enumerate(area.activities):
            if activity.number in seen:
                yield Problem(
                    entry.place(("action_areas", area_position, "activities", position, "number")),
                    "duplicate-id",
                    f"two activities of '{area.id}' have the number {activity.number}",
                )
            seen.add(activity.number)
