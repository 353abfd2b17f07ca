"""A group exercise in time."""

from __future__ import annotations

from kit.agenda import Agenda, Step, StepOf, Variant
from kit.kinds.group_model import Group
from kit.kinds.group_sheet import used_steps


def group_agenda(exercise: Group) -> Agenda:
    """Return a group exercise as an agenda: as it is described, then its variants."""
    steps = tuple(Step(each.id, each.title, each.minutes, each.method) for each in exercise.steps)
    usual = Variant("", "time", tuple(StepOf(each.id, each.minutes) for each in exercise.steps))
    others = (
        Variant(
            each.id,
            each.fits,
            tuple(
                StepOf(step.id, change.minutes if change else step.minutes)
                for step, change in used_steps(exercise, each)
            ),
        )
        for each in exercise.variants
    )
    return Agenda(steps, (usual, *others))
