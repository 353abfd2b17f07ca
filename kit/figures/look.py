"""The book's colours and font for figures.

Figures are made without pyplot, so that they need no display and change no setting of anybody
else. Their font comes with Matplotlib: the same figure is drawn on every machine.
"""

from __future__ import annotations

from typing import Any, Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

PAPER: Final = "#fbf8f3"
INK: Final = "#211d1a"
DOT: Final = "#0d4f5b"
"""The book's colours: more than 8:1 on its paper, so that no difference rests on a hue."""

QUIET: Final = "#524b44"
"""Ink of what is said beside the thing itself, and of what it is compared with."""

HAIR: Final = "#b5aa9b"
"""Lines that only divide."""

LOW: Final = ("#4f3b2c", "#80664f", "#b89d83")
MIDDLE: Final = "#e2d9cb"
HIGH: Final = ("#0d4f5c", "#3f7883", "#8fb7be")
"""The two sides of a scale, strongest first, and what is between them. Neither side looks better
than the other; in grey, it is the place that tells them apart."""

ON_STRONG: Final = "#fffffe"
ON_WEAK: Final = "#211d1b"
"""Text on the first two and on the last of a side. No two of these colours are quite the same: a
page exchanges each for one of its own."""

STYLE: Final[Any] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 11.0,
    "text.color": INK,
    "text.parse_math": False,
    # Text stays text in SVG, and its ids are the same every time.
    "svg.fonttype": "none",
    "svg.hashsalt": "kit",
}


def new_figure(width: float, height: float) -> Figure:
    """Return an empty figure on the book's paper; to be drawn and saved within ``STYLE``.

    :param width: in inches, as is ``height``.
    """
    figure = Figure(figsize=(width, height), facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure
