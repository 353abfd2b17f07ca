"""The page on which a team writes what it agrees on, where no service keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from jinja2 import Environment

from kit.catalogues import strings
from kit.frontend.pages.light import Frame, light_document
from kit.frontend.render import state_json
from kit.frontend.scripts.agreement_strings import agreement_strings
from kit.frontend.scripts.modules import AGREEMENT_NAME
from kit.frontend.templates import environment
from kit.model import Workshop
from kit.plugins import Context

_ROWS: Final = 3
"""So many measures have lines on paper; on the screen one more is asked for."""


def agreement_page(
    context: Context, workshops: Mapping[str, Workshop], frame: Frame, *, service: str | None
) -> str:
    """Return a complete HTML document in which an agreement is written, saved and opened again.

    It works from the disk, too. A fragment says where it comes from, with ids alone:
    ``#workshop=learn``, ``#exercise=learn/looking-back`` or ``#area=learn``.

    :param context: of the book; its id is not looked at.
    :param service: the address at which a service keeps measures, if one is known.
    """
    texts = strings(context.language)
    titles = {
        "areas": {area.id: area.name for area in context.platform.focus_areas},
        "exercises": {name: each.title for name, each in context.exercises.items()},
        "workshops": {name: each.title for name, each in workshops.items()},
        "of": {name: each.focus_area for name, each in workshops.items() if each.focus_area},
    }
    areas = {area.id: area for area in context.platform.focus_areas}
    suggested = [
        (areas.get(each.focus_area or ""), each.suggestions)
        for each in workshops.values()
        if each.suggestions
    ]
    variables: dict[str, Any] = {
        "_": texts.gettext,
        "language": context.language,
        "platform": context.platform,
        "name": AGREEMENT_NAME,
        "rows": _ROWS,
        "service": service,
        "suggested": suggested,
        "data": state_json(
            {"exercise": titles, "strings": agreement_strings(texts.gettext, texts.ngettext)}
        ),
    }
    title = texts.gettext("What we agree on")
    return light_document(
        frame,
        context.platform,
        language=context.language,
        area_id=None,
        gettext=texts.gettext,
        title=title,
        body=_environment().get_template("agreement.html").render(variables).strip() + "\n",
        module=f"{AGREEMENT_NAME}.js",
        styles=("fields.css", "agreement.css"),
        drawing="meeting-measures",
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Return the kit's own environment, in which each template is compiled once."""
    return environment()
