"""Lines to write on; as backgrounds, so that nobody who listens hears of them."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

STEP: Final = 8.5
"""Millimetres from line to line."""
MOST: Final = 24
"""Lines of a field."""
_PAGES: Final = (("ruled", 170, 250), ("ruled-close", 175, 261))
"""Pages of which all that is free has lines, with the width and height of what stands on them."""


def line_rules() -> str:
    """Return the rules ``.lines-1`` and so on, and those of ruled pages."""
    fields = (
        f".lines-{n} {{ height: {n * STEP}mm; background: {_drawn(170, n * STEP)}; }}\n"
        for n in range(1, MOST + 1)
    )
    pages = (
        f"@page {name} {{ background: {_drawn(width, height, fixed=True)}; }}\n"
        for name, width, height in _PAGES
    )
    return "".join((*fields, *pages))


def _drawn(width: float, height: float, *, fixed: bool = False) -> str:
    lines = "".join(f"M0 {n * STEP - 0.3:.1f}h{width}" for n in range(1, int(height / STEP) + 1))
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' preserveAspectRatio="none"><path d="{lines}" stroke="#a79e92" stroke-width=".2"/></svg>'
    )
    size = f"{width}mm {height}mm" if fixed else f"100% {height}mm"
    return f'url("data:image/svg+xml,{quote(drawing)}") 0 0 / {size} no-repeat'
