"""What a book and its areas add to ``print.css``: what the margins say, signs and hues."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from kit.frontend import hue_of, sign_file, sign_name
from kit.model import Platform

_FRONTEND: Final = files("kit.frontend") / "static"
_INK: Final = "#0d4f5b"
_GROUND: Final = "#f3eee5"
TIGHT: Final = (
    " margin: 21mm 15mm 15mm 20mm;"
    " @top-left { margin-bottom: 4mm; } @top-right { margin-bottom: 4mm; }"
    " @bottom-left { padding-top: 3mm; } @bottom-right { padding-top: 3mm; }"
)
"""What makes more room on a page."""
_COUNT: Final = '" " counter(page) " / " counter(pages)'


@dataclass(frozen=True, slots=True)
class Heads:
    """What the margins of a document's pages say."""

    title: str
    """Of the document, at the top."""
    book: str
    page: str
    """The word for a page."""


def style(platform: Platform, heads: Heads, area_id: str | None = None) -> Markup:
    """Return the style of a document.

    What has the class ``area-<id>`` stands on pages with the running head of that area;
    ``hue-<id>`` gives its hue, ``sign-<id>`` its sign.

    :param area_id: of the focus area that the whole document is about.
    """
    parts = [_page("", platform, heads, area_id), _hue(":root", platform, area_id)]
    for area in () if area_id else platform.focus_areas:
        parts.append(_page(f" area-{area.id}", platform, heads, area.id))
        parts.append(_page(f" tight-{area.id}", platform, heads, area.id, TIGHT))
        parts.append(
            f".area-{area.id} .tight, .close.area-{area.id} {{ page: tight-{area.id}; }}\n"
        )
        parts.append(_hue(f".hue-{area.id}", platform, area.id))
        parts.append(f".area-{area.id} {{ page: area-{area.id}; }}\n")
        parts.append(f".sign-{area.id} {{ background: {_sign(platform, area.id)}; }}\n")
    return Markup("".join(parts))  # noqa: S704 - ids, colours, drawings, and texts as CSS strings


def close_pages() -> str:
    """Return the pages with more room that are about no area: with lines, and without."""
    return f"@page ruled-close {{{TIGHT} }}\n@page tight {{{TIGHT} }}\n"


def plain_style(heads: Heads) -> Markup:
    """Return the style of a document that belongs to no book and to no area."""
    style = _margins("", heads, heads.book, "", "") + _hues_of(":root", _INK, _GROUND)
    return Markup(style)  # noqa: S704 - as above


def _page(name: str, platform: Platform, heads: Heads, area_id: str | None, more: str = "") -> str:
    area = next((each for each in platform.focus_areas if each.id == area_id), None)
    if area is None:
        return _margins(name, heads, heads.book, platform.organisation, more)
    beside = "padding-left: 7.5mm; width: calc(50% - 7.5mm);"
    sign = f" @top-left {{ background: {_sign(platform, area.id)}; {beside} }}"
    return _margins(name, heads, area.name, heads.book, sign + more)


def _margins(name: str, heads: Heads, left: str, below: str, more: str) -> str:
    return (
        f"@page{name} {{{more}\n"
        f"  @top-left {{ content: {_quoted(left)}; }}\n"
        f"  @top-right {{ content: {_quoted(heads.title)}; }}\n"
        f"  @bottom-left {{ content: {_quoted(below)}; }}\n"
        f"  @bottom-right {{ content: {_quoted(heads.page)} {_COUNT}; }}\n"
        "}\n"
    )


def _sign(platform: Platform, area_id: str) -> str:
    """Return an area's sign as a background, in its hue."""
    hue, _ = _colours(platform, area_id)
    drawn = sign_file(sign_name(platform, area_id)).replace("currentColor", hue)
    return f'url("data:image/svg+xml,{quote(drawn)}") 0 100% / 5.6mm 5.6mm no-repeat'


def _hue(selector: str, platform: Platform, area_id: str | None) -> str:
    return _hues_of(selector, *_colours(platform, area_id))


def _hues_of(selector: str, hue: str, soft: str) -> str:
    return f"{selector} {{ --hue: {hue}; --soft: {soft}; }}\n"


def _colours(platform: Platform, area_id: str | None) -> tuple[str, str]:
    number = hue_of([area.id for area in platform.focus_areas], area_id or "")
    return _hues()[number - 1] if number else (_INK, _GROUND)


@lru_cache(maxsize=1)
def _hues() -> list[tuple[str, str]]:
    """Return each hue and its soft ground, as they are on light pages."""
    text = (_FRONTEND / "tokens.css").read_text(encoding="utf-8")
    found = dict(reversed(re.findall(r"--kit-((?:hue|soft)-\d): (#\w+);", text)))
    return [(found[f"hue-{n}"], found[f"soft-{n}"]) for n in range(1, 10)]


def _quoted(text: str) -> str:
    r"""Return a text as a CSS string that cannot end its style element.

    >>> print(_quoted('a "b" <c>'))
    "a \"b\" \3c c>"
    """
    return json.dumps(str(text), ensure_ascii=False).replace("\\n", " ").replace("<", "\\3c ")
