"""What whoever leads a workshop has in the hand: a variant of it on two pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Any, Final

from kit.agenda import Agenda, Choice, clock_times, workshop_agenda
from kit.catalogues import msgid
from kit.model import Point, Workshop
from kit.printing.edition import Edition, Sheet

PAGES: Final = 2
"""How many there are: one to prepare with, one in the room; both sides of a sheet."""
_SETTINGS: Final[Mapping[str, float]] = {"roomy": 2300, "middle": 3000, "close": float("inf")}
"""How close a programme is set, and to how many letters that is tried. In the closest, it begins on
the first page."""
_ASK_REPRESENTATIVES: Final = msgid(
    "Tell the union representative and the safety representative in good time what you are going"
    " to do, and invite them. What the employer and they have agreed on goes before what stands"
    " here."
)
_WHO_LEADS: Final = msgid(
    "Whoever leads the unit, or a colleague. When it is about safety, about the leadership itself"
    " or a hard result, somebody other than your own leader."
)
_WHO_TAKES_NOTES: Final = msgid("One of you, in the group's own words and without names.")
_LINE: Final = 52
"""Letters in a line of the two columns."""


def handouts(edition: Edition, name: str) -> Iterator[Sheet]:
    """Yield the handout of each variant of a workshop, the usual one first."""
    agenda = agenda_of_workshop(edition, name)
    for variant in agenda.variants:
        yield handout(edition, name, agenda, Choice(variant.id))


def handout(edition: Edition, name: str, agenda: Agenda, choice: Choice) -> Sheet:
    """Return the handout of a workshop as it was chosen: the same steps as on page and wall."""
    workshop = edition.text.workshops[name]
    variant = agenda.variant(choice.variant)
    rows = programme_rows(edition, name, agenda, choice)

    def html(setting: str) -> str:
        close = setting == "close"
        return edition.html(
            "handout",
            str(workshop.title),
            workshop.focus_area,
            workshop=workshop,
            variant=variant,
            rows=rows,
            total=sum(row["minutes"] for row in rows),
            before=before_columns(edition, workshop, whole=close),
            setting=setting,
            apart=not close,
        )

    letters = sum(map(_letters, rows))
    settings = [setting for setting, most in _SETTINGS.items() if letters <= most]
    ending = f"-{variant.id}" if variant.id else ""
    path = f"workshops/{name}/handout{ending}.pdf"
    return Sheet(path, [partial(html, each) for each in settings], pages=PAGES)


@dataclass(frozen=True, slots=True)
class _Part:
    """Something to know beforehand: a text, or a list."""

    label: str
    text: str | None = None
    points: tuple[Point, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.points)

    @property
    def height(self) -> int:
        """About how high it is, in letters."""
        texts = [self.text or "", *(each.text for each in self.points)]
        return _LINE * 2 + sum(_LINE * ceil(len(text) / _LINE) for text in texts)


def _before(edition: Edition, workshop: Workshop, *, whole: bool) -> Iterator[_Part]:
    _ = edition.strings.gettext
    yield _Part(_("Prepare"), workshop.preparation)
    yield _Part(_("Bring"), points=workshop.materials)
    yield _Part(_("The room"), workshop.room)
    yield _Part(_("Ask the representatives"), _(_ASK_REPRESENTATIVES))
    yield _Part(_("Who leads"), workshop.led_by or _(_WHO_LEADS))
    yield _Part(_("Who takes notes"), workshop.notes or _(_WHO_TAKES_NOTES))
    if whole:
        yield _Part(_("When you are done"), workshop.ends_with)
        yield _Part(_("Other ways to do it"), "; ".join(each.name for each in workshop.variants))
    yield _Part(_("What can go wrong"), points=workshop.pitfalls)


def before_columns(
    edition: Edition, workshop: Workshop, *, whole: bool
) -> tuple[list[_Part], list[_Part]]:
    """Return what to know beforehand in two columns, as high as each other as can be.

    :param whole: whether it also says how the workshop ends.
    """
    parts = [each for each in _before(edition, workshop, whole=whole) if each]
    heights = [part.height for part in parts]
    halves = range(1, len(parts) + 1)
    first = min(halves, key=lambda n: max(sum(heights[:n]), sum(heights[n:])))
    return parts[:first], parts[first:]


def _letters(row: Mapping[str, Any]) -> int:
    step = row["step"]
    return sum(len(part or "") for part in (row["text"], step.say, step.leader, step.outcome))


def agenda_of_workshop(edition: Edition, name: str) -> Agenda:
    """Return a workshop in time."""
    workshop = edition.text.workshops[name]
    used = {each.exercise for each in workshop.activities if each.exercise}
    agendas = {each: agenda for each in sorted(used) if (agenda := edition.agenda(each))}
    return workshop_agenda(workshop, agendas)


def programme_rows(
    edition: Edition, name: str, agenda: Agenda, choice: Choice
) -> list[dict[str, Any]]:
    """Return the steps with their minutes from the start, for the template."""
    workshop = edition.text.workshops[name]
    exercises = {
        each.id: str(edition.text.exercises[each.exercise].title)
        for each in workshop.activities
        if each.exercise and each.exercise in edition.text.exercises
    }
    texts = {each.step: each.text for each in agenda.variant(choice.variant).steps}
    planned = choice.planned(agenda)
    rows: list[dict[str, Any]] = []
    begun = ""
    for each, (start, _) in zip(planned, clock_times(planned, 0), strict=True):
        activity = each.step.id.partition("/")[0]
        rows.append(
            {
                "step": each.step,
                "minutes": each.minutes,
                "start": start,
                "text": texts[each.step.id] or each.step.text,
                "exercise": exercises.get(activity) if activity != begun else None,
            }
        )
        begun = activity
    return rows
