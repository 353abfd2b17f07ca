"""The page of a workshop: what to know before it, and the run-sheet from which it is run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from babel.lists import format_list
from jinja2 import Environment

from kit.agenda import Agenda, agenda_data, workshop_agenda
from kit.catalogues import locale_of, strings
from kit.frontend.pages.light import Frame, light_document
from kit.frontend.render import state_json
from kit.frontend.scripts.modules import (
    WORKSHOP_NAME,
    followed_strings,
    workshop_strings,
)
from kit.frontend.templates import environment
from kit.model import Workshop
from kit.plugins import Context


def workshop_page(  # noqa: PLR0913 - what a page is made of, each by its name
    name: str,
    workshop: Workshop,
    agendas: Mapping[str, Agenda],
    context: Context,
    frame: Frame,
    *,
    collecting: Collection[str] = (),
    practice: Mapping[str, str] = MappingProxyType({}),
    captions: Mapping[str, str] = MappingProxyType({}),
    follow: Mapping[str, Any] | None = None,
) -> str:
    """Return a complete HTML document from which a workshop is prepared and run.

    It works from the disk, too. Links to other pages are ``kit:`` links.

    :param name: of the workshop.
    :param agendas: of the exercises that it uses, by id.
    :param context: of the book; its id is not looked at.
    :param collecting: the ids of exercises whose answers can be sent from this book.
    :param captions: addresses of what is said in films, by their ids.
    :param practice: results with invented answers, as HTML, by the ids of exercises.
    :param follow: what ``followed.js`` is told, on a page of the service that follows a meeting;
        none on a page of the book.
    """
    texts = strings(context.language)
    agenda = workshop_agenda(workshop, agendas)
    data = {"id": name, "kind": WORKSHOP_NAME, "title": workshop.title, **agenda_data(agenda)}
    more = {} if follow is None else followed_strings(texts.gettext)
    used = {each.exercise for each in workshop.activities if each.exercise}
    sheets = {name: each for name, each in context.exercises.items() if name in used}
    known = {role.id: role for role in context.platform.roles}
    about = "exercise" if name in context.exercises else "programme"
    collector = f"{context.collector.rstrip('/')}/collect"
    variables: dict[str, Any] = {
        "_": texts.gettext,
        "ngettext": texts.ngettext,
        "language": context.language,
        "platform": context.platform,
        "name": WORKSHOP_NAME,
        "workshop_id": name,
        "workshop": workshop,
        "agenda": agenda,
        "exercises": context.exercises,
        "sheets": sheets,
        "practice": practice,
        "captions": captions,
        "films": {film.id: film for film in context.platform.films},
        "prepare": f"{collector}/meetings/new?{about}={name}",
        # A page of the service has its own way to what it keeps.
        "agreed": None if follow else f"{'workshop' if about == 'programme' else about}={name}",
        "kept_by": f"{collector}/measures/new" if context.collector else None,
        "collecting": any(name in collecting for name in used),
        "for_roles": [known[role] for role in workshop.roles if role in known],
        "times": _times(agenda, context.language),
        "named": _named(agenda, context.language),
        "titles": {step.id: step.title for step in agenda.steps},
        "heading": "h2",
        "subheading": "h3",
        "data": state_json(
            {
                "exercise": data,
                "strings": workshop_strings(texts.gettext, answered=bool(practice)) | more,
                **({} if follow is None else {"follow": dict(follow)}),
            }
        ),
    }
    return light_document(
        frame,
        context.platform,
        language=context.language,
        area_id=workshop.focus_area,
        gettext=texts.gettext,
        title=workshop.title,
        body=_environment().get_template("workshop.html").render(variables).strip() + "\n",
        module=f"{WORKSHOP_NAME}.js",
        films=any(each.film for each in workshop.activities),
        collector="" if follow is None else "/",
        drawing=f"meeting-{workshop.drawing}" if workshop.drawing else None,
        styles=("workshop.css", *(["result.css"] if practice else [])),
    )


def _times(agenda: Agenda, language: str) -> str:
    """Return for how many minutes there is a programme: "15, 30 or 60 minutes"."""
    texts = strings(language)
    lengths = sorted({each.minutes for each in agenda.variants if each.fits == "time"})
    *_, last = lengths
    words = texts.ngettext("%(n)s minute", "%(n)s minutes", last)
    return words % {"n": _listed([str(each) for each in lengths], "or", language)}


def _named(agenda: Agenda, language: str) -> dict[str, str]:
    """Return by step the names of the variants that have it."""
    found: dict[str, list[str]] = {}
    for variant in agenda.variants[1:]:
        for each in variant.steps:
            found.setdefault(each.step, []).append(str(variant.name))
    return {step: _listed(names, "standard", language) for step, names in found.items()}


def _listed(words: list[str], style: str, language: str) -> str:
    return format_list(words, style, locale=locale_of(language))  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return environment()
