"""A narrow figure written from top to bottom, so that it can be read on a phone.

Everything is measured in points. What is to be drawn is collected first, since the height of the
figure follows from it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import Any, Final

from matplotlib import rc_context
from matplotlib.figure import Figure

from kit.figures import DOT, HAIR, INK, PAPER, QUIET, STYLE, new_figure
from kit.release import Bound

WIDTH: Final = 300.0
EDGE: Final = 12.0
LEFT: Final = EDGE + 6
RIGHT: Final = WIDTH - EDGE - 6

_TEXT: Final = 12.0
_SMALL: Final = 10.5
_LETTER: Final = 0.54
"""How wide a letter of the font is on average, as a share of its size."""
_POINTS: Final = 72


class Canvas:
    """Collects what is drawn; ``y`` is how far down the next thing stands."""

    def __init__(self) -> None:
        self.y = EDGE
        self._later: list[Callable[[Any], None]] = []

    def add(self, draw: Callable[[Any], None]) -> None:
        """Draw something on the axes once the figure has its height."""
        self._later.append(draw)

    def space(self, points: float) -> None:
        """Leave room."""
        self.y += points

    def words(
        self, text: str, *, width: float = WIDTH - 2 * EDGE, small: bool = False, bold: bool = False
    ) -> None:
        """Write a text of as many lines as it needs."""
        size = _SMALL if small else _TEXT
        for line in textwrap.wrap(text, int(width / (size * _LETTER * (1.08 if bold else 1)))):
            self.y += size * 1.35
            self.write(EDGE, self.y - size * 0.3, line, small=small, bold=bold)

    def write(  # noqa: PLR0913 - a text has that many properties
        self,
        x: float,
        y: float,
        text: str,
        *,
        side: str = "left",
        small: bool = False,
        bold: bool = False,
        colour: str = "",
    ) -> None:
        """Write one line; ``y`` is its baseline."""
        look = {
            "fontsize": _SMALL if small else _TEXT,
            "fontweight": "bold" if bold else "normal",
            "color": colour or (QUIET if small else INK),
        }
        self.add(lambda axes: axes.text(x, y, text, ha=side, va="baseline", **look))

    def track(self, ends: tuple[float, float], values: Sequence[float]) -> None:
        """Draw the scale as a line with a mark for each of its values."""
        y, xs = self.y, [place(value, ends) for value in values]
        line = {"color": HAIR, "linewidth": 1.2, "clip_on": False}
        self.add(lambda axes: axes.plot([min(xs), max(xs)], [y, y], zorder=1, **line))
        self.add(lambda axes: axes.vlines(xs, y - 3.5, y + 3.5, zorder=1, **line))

    def mark(
        self, mean: float, bound: Bound, ends: tuple[float, float], *, filled: bool = True
    ) -> None:
        """Draw a mean as a dot, and a bound as an arrow from it to the end of the scale."""
        y, x = self.y, place(mean, ends)
        colour = DOT if filled else QUIET
        if bound == "=":
            size, inside = (11.0, DOT) if filled else (15.0, "none")
            look: dict[str, Any] = {
                "markeredgecolor": colour,
                "markerfacecolor": inside,
                "clip_on": False,
            }
            look |= {"marker": "o", "markersize": size, "markeredgewidth": 1.6}
            self.add(lambda axes: axes.plot([x], [y], zorder=3 if filled else 4, **look))
            return
        self._open_end(x, y, toward=LEFT if bound == "<=" else RIGHT, filled=filled)

    def _open_end(self, x: float, y: float, *, toward: float, filled: bool) -> None:
        sign, y = (1 if toward > x else -1), (y if filled else y + 7)
        line: dict[str, Any] = {"color": DOT if filled else QUIET, "clip_on": False, "zorder": 3}
        line |= {"linewidth": 4.0 if filled else 1.6, "solid_capstyle": "butt"}
        self.add(lambda axes: axes.plot([x, toward - 4 * sign], [y, y], **line))
        stop = line | {"linewidth": 2.0 if filled else 1.6}
        self.add(lambda axes: axes.plot([x, x], [y - 6, y + 6], **stop))
        tip = [(toward + 5 * sign, y), (toward - 6 * sign, y - 6), (toward - 6 * sign, y + 6)]
        inside = DOT if filled else PAPER
        edge = {"edgecolor": line["color"], "linewidth": 1.2, "clip_on": False, "zorder": 3}
        self.add(lambda axes: axes.fill(*zip(*tip, strict=True), facecolor=inside, **edge))

    def bar(self, x: float, width: float, height: float, colour: str) -> None:
        """Draw a filled bar below ``y``."""
        y = self.y
        look = {"color": colour, "linewidth": 0, "align": "edge", "clip_on": False}
        self.add(lambda axes: axes.bar(x, height, width=width, bottom=y, **look))

    def line(self, x: float, above: float, below: float, colour: str = INK) -> None:
        """Draw an upright line."""
        y = self.y
        look = {"color": colour, "linewidth": 1.0, "clip_on": False, "zorder": 2}
        self.add(lambda axes: axes.plot([x, x], [y - above, y + below], **look))

    def figure(self) -> Figure:
        """Return the figure."""
        height = self.y + EDGE
        with rc_context(STYLE):
            figure = new_figure(WIDTH / _POINTS, height / _POINTS)
            axes: Any = figure.add_axes((0, 0, 1, 1))
            axes.set_axis_off()
            for draw in self._later:
                draw(axes)
            axes.set_xlim(0, WIDTH)
            axes.set_ylim(height, 0)
        return figure


def place(value: float, ends: tuple[float, float]) -> float:
    """Return where on the track a value of the scale stands."""
    low, high = ends
    return LEFT + (value - low) / (high - low) * (RIGHT - LEFT)
