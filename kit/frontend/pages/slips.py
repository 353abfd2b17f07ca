"""A sheet of slips with one-time codes: to print, to cut, to draw from a hat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from markupsafe import Markup

from kit.catalogues import strings
from kit.frontend.english import mark_english
from kit.frontend.qr import qr_picture
from kit.frontend.templates import environment

_STYLES: Final = files("kit.frontend") / "static" / "slips.css"


@dataclass(frozen=True, slots=True)
class SlipText:
    """What stands on every slip of a sheet beside its code, in one language."""

    title: str
    unit: str
    purpose: str
    k: int
    """The fewest answers behind a figure."""
    address: str
    """Of the page on which the exercise is answered; the code follows in its fragment, which no
    server sees."""
    entrance: str
    """Of the page where a code is typed; short enough to be typed, too."""
    reference: str
    """What all slips of a unit have in common, which opens what there is to see after closing."""


def slip_sheet(codes: Sequence[str], text: SlipText, language: str) -> str:
    """Return a complete HTML document that needs nothing else, for A4 paper.

    :param codes: as people type them.
    """
    variables = {
        **slip_variables(codes, text),
        "_": strings(language).gettext,
        "language": language,
        "styles": Markup(_STYLES.read_text(encoding="utf-8")),  # noqa: S704 - our own file
    }
    html = environment().get_template("slips.html").render(variables).strip() + "\n"
    return mark_english(html, language)


def slip_variables(codes: Sequence[str], text: SlipText) -> dict[str, Any]:
    """Return what the template ``slips.html`` says of a sheet, without its language and style."""
    # With the reference behind it, a picture opens something when its own code is gone.
    links = [(code, f"{text.address}#join={code}-{text.reference}") for code in codes]
    pictures = [(code, qr_picture(link)) for code, link in links]
    return {"sheet": text, "entrance": typed_address(text.entrance), "slips": pictures}


def typed_address(address: str) -> str:
    """Return an address as people type it.

    >>> typed_address("https://book.example.org/collect/")
    'book.example.org/collect'
    """
    return re.sub(r"^https?://", "", address).rstrip("/")
