"""What one keeps: the workbook of those who take part, the handbook of those who lead, the core."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from kit.agenda import Choice
from kit.printing.edition import Edition, Sheet, is_assessment
from kit.printing.handout import agenda_of_workshop, before_columns, programme_rows

CORE_PAGES: Final = 8
"""How many the core of a platform has at most."""
_ALONE: Final = ("reflection", "self-assessment")
"""Kinds that one does alone."""


def workbook(edition: Edition) -> Sheet:
    """Return the booklet of those who take part: each area with what one does there alone.

    :raises Failed: if a kind cannot show its exercise.
    """
    title = edition.strings.gettext("My workbook")
    areas: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    questions: dict[str, str] = {}
    for area in edition.platform.focus_areas:
        entries.append({"id": area.id, "title": area.name, "level": 1})
        found = []
        for name, exercise in edition.text.exercises.items():
            if name.startswith(f"{area.id}/") and exercise.kind in _ALONE:
                tight = is_assessment(edition.kind(name))
                found.append((name, exercise, edition.body(name, 4), tight))
                place = name.replace("/", ".")
                entries.append({"id": place, "title": exercise.title, "level": 2})
                questions |= edition.questions(name)
        areas.append({"area": area, "exercises": found})
    html = partial(edition.html, "workbook", title, areas=areas, entries=entries)
    return Sheet("workbook.pdf", [html], questions=questions)


def handbook(edition: Edition) -> Sheet:
    """Return the booklet of those who lead: what is expected, and each meeting as it usually is.

    :raises Failed: if a kind cannot say how its exercise goes.
    """
    _ = edition.strings.gettext
    meetings = [_meeting(edition, name) for name in _in_order(edition)]
    asked = [role for role in edition.platform.roles if role.id == "leader" or role.levels]
    roles = edition.part("roles", 3, roles=asked) if asked else ""
    expected = {"id": "roles", "title": _("What is expected of those who lead"), "level": 1}
    entries = [expected] if asked else []
    for meeting in meetings:
        place = f"workshop.{meeting['name']}"
        entries.append({"id": place, "title": meeting["workshop"].title, "level": 1})
    title = _("The leader's handbook")
    parts: dict[str, Any] = {"meetings": meetings, "roles": roles, "entries": entries}
    html = partial(edition.html, "handbook", title, **parts)
    return Sheet("handbook.pdf", [html])


def core(edition: Edition) -> Sheet:
    """Return the platform itself on few pages."""
    title = str(edition.platform.name)
    settings = [partial(edition.html, "core", title, setting=each) for each in ("", "tight")]
    return Sheet("core.pdf", settings, pages=CORE_PAGES)


def _meeting(edition: Edition, name: str) -> dict[str, Any]:
    workshop = edition.text.workshops[name]
    rows = programme_rows(edition, name, agenda_of_workshop(edition, name), Choice())
    areas = {area.id: area for area in edition.platform.focus_areas}
    return {
        "name": name,
        "workshop": workshop,
        "area": areas.get(workshop.focus_area or ""),
        "before": before_columns(edition, workshop, whole=True),
        "rows": rows,
        "total": sum(row["minutes"] for row in rows),
    }


def _in_order(edition: Edition) -> list[str]:
    """Return the names of all workshops: those about an area in the order of areas, then others."""
    areas = [area.id for area in edition.platform.focus_areas]
    workshops = edition.text.workshops

    def place(name: str) -> tuple[int, int]:
        area = workshops[name].focus_area
        return (areas.index(area) if area in areas else len(areas), workshops[name].minutes)

    return sorted(workshops, key=place)
