"""Self-assessment: items on a scale, averaged into dimensions; the profile is the reader's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from kit.agenda import Agenda, exercise_agenda
from kit.kinds.assessment_checks import check_assessment
from kit.kinds.examples import example_text
from kit.model import Dimension, Exercise, Item, Platform, ResponseShape, ScaleId, Text
from kit.plugins import Cell, Context, Finding


class SelfAssessment(Exercise):
    """A self-assessment exercise."""

    kind: Literal["self-assessment"]
    collects: bool
    """Whether the 'we' dimensions may be sent to a collector, anonymously."""
    scale: ScaleId
    """A scale of the platform."""
    introduction: Text | None = None
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1)]
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    ends_with: Text | None = None
    """What to do with the profile."""


class SelfAssessmentKind:
    """The plugin."""

    api: Final = 1
    name: Final = "self-assessment"
    model: Final = SelfAssessment
    template: Final = "kinds/self-assessment.html"
    module: Final = "self-assessment.js"
    assets: Traversable | None = None

    def check(self, exercise: SelfAssessment, context: Context) -> Iterator[Finding]:
        """Yield what is wrong with scale, dimensions, items and feedback."""
        return check_assessment(exercise, context.platform)

    def state(self, exercise: SelfAssessment, context: Context) -> dict[str, Any]:
        """Return scale, items and dimensions with their feedback for the module."""
        scale = context.platform.scale(exercise.scale)
        return {
            "id": context.exercise_id,
            "kind": self.name,
            "title": exercise.title,
            "collects": exercise.collects,
            "scale": {
                "categories": [
                    {"id": category.id, "value": category.value, "label": category.label}
                    for category in scale.categories
                ],
                "dont_know": scale.dont_know,
                "minimum": scale.minimum,
                "maximum": scale.maximum,
            },
            "dimensions": [
                {
                    "id": dimension.id,
                    "name": dimension.name,
                    "about": dimension.about,
                    "text": dimension.text,
                    "feedback": [
                        {"id": band.id, "from": band.from_, "text": band.text, "next": band.next}
                        for band in dimension.feedback
                    ],
                }
                for dimension in exercise.dimensions
            ],
            "items": [
                {
                    "id": item.id,
                    "text": item.text,
                    "dimension": item.dimension,
                    "reversed": item.reversed,
                }
                for item in exercise.items
            ],
        }

    def cells(self, exercise: SelfAssessment, context: Context) -> Sequence[Cell]:
        """Return nothing: it appears in the notebook of the group exercise that links it."""
        return ()

    def response(self, exercise: SelfAssessment, platform: Platform) -> ResponseShape | None:
        """Return the 'we' dimensions with their items, or none if the exercise never collects."""
        if not exercise.collects:
            return None
        about_us = tuple(d for d in exercise.dimensions if d.about == "we")
        ids = {dimension.id for dimension in about_us}
        items = tuple(item for item in exercise.items if item.dimension in ids)
        return ResponseShape(platform.scale(exercise.scale), about_us, items)

    def screen(self, exercise: SelfAssessment, context: Context) -> Agenda:
        """Return one step: what it is, how to answer, and that the profile stays with each."""
        (step,), variants = (agenda := exercise_agenda(exercise)).steps, agenda.variants
        private = context.gettext("Everybody has a profile of their own, and nobody else sees it.")
        return Agenda((replace(step, outcome=private),), variants)

    def example(self, language: str) -> str:
        """Return a commented self-assessment to start from."""
        return example_text(self.name, language)


kind = SelfAssessmentKind()


__all__ = ["SelfAssessment", "SelfAssessmentKind", "kind"]
