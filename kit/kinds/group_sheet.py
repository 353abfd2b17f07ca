"""What the notebook of a group exercise carries with it as data, so that the file needs no book."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from kit.kinds.group_model import Group, Step, Variant, VariantStep
from kit.kinds.self_assessment import kind as self_assessment
from kit.model import Authored, Exercise, Platform
from kit.plugins import Context, fingerprint_of

DATA_VERSION: Final = 1
"""Of the data in notebooks; a newer kit still reads what an older one wrote."""


def used_steps(exercise: Group, variant: Variant) -> list[tuple[Step, VariantStep | None]]:
    """Return the steps that a variant uses, in the exercise's order, with what it changes."""
    if not variant.steps:
        return [(step, None) for step in exercise.steps]
    changes = {change.step: change for change in variant.steps}
    return [(step, changes[step.id]) for step in exercise.steps if step.id in changes]


def run_sheet(exercise: Group, context: Context) -> dict[str, Any]:
    """Return the run-sheet for the widgets: steps, variants and what is voted on."""
    sheet: dict[str, Any] = {
        "version": DATA_VERSION,
        "exercise": context.exercise_id,
        "language": context.language,
        "title": exercise.title,
        "steps": [_kept(step, "id", "title", "minutes") for step in exercise.steps],
        "variants": [
            {
                **_kept(variant, "id", "name", "text"),
                "steps": [
                    {
                        "step": step.id,
                        **_kept(step, "minutes"),
                        **(_kept(change, "minutes", "text") if change else {}),
                    }
                    for step, change in used_steps(exercise, variant)
                ],
            }
            for variant in exercise.variants
        ],
    }
    if exercise.vote:
        sheet["vote"] = {
            **_kept(exercise.vote, "question", "dots", "show_of_hands"),
            "options": [_kept(option, "id", "text") for option in exercise.vote.options],
        }
    return sheet


def linked_assessment(exercise: Group, context: Context) -> Exercise | None:
    """Return the self-assessment that the exercise starts from, if the book has it."""
    linked = context.exercises.get(exercise.self_assessment or "")
    return linked if linked is not None and linked.kind == "self-assessment" else None


def assessment_definition(linked: Exercise, linked_id: str, context: Context) -> dict[str, Any]:
    """Return a self-assessment with the little of its platform that its form needs."""
    here = replace(context, exercise_id=linked_id)
    wording = fingerprint_of(self_assessment, linked, here)
    return {
        "version": DATA_VERSION,
        "exercise_id": linked_id,
        "language": context.language,
        **({"fingerprint": wording} if wording else {}),
        "exercise": _dumped(linked),
        "platform": _small(context.platform, str(getattr(linked, "scale", ""))),
    }


def _small(platform: Platform, scale: str) -> dict[str, Any]:
    names = {"id": True, "name": True}
    kept = platform.model_dump(
        mode="json",
        by_alias=True,
        exclude_none=True,
        include={
            **dict.fromkeys(("schema_version", "owner", "review_by", "id", "name"), True),
            **dict.fromkeys(("organisation", "language", "summary", "documents"), True),
            "focus_areas": {"__all__": names},
            "roles": {"__all__": names},
        },
    )
    for named in (kept, *kept["focus_areas"], *kept["roles"]):
        named["source"] = "kit"
    kept["scales"] = [_dumped(entry) for entry in platform.scales if entry.id == scale]
    return kept


def _dumped(model: Authored) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_none=True)


def _kept(model: Authored, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(model, name)) is not None}
