"""The light page of an exercise: only the form, for a phone, a link or a QR code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from jinja2 import Environment

from kit.catalogues import language_name
from kit.frontend.modules import english_script, module_name
from kit.frontend.offered import sends
from kit.frontend.render import hue, render_exercise
from kit.frontend.signs import sign_name, sign_svg
from kit.frontend.templates import environment
from kit.model import Exercise
from kit.plugins import Context, Kind, texts_of


def light_page(  # noqa: PLR0913 - what a page needs, each by its name
    kind: Kind,
    exercise: Exercise,
    context: Context,
    *,
    static: str,
    book: str | None,
    book_title: str,
    languages: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return a complete HTML document that shows one exercise and loads only what it needs.

    It works from the disk, too, and under a policy that allows no inline script or style.
    Links to other pages are ``kit:`` links, as in :func:`render_exercise`.

    :param static: relative address of the folder with :func:`kit.frontend.asset_files` and
        ``tokens.css``, without a slash at its end.
    :param book: relative address of the exercise's place in the book.
    :param languages: relative address of this page in each language of the book, by code.
    """
    platform = context.platform
    place = context.exercise_id.split("/")[0]
    area = next((area for area in platform.focus_areas if area.id == place), None)
    variables = {
        "_": texts_of(context.language, kind).gettext,
        "language": context.language,
        "exercise": exercise,
        "area": area,
        "hue": hue(platform, place),
        "sign": sign_svg(sign_name(platform, place)) if area else "",
        "languages": _named(languages, context.language) if len(languages) > 1 else [],
        "connect": _connect(sends(kind, exercise, context).get("collector", ""), languages),
        "body": render_exercise(kind, exercise, context, level=1, light=True),
        "module": module_name(kind),
        "english": english_script(context.language) is not None,
        "static": static,
        "book": book,
        "book_title": book_title,
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
