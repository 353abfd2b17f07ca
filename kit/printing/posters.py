"""Posters: a page to hang up for each workshop and exercise, with a code that leads to it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from kit.frontend import qr_picture, typed_address
from kit.model import Exercise, Workshop, light_address, workshop_address
from kit.printing.edition import Edition, Sheet


def posters(edition: Edition) -> Sheet | None:
    """Return all posters, or none if nobody knows where the book is on the web."""
    if not edition.address:
        return None
    found = [
        _poster(edition, workshop, workshop_address(name), workshop.focus_area)
        for name, workshop in edition.text.workshops.items()
    ]
    found += [
        _poster(edition, exercise, light_address(name), name.partition("/")[0])
        for name, exercise in edition.text.exercises.items()
        if exercise.kind in edition.book.kinds
    ]
    title = edition.strings.gettext("Posters")
    return Sheet("posters.pdf", [lambda: edition.html("posters", title, posters=found)])


def _poster(
    edition: Edition, what: Workshop | Exercise, place: str, area_id: str | None
) -> dict[str, Any]:
    address = edition.address + place
    code = str(qr_picture(address)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    areas = {area.id: area for area in edition.platform.focus_areas}
    return {
        "title": what.title,
        "summary": what.summary,
        "minutes": what.minutes,
        "area": areas.get(area_id or ""),
        "address": address,
        "typed": typed_address(address),
        "code": f"data:image/svg+xml,{quote(code)}",
    }
