"""What those who take part have in the hand: an exercise, a workshop, what they agree on."""

from __future__ import annotations

from functools import partial
from typing import Final

from kit.agenda import Choice
from kit.printing.edition import Edition, Sheet, is_assessment
from kit.printing.handout import agenda_of_workshop, programme_rows

_SHORT: Final = 8
"""Steps of a programme that may go onto one page."""


def exercise_sheet(edition: Edition, exercise_id: str) -> Sheet:
    """Return an exercise with room to write; a self-assessment is the two sides of one sheet.

    :raises Failed: if its kind cannot show it.
    """
    exercise, kind = edition.text.exercises[exercise_id], edition.kind(exercise_id)
    assesses = is_assessment(kind)

    def html() -> str:
        return edition.html(
            "exercise",
            str(exercise.title),
            exercise_id.partition("/")[0],
            exercise=exercise,
            body=edition.body(exercise_id, 2),
            setting="tight" if assesses else "ruled",
        )

    pages = 2 if assesses else None
    questions = edition.questions(exercise_id)
    return Sheet(f"exercises/{exercise_id}.pdf", [html], pages=pages, questions=questions)


def participants_sheet(edition: Edition, name: str) -> Sheet:
    """Return what everybody does in a workshop as it usually is, with room to write."""
    workshop = edition.text.workshops[name]
    rows = programme_rows(edition, name, agenda_of_workshop(edition, name), Choice())
    activities = {each.id: each.exercise for each in workshop.activities}
    for row in rows:
        exercise = edition.text.exercises.get(activities.get(row["step"].id) or "")
        row["own"] = exercise.title if exercise else None

    def html(spared: int) -> str:
        return edition.html(
            "participants",
            str(workshop.title),
            workshop.focus_area,
            workshop=workshop,
            rows=rows,
            total=sum(row["minutes"] for row in rows),
            spared=spared,
        )

    # With a line less under each, a short programme does without a page for its last words.
    spared = (0, 1) if len(rows) <= _SHORT else (0,)
    settings = [partial(html, lines) for lines in spared]
    return Sheet(f"workshops/{name}/participants.pdf", settings, pages=1)


def action_sheet(edition: Edition) -> Sheet:
    """Return the sheet on which a team writes what it agrees on."""
    title = edition.strings.gettext("What we agreed on")
    return Sheet("action-sheet.pdf", [lambda: edition.html("action-sheet", title)], pages=1)
