"""The signs of the focus areas, on a 24-unit grid, and the larger drawings that they grow into.

No template has their first tags: they only take the place of those in the drawings' own files.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

from markupsafe import Markup

from kit.model import FocusArea, Platform

_SIGNS: Final = files("kit.frontend") / "static" / "signs"
_DRAWINGS: Final = files("kit.frontend") / "static" / "drawings"
_NEUTRAL: Final = 9


def sign_names() -> tuple[str, ...]:
    """Return the names of all signs that the kit draws."""
    names = [entry.name for entry in _SIGNS.iterdir()]
    return tuple(sorted(name.removesuffix(".svg") for name in names if name.endswith(".svg")))


def sign_name(platform: Platform, area_id: str) -> str:
    """Return the name of a focus area's sign: the one it asks for, or a neutral one in order.

    :raises KeyError: if the platform has no such area.
    """
    area = platform.focus_area(area_id)
    if _is_drawn(area):
        return str(area.sign)
    unsigned = [other.id for other in platform.focus_areas if not _is_drawn(other)]
    return f"neutral-{unsigned.index(area_id) % _NEUTRAL + 1}"


@lru_cache(maxsize=64)
def sign_svg(name: str) -> Markup:
    """Return a sign as SVG to stand in a page, drawn in the colour of the text around it.

    It is hidden from screen readers: a sign always stands beside the area's name.

    :raises FileNotFoundError: if the kit draws no such sign.
    """
    body = sign_file(name).partition(">")[2]
    start = '<svg class="kit-sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    return Markup(start + body)  # noqa: S704 - the drawing is the kit's own file


def sign_file(name: str) -> str:
    """Return a sign as a file of its own, drawn in the colour ``currentColor``.

    :raises FileNotFoundError: if the kit draws no such sign.
    """
    return (_SIGNS / f"{name}.svg").read_text(encoding="utf-8").strip()


@lru_cache(maxsize=64)
def drawing_svg(name: str) -> Markup:
    """Return the drawing that a sign grows into, for the head of a chapter.

    It is twice as wide as high, and decoration like the sign.

    :param name: of the sign.
    :raises FileNotFoundError: if the kit draws no such sign.
    """
    drawing = (_DRAWINGS / f"{name}.svg").read_text(encoding="utf-8").strip()
    start = '<svg class="kit-drawing" width="240" aria-hidden="true" focusable="false"'
    own = drawing.removeprefix('<svg xmlns="http://www.w3.org/2000/svg"')
    return Markup(start + own)  # noqa: S704 - the drawing is the kit's own file


def _is_drawn(area: FocusArea) -> bool:
    return area.sign in sign_names()
