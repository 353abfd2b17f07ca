"""What those who take part have in the hand: an exercise, a workshop, what they agree on."""

from __future__ import annotations

from functools import partial

from kit.agenda import Choice
from kit.plugins import texts_of
from kit.printing.edition import Edition, Sheet
from kit.printing.handout import agenda_of_workshop, programme_rows


def exercise_sheet(edition: Edition, exercise_id: str) -> Sheet:
    """Return an exercise with room to write; a self-assessment is the two sides of one sheet.

    :raises Failed: if its kind cannot show it.
    """
    exercise, kind = edition.text.exercises[exercise_id], edition.kind(exercise_id)
    assesses = kind.name == "self-assessment" and kind.assets is None
    context = edition.context(exercise_id)
    texts = texts_of(edition.language, kind)

    def html(setting: str) -> str:
        with edition.failures_named(exercise_id):
            return edition.html(
                "exercise",
                str(exercise.title),
                exercise_id.partition("/")[0],
                _=texts.gettext,
                ngettext=texts.ngettext,
                exercise=exercise,
                kind=kind,
                context=context,
                setting=setting,
            )

    path = f"exercises/{exercise_id}.pdf"
    if not assesses:
        return Sheet(path, [partial(html, "ruled")])
    with edition.failures_named(exercise_id):
        items = kind.state(exercise, context)["items"]
    asked = {f"{exercise_id}.{item['id']}": str(item["text"]) for item in items}
    return Sheet(path, [partial(html, "tight")], pages=2, questions=asked)


def participants_sheet(edition: Edition, name: str) -> Sheet:
    """Return what everybody does in a workshop as it usually is, with room to write."""
    workshop = edition.text.workshops[name]
    rows = programme_rows(edition, name, agenda_of_workshop(edition, name), Choice())
    activities = {each.id: each.exercise for each in workshop.activities}
    for row in rows:
        exercise = edition.text.exercises.get(activities.get(row["step"].id) or "")
        row["own"] = exercise.title if exercise else None

    def html() -> str:
        return edition.html(
            "participants",
            str(workshop.title),
            workshop.focus_area,
            workshop=workshop,
            rows=rows,
            total=sum(row["minutes"] for row in rows),
        )

    return Sheet(f"workshops/{name}/participants.pdf", [html])


def action_sheet(edition: Edition) -> Sheet:
    """Return the sheet on which a team writes what it agrees on."""
    title = edition.strings.gettext("What we agreed on")
    return Sheet("action-sheet.pdf", [lambda: edition.html("action-sheet", title)], pages=1)
