"""Turn Matplotlib's SVG into markup of ours: readable aloud, without styles, small."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from kit.figures.look import (
    DOT,
    HAIR,
    HIGH,
    INK,
    LOW,
    MIDDLE,
    ON_STRONG,
    ON_WEAK,
    PAPER,
    QUIET,
)

_SVG: Final = "http://www.w3.org/2000/svg"
_LINK: Final = "{http://www.w3.org/1999/xlink}href"
_COLOURS: Final = {
    PAPER: "paper",
    INK: "ink",
    QUIET: "quiet",
    DOT: "dot",
    HAIR: "hair",
    **{colour: f"low-{n}" for n, colour in enumerate(LOW, start=1)},
    **{colour: f"high-{n}" for n, colour in enumerate(HIGH, start=1)},
    MIDDLE: "middle",
    ON_STRONG: "on-strong",
    ON_WEAK: "on-weak",
}
_DEFAULTS: Final = {"stroke-linecap": "butt", "stroke-linejoin": "miter"}
_FONT: Final = re.compile(r"^(?:(?P<weight>bold|\d{3}) )?(?P<size>[\d.]+(?:px)?) (?P<family>.+)$")
_USED: Final = re.compile(r"url\(#([^)]+)\)")


def as_markup(drawn: str, title: str, words: str, *, name: str, page: str) -> str:
    """Return the SVG with title and words, its styles as attributes, and ids of its own."""
    root = _cleaned(drawn, name, page)
    _introduce(root, title, words, name)
    return _written(root)


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a figure from one height to another, with its own title and all of it in words."""

    title: str
    words: str
    top: float
    bottom: float


def as_slices(drawn: str, slices: Sequence[Slice], *, name: str, page: str) -> tuple[str, ...]:
    """Return an SVG for each slice of a figure; the first carries what all of them show.

    To draw one figure after another takes longer: most of it is spent before the first line.
    """
    whole = _cleaned(drawn, name, page)
    width = whole.get("viewBox", "").split()[2]
    everything = ET.Element(f"{{{_SVG}}}g", {"id": f"{name}-whole"})
    everything.extend(list(whole))
    made: list[str] = []
    for number, each in enumerate(slices, start=1):
        root = ET.Element(whole.tag, dict(whole.attrib))
        root.set("viewBox", f"0 {each.top:g} {width} {each.bottom - each.top:g}")
        shown = ET.Element(f"{{{_SVG}}}use", {"href": f"#{name}-whole"})
        root.append(shown if made else everything)
        _introduce(root, each.title, each.words, f"{name}-{number}")
        made.append(_written(root))
    return tuple(made)


def _cleaned(drawn: str, name: str, page: str) -> ET.Element:
    root = ET.fromstring(drawn)  # noqa: S314 - Matplotlib wrote it a moment ago
    _drop_what_says_nothing(root)
    for element in root.iter():
        _spread_style(element, page=bool(page))
        if element.get("transform", "").startswith("rotate(-0 "):
            del element.attrib["transform"]
    for shape in root.iterfind(f".//{{{_SVG}}}defs/*"):
        # Whatever uses a shape has the same colours, and alone can take a page's.
        for key in ("fill", "stroke", "class"):
            shape.attrib.pop(key, None)
    _rename(root, name)
    if page:
        root.attrib.pop("width", None)
        root.attrib.pop("height", None)
        root.set("class", page)
    return root


def _written(root: ET.Element) -> str:
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    return ET.tostring(root, encoding="unicode") + "\n"


def _drop_what_says_nothing(root: ET.Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.split("}")[-1]
            if tag in ("metadata", "style") or (
                tag in ("g", "defs") and not list(child.iter())[1:]
            ):
                parent.remove(child)


def _spread_style(element: ET.Element, *, page: bool) -> None:
    """Move the declarations of ``style`` into attributes, colours of the look into classes."""
    declared: dict[str, str] = {}
    for declaration in element.attrib.pop("style", "").split(";"):
        key, colon, value = declaration.partition(":")
        if colon:
            declared[key.strip()] = value.strip()
    font = _FONT.match(declared.pop("font", ""))
    if font:
        declared["font-size"] = font["size"]
        declared |= {"font-weight": font["weight"]} if font["weight"] else {}
        declared["font-family"] = font["family"].replace("'", "")
    if page:
        declared.pop("font-family", None)
    for key, value in declared.items():
        if _DEFAULTS.get(key) != value:
            element.set(key, value)
    if element.tag == f"{{{_SVG}}}text" and "fill" not in element.attrib:
        element.set("fill", INK)
    if page:
        _name_colours(element)


def _name_colours(element: ET.Element) -> None:
    classes = [
        f"kit-{key}-{_COLOURS[value]}"
        for key in ("fill", "stroke")
        if (value := element.get(key, "")) in _COLOURS
    ]
    if classes:
        element.set("class", " ".join(classes))


def _rename(root: ET.Element, name: str) -> None:
    """Give numbers to the ids that something refers to, and drop the others."""
    used: dict[str, str] = {}
    for element in root.iter():
        for value in element.attrib.values():
            for found in _USED.findall(value):
                used.setdefault(found, f"{name}-{len(used) + 1}")
        link = element.get(_LINK, "")
        if link.startswith("#"):
            used.setdefault(link[1:], f"{name}-{len(used) + 1}")
    for element in root.iter():
        own = element.attrib.pop("id", "")
        if own in used:
            element.set("id", used[own])
        if link := element.attrib.pop(_LINK, ""):
            element.set("href", f"#{used[link[1:]]}")
        for key, value in element.attrib.items():
            element.set(key, _USED.sub(lambda found: f"url(#{used[found[1]]})", value))


def _introduce(root: ET.Element, title: str, words: str, name: str) -> None:
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-words")
    for place, (tag, text) in enumerate((("title", title), ("desc", words))):
        element = ET.Element(f"{{{_SVG}}}{tag}")
        element.set("id", f"{name}-title" if tag == "title" else f"{name}-words")
        element.text = text
        root.insert(place, element)
