"""The light page of an exercise: only the form, for a phone, a link or a QR code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import Environment

from kit.catalogues import language_name
from kit.frontend.offered import sends
from kit.frontend.render import hue, render_exercise
from kit.frontend.scripts.modules import english_script, is_run, light_module_name
from kit.frontend.signs import sign_name, sign_svg
from kit.frontend.templates import environment
from kit.model import Exercise, Platform
from kit.plugins import Context, Kind, texts_of


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a light page stands, as seen from it."""

    static: str
    """The folder with :func:`kit.frontend.asset_files` and ``tokens.css``, without a slash."""
    book: str | None
    """The page's place in the book; none if it has none."""
    book_title: str
    languages: Mapping[str, str] = field(default_factory=dict)
    """This page in each language of the book, by code."""


def light_page(kind: Kind, exercise: Exercise, context: Context, frame: Frame) -> str:
    """Return a complete HTML document that shows one exercise and loads only what it needs.

    It works from the disk, too, and under a policy that allows no inline script or style.
    Links to other pages are ``kit:`` links, as in :func:`render_exercise`.
    """
    return light_document(
        frame,
        context.platform,
        language=context.language,
        area_id=context.exercise_id.split("/")[0],
        gettext=texts_of(context.language, kind).gettext,
        title=exercise.title,
        collector=sends(kind, exercise, context).get("collector", ""),
        body=render_exercise(kind, exercise, context, level=1, light=True),
        module=light_module_name(kind),
        styles=("workshop.css",) if is_run(kind) else (),
    )


def light_document(  # noqa: PLR0913 - what differs between such pages, each by its name
    frame: Frame,
    platform: Platform,
    *,
    language: str,
    area_id: str | None,
    gettext: Callable[[str], str],
    title: str,
    body: str,
    module: str | None,
    styles: Sequence[str] = (),
    collector: str = "",
    drawing: str | None = None,
    films: bool = False,
) -> str:
    """Return a light page around a body.

    :param area_id: what it is about; nothing is shown of an area that the platform has not.
    :param module: file name of the script that brings the body to life.
    :param styles: file names of further style sheets.
    :param collector: where its answers can be sent.
    :param films: whether it may show films of the book's own.
    :param drawing: what stands at its head where it is about no area.
    """
    area = next((area for area in platform.focus_areas if area.id == area_id), None)
    variables = {
        "_": gettext,
        "language": language,
        "title": title,
        "area": area,
        "hue": hue(platform, area.id) if area else None,
        "sign": sign_svg(sign_name(platform, area.id)) if area else "",
        "languages": _named(frame.languages, language) if len(frame.languages) > 1 else [],
        "connect": _connect(collector, frame.languages),
        "body": body,
        "module": module,
        "styles": styles,
        "drawing": drawing,
        "films": films,
        "english": english_script(language) is not None,
        "static": frame.static,
        "book": frame.book,
        "book_title": frame.book_title,
    }
    return _environment().get_template("light.html").render(variables).strip() + "\n"


def _named(languages: Mapping[str, str], current: str) -> list[dict[str, str | bool]]:
    return [
        {"code": code, "name": language_name(code), "href": href, "current": code == current}
        for code, href in languages.items()
    ]


def _connect(collector: str, languages: Mapping[str, str]) -> str:
    """Return what the page may connect to, and nothing else.

    That is where its answers can be sent, and its own host, for its words in another language.
    """
    own = "'self'" if collector == "/" or len(languages) > 1 else ""
    return " ".join(filter(None, (own, collector.removeprefix("/"))))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Return the kit's own environment, in which each template is compiled once."""
    return environment()
