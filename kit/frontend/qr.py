"""QR codes as SVG for pages and print.

No template has them: their one text is escaped here, and all else is numbers of the drawing.
"""

from __future__ import annotations

import re
from typing import Final

import zxingcpp
from markupsafe import Markup

_DRAWN: Final = re.compile(r'<svg width="(\d+)".*<path d="([^"]+)"', re.DOTALL)


def qr_picture(link: str, title: str = "") -> Markup:
    """Return a link's QR code, dark on light whatever the page's colours, with a quiet zone.

    It is as wide as the page lets it be. The link is not part of its text.

    :param title: what is said of it to those who hear the page; without one it is decoration,
        beside a code and an address that are written out.
    """
    barcode = zxingcpp.create_barcode(link, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    found = _DRAWN.search(zxingcpp.write_barcode_to_svg(barcode))
    if found is None:
        raise RuntimeError("zxing-cpp draws QR codes in another way than before")
    size, dark = found.groups()
    named = Markup('role="img" aria-label="{}"').format(title) if title else 'aria-hidden="true"'
    # Else a printer may leave hairs between the parts of the code.
    drawn = f'viewBox="0 0 {size} {size}" shape-rendering="crispEdges"'
    light = f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
    svg = f'<svg {named} {drawn}>{light}<path fill="#000" d="{dark}"/></svg>'
    return Markup(svg)  # noqa: S704 - the drawing, and an escaped title
