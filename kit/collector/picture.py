"""The join link of a session, and its QR code."""

from __future__ import annotations

import segno
from markupsafe import Markup
from starlette.requests import Request

from kit.ballots import Collectable
from kit.collector.origins import own_origin
from kit.collector.state import Shared


def exercise_address(request: Request, here: Shared, exercise: Collectable, language: str) -> str:
    """Return the address of the page on which an exercise is answered."""
    base = here.book or own_origin(request.scope)
    path = exercise.addresses.get(language) or exercise.addresses[exercise.language]
    return f"{base}/{path}"


def join_link(address: str, code: str) -> str:
    """Return an address with the code where no server sees it."""
    return f"{address}#join={code}"


def qr_picture(link: str, title: str) -> Markup:
    """Return a link's QR code as SVG with a title; dark on light, whatever the page's colours."""
    made = segno.make(link, error="m", micro=False)
    svg = made.svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=True)
    named = svg.replace("<svg ", f'<svg role="img" aria-label="{Markup.escape(title)}" ', 1)
    return Markup(named)  # noqa: S704 - segno's drawing, and an escaped title
