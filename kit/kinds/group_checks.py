"""What a group exercise must hold true beyond its schema.

That the linked self-assessment exists is checked for every kind in ``kit.checks``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kit.errors import suggestion
from kit.kinds.group_model import Group, Variant
from kit.model import Exercise
from kit.plugins import Finding


def check_group(exercise: Group, exercises: Mapping[str, Exercise]) -> Iterator[Finding]:
    """Yield the findings of one group exercise."""
    total = sum(step.minutes for step in exercise.steps)
    if total != exercise.minutes:
        yield Finding(
            ("minutes",),
            "minutes-do-not-add-up",
            f"the steps take {total} minutes together, not {exercise.minutes}",
            f"write 'minutes: {total}', or change the steps",
        )
    yield from _check_size(exercise)
    yield from _check_vote(exercise)
    for position, variant in enumerate(exercise.variants):
        yield from _check_variant(variant, exercise, ("variants", position))
    linked = exercises.get(exercise.self_assessment or "")
    if linked is not None and linked.kind != "self-assessment":
        yield Finding(
            ("self_assessment",),
            "unknown-exercise",
            f"'{exercise.self_assessment}' is of kind '{linked.kind}', not 'self-assessment'",
        )


def _check_vote(exercise: Group) -> Iterator[Finding]:
    """Yield a vote in a step that there is not; without a word about it, none is needed."""
    vote, steps = exercise.vote, [step.id for step in exercise.steps]
    if vote is not None and "step" in vote.model_fields_set and vote.step not in steps:
        yield Finding(
            ("vote", "step"),
            "unknown-reference",
            f"the exercise has no step '{vote.step}'",
            suggestion(vote.step, steps, "steps"),
        )


def _check_size(exercise: Group) -> Iterator[Finding]:
    size = exercise.group_size
    if size.maximum < size.minimum:
        yield Finding(
            ("group_size", "maximum"),
            "wrong-value",
            f"the largest group ({size.maximum}) is smaller than the smallest ({size.minimum})",
        )


def _check_variant(
    variant: Variant, exercise: Group, key: tuple[str | int, ...]
) -> Iterator[Finding]:
    known = {step.id: step.minutes for step in exercise.steps}
    for position, entry in enumerate(variant.steps):
        if entry.step not in known:
            yield Finding(
                (*key, "steps", position, "step"),
                "unknown-reference",
                f"the exercise has no step '{entry.step}'",
                suggestion(entry.step, list(known), "steps"),
            )
    total = sum(entry.minutes for entry in variant.steps) or sum(known.values())
    if total != variant.minutes:
        yield Finding(
            (*key, "minutes"),
            "minutes-do-not-add-up",
            f"the steps of variant '{variant.id}' take {total} minutes together,"
            f" not {variant.minutes}",
            f"write 'minutes: {total}', or change the steps",
        )
