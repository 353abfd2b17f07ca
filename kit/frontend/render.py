"""Render exercises and parts of the platform as HTML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from kit.catalogues import strings
from kit.frontend.exports import LINKS_HERE
from kit.frontend.mentions import link_mentions
from kit.frontend.offered import sends
from kit.frontend.scripts.modules import (
    COUNTDOWN_NAME,
    countdown_strings,
    is_run,
    module_strings,
    run_strings,
)
from kit.frontend.templates import environment
from kit.model import AREA_PARTS, Exercise, Platform, Untranslated
from kit.plugins import Context, Kind, texts_of


def render_exercise(
    kind: Kind, exercise: Exercise, context: Context, *, level: int = 2, light: bool = False
) -> str:
    """Return a whole exercise as HTML, without its title; ``link_exports`` puts in its links.

    What is said by the kit and the kind is in ``context.language``; ``context.gettext`` is
    replaced accordingly, so that form and frame cannot differ.

    :param level: the level of the title's heading; headings inside begin one below.
    :param light: whether the page shows nothing else, and so needs no link to itself.
    """
    place = {"level": level, "light": light, "notebook": False}
    return _render("exercise.html", kind, exercise, context, place)


def render_form(
    kind: Kind, exercise: Exercise, context: Context, *, level: int = 2, notebook: bool = True
) -> str:
    """Return the form alone, without purpose and time, for a notebook that says these itself.

    :param notebook: whether a kernel gets the answers; a page that is made of a notebook has none.
    """
    place = {"level": level, "light": not notebook, "notebook": notebook}
    return _render("form.html", kind, exercise, context, place)


def render_countdown(language: str, title: str, minutes: int) -> str:
    """Return a countdown for a page; without a script it says how much time there is.

    :param title: what is counted, such as "Time for: Ask".
    """
    texts = strings(language)
    start = {"title": title, "minutes": minutes, "left": minutes * 60, "deadline": 0}
    variables: dict[str, Any] = {
        "_": texts.gettext,
        "ngettext": texts.ngettext,
        "language": language,
        "name": COUNTDOWN_NAME,
        "title": title,
        "minutes": minutes,
        "data": _json({**start, "strings": countdown_strings(language)}),
    }
    return _own().get_template("countdown.html").render(variables).strip() + "\n"


def render_part(
    part: str,
    platform: Platform,
    *,
    language: str,
    gettext: Callable[[str], str] | None = None,
    **params: Any,
) -> str:
    """Return a part of the platform, from ``templates/platform/<part>.html``.

    :param gettext: translates the part's words; none means the kit's own strings.
    :param params: further variables for the template.
    """
    texts = strings(language)
    variables: dict[str, Any] = {
        "_": gettext or texts.gettext,
        "ngettext": texts.ngettext,
        "language": language,
        "platform": platform,
        "area_parts": AREA_PARTS,
        "hue": lambda area_id: hue(platform, area_id),
    }
    return _own().get_template(f"platform/{part}.html").render(variables | params)


def hue(platform: Platform, area_id: str) -> int | None:
    """Return the number of a focus area's hue, its position from 1 to 9 and round again."""
    return hue_of([area.id for area in platform.focus_areas], area_id)


def hue_of(area_ids: Sequence[str], area_id: str) -> int | None:
    """Return the same from the ids of the focus areas."""
    return area_ids.index(area_id) % 9 + 1 if area_id in area_ids else None


def _render(
    template: str, kind: Kind, exercise: Exercise, context: Context, place: Mapping[str, int]
) -> str:
    """Return a rendered template; ``place`` says where the form stands."""
    texts = texts_of(context.language, kind)
    context = replace(context, gettext=texts.gettext)
    state = kind.state(exercise, context)
    sent = sends(kind, exercise, context)
    runs = is_run(kind) and place["light"]
    said = run_strings(texts.gettext) if runs else module_strings(kind, texts.gettext)
    if kind.module is None and not place["light"]:
        said = {}
    data = {"exercise": state, "strings": said, **({"sends": sent} if sent else {})}
    known = {role.id: role for role in context.platform.roles}
    variables: dict[str, Any] = {
        "_": texts.gettext,
        "ngettext": texts.ngettext,
        "language": context.language,
        "platform": context.platform,
        "context": context,
        "kind": kind,
        "exercise": exercise,
        "state": state,
        "sends": sent,
        "runs": runs,
        "hue": hue(context.platform, context.exercise_id.split("/")[0]),
        "mentions": lambda html: link_mentions(html, context.exercises),
        "for_roles": [known[role] for role in exercise.roles if role in known],
        **place,
        "links_here": LINKS_HERE,
        "heading": f"h{min(place['level'] + 1, 6)}",
        "subheading": f"h{min(place['level'] + 2, 6)}",
        "data": state_json(data),
    }
    return _environment(kind).get_template(template).render(variables).strip() + "\n"


def state_json(data: Mapping[str, Any]) -> Markup:
    """Return what a module is given, for the script element that holds it in the page.

    Texts that are in another language than the page are listed beside them.
    """
    return _json({**data, **_untranslated(data)})


def _untranslated(state: object) -> dict[str, Any]:
    """Return the texts among a module's data that are not in the page's language, if any."""
    found = {text: text.language for text in _texts(state) if isinstance(text, Untranslated)}
    if not found:
        return {}
    return {"untranslated": {"language": next(iter(found.values())), "texts": list(found)}}


def _texts(state: object) -> Iterator[str]:
    """Yield every text in a module's data."""
    if isinstance(state, str):
        yield state
    elif isinstance(state, Mapping):
        yield from chain.from_iterable(map(_texts, state.values()))
    elif isinstance(state, list | tuple):
        yield from chain.from_iterable(map(_texts, state))


def _json(data: object) -> Markup:
    """Return JSON that cannot end the script element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - the signs that mean something in HTML are gone


@lru_cache(maxsize=1)
def _own() -> Environment:
    return environment()


def _environment(kind: Kind) -> Environment:
    """Return the environment for one kind, so that two strangers' names cannot meet."""
    return _own() if kind.assets is None else environment((kind,))
