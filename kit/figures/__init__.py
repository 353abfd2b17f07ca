"""The look that all figures share, and how they become files: the same bytes every time.

Matplotlib is slow to import: import this part where a figure is asked for.
"""

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
    STYLE,
    new_figure,
)
from kit.figures.markup import Slice
from kit.figures.saving import as_png, as_sliced_svg, as_svg

__all__ = [
    "DOT",
    "HAIR",
    "HIGH",
    "INK",
    "LOW",
    "MIDDLE",
    "ON_STRONG",
    "ON_WEAK",
    "PAPER",
    "QUIET",
    "STYLE",
    "Slice",
    "as_png",
    "as_sliced_svg",
    "as_svg",
    "new_figure",
]
