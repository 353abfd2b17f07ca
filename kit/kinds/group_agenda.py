"""A group exercise in time."""

from __future__ import annotations

from kit.agenda import Agenda, Step, StepOf, Variant
from kit.kinds.group_model import Group
from kit.kinds.group_sheet import used_steps


def group_agenda(exercise: Group) -> Agenda:
    """Return a group exercise as an agenda: as it is described, then its variants."""
    steps = tuple(
        Step(
            each.id,
            each.title,
            each.minutes,
            each.method,
            each.text,
            each.say,
            each.leader,
            each.outcome,
            exercise.vote if exercise.vote and exercise.vote.step == each.id else None,
        )
        for each in exercise.steps
    )
    usual = Variant("", "time", tuple(StepOf(each.id, each.minutes) for each in exercise.steps))
    others = (
        Variant(
            each.id,
            each.fits,
            tuple(
                StepOf(step.id, (change or step).minutes, change.text if change else None)
                for step, change in used_steps(exercise, each)
            ),
            each.name,
            each.text,
        )
        for each in exercise.variants
    )
    return Agenda(steps, (usual, *others))
