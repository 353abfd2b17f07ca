"""The page from which an exercise of any kind is shown to a room: a programme of this one alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kit.agenda import Agenda
from kit.catalogues import strings
from kit.frontend.pages.light import Frame
from kit.frontend.pages.workshop_page import workshop_page
from kit.model import Exercise, Workshop, WorkshopActivity
from kit.plugins import Context


def screen_page(
    exercise: Exercise,
    agenda: Agenda,
    context: Context,
    frame: Frame,
    *,
    collecting: Collection[str],
    practice: Mapping[str, str],
) -> str:
    """Return a complete HTML document from which an exercise is shown, step by step.

    It is the page of a workshop with one activity, so that wall, leader's window and phones are the
    same everywhere. Links to other pages are ``kit:`` links.

    :param agenda: what the room is shown of the exercise.
    """
    area, _, _ = context.exercise_id.partition("/")
    minutes = agenda.variants[0].minutes
    # Nothing here is read from a file; texts keep the language that they are in.
    activity = WorkshopActivity.model_construct(
        id="exercise", exercise=context.exercise_id, minutes=minutes
    )
    workshop = Workshop.model_construct(
        schema_version=1,
        owner=exercise.owner,
        review_by=exercise.review_by,
        title=exercise.title,
        summary=exercise.summary,
        focus_area=area,
        minutes=minutes,
        roles=exercise.roles,
        notes=strings(context.language).gettext("Everybody writes for themselves, and keeps it."),
        activities=(activity,),
        ends_with=getattr(exercise, "ends_with", None),
    )
    return workshop_page(
        context.exercise_id,
        workshop,
        {context.exercise_id: agenda},
        context,
        frame,
        collecting=collecting,
        practice=practice,
    )
