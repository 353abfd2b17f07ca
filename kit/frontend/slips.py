"""A sheet of slips with one-time codes: to print, to cut, to draw from a hat."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Final

import segno
from markupsafe import Markup

from kit.catalogues import strings
from kit.frontend.templates import environment

_STYLES: Final = files("kit.frontend") / "static" / "slips.css"


def slip_sheet(codes: Sequence[str], *, title: str, unit: str, address: str, language: str) -> str:
    """Return a complete HTML document that needs nothing else, for A4 paper.

    :param codes: as people type them.
    :param address: of the page on which the exercise is answered; the code follows in its
        fragment, which no server sees.
    """
    variables = {
        "_": strings(language).gettext,
        "language": language,
        "title": title,
        "unit": unit,
        "address": address,
        "slips": slip_pictures(codes, address),
        "styles": Markup(_STYLES.read_text(encoding="utf-8")),  # noqa: S704 - our own file
    }
    return environment().get_template("slips.html").render(variables).strip() + "\n"


def slip_pictures(codes: Sequence[str], address: str) -> list[tuple[str, Markup]]:
    """Return each code with its QR code, as the template ``slips.html`` wants them.

    :param address: as for :func:`slip_sheet`.
    """
    return [(code, _picture(f"{address}#join={code}")) for code in codes]


def _picture(link: str) -> Markup:
    svg = segno.make(link, error="m", micro=False).svg_inline(border=4, omitsize=True)
    return Markup(svg)  # noqa: S704 - segno's drawing; the link is not part of its text
