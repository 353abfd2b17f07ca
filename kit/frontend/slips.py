"""A sheet of slips with one-time codes: to print, to cut, to draw from a hat."""

from __future__ import annotations

from collections.abc import Sequence

import segno
from markupsafe import Markup

from kit.catalogues import strings
from kit.frontend.templates import environment


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
        "slips": [(code, _picture(f"{address}#join={code}")) for code in codes],
    }
    return environment().get_template("slips.html").render(variables).strip() + "\n"


def _picture(link: str) -> Markup:
    svg = segno.make(link, error="m", micro=False).svg_inline(border=4, omitsize=True)
    return Markup(svg)  # noqa: S704 - segno's drawing; the link is not part of its text
