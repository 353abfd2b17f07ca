"""The light page of an exercise: only the form, for a phone, a link or a QR code."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment

from kit.frontend.modules import module_name
from kit.frontend.render import hue, render_exercise, texts_of
from kit.frontend.signs import sign_name, sign_svg
from kit.frontend.templates import environment
from kit.model import Exercise
from kit.plugins import Context, Kind


def light_page(
    kind: Kind,
    exercise: Exercise,
    context: Context,
    *,
    static: str,
    book: str | None,
    book_title: str,
) -> str:
    """Return a complete HTML document that shows one exercise and loads only what it needs.

    It works from the disk, too, and under a policy that allows no inline script or style.
    Links to other pages are ``kit:`` links, as in :func:`render_exercise`.

    :param static: relative address of the folder with :func:`kit.frontend.asset_files` and
        ``tokens.css``, without a slash at its end.
    :param book: relative address of the exercise's place in the book.
    """
    platform = context.platform
    place = context.exercise_id.split("/")[0]
    area = next((area for area in platform.focus_areas if area.id == place), None)
    variables = {
        "_": texts_of(kind, context.language).gettext,
        "language": context.language,
        "exercise": exercise,
        "area": area,
        "hue": hue(platform, place),
        "sign": sign_svg(sign_name(platform, place)) if area else "",
        "connect": _connect(kind.state(exercise, context).get("collector", "")),
        "body": render_exercise(kind, exercise, context, level=1, light=True),
        "module": module_name(kind),
        "static": static,
        "book": book,
        "book_title": book_title,
    }
    return _environment().get_template("light.html").render(variables).strip() + "\n"


def _connect(collector: str) -> str:
    """Return what the page may connect to: where its answers can be sent, and nothing else."""
    return "'self'" if collector == "/" else collector


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Return the kit's own environment, in which each template is compiled once."""
    return environment()
