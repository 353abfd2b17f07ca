"""Draw counted dots: one row an answer, one dot a vote, the number beside it."""

from __future__ import annotations

import base64
import textwrap
from collections.abc import Sequence
from typing import Any, Final

from matplotlib import rc_context
from matplotlib.figure import Figure

from kit.figures import DOT, INK, STYLE, as_png, new_figure
from kit.widgets.templates import rendered

Rows = Sequence[tuple[str, int]]

MOST_DOTS: Final = 30
"""Above this, dots are too small to count, and a bar says the same."""

FEWEST_PLACES: Final = 12
"""A few dots stay close together, as they do on paper."""

_WIDTH: Final = 8.0
_LABEL_CHARACTERS: Final = 34


def draw(question: str, rows: Rows, n_words: str) -> Figure:
    """Return a figure of counts; n stands below the question, and beside each row its own."""
    labels = [textwrap.fill(text, _LABEL_CHARACTERS) for text, _ in rows]
    title = textwrap.fill(question, 70)
    lines = sum(_lines(label) for label in labels)
    head = 0.35 + 0.24 * (title.count("\n") + 2)
    height = head + 0.26 * lines + 0.15
    with rc_context(STYLE):
        figure = new_figure(_WIDTH, height)
        top = 1 - 0.15 / height
        figure.text(0.02, top, title, va="top", fontsize=13, fontweight="bold")
        figure.text(0.02, 1 - (head - 0.28) / height, n_words, va="bottom")
        axes = figure.add_axes((0.36, 0.1 / height, 0.62, 1 - (head + 0.1) / height))
        _draw_rows(axes, labels, [count for _, count in rows])
    return figure


def _draw_rows(axes: Any, labels: Sequence[str], counts: Sequence[int]) -> None:
    most = max(FEWEST_PLACES, *counts)
    axes.set_axis_off()
    axes.set_xlim(0, most * 1.12 + 0.5)
    axes.set_ylim(sum(map(_lines, labels)), 0)
    above = 0.0
    for label, count in zip(labels, counts, strict=True):
        y = above + _lines(label) / 2
        above += _lines(label)
        if most <= MOST_DOTS:
            axes.scatter([x + 0.5 for x in range(count)], [y] * count, s=70, color=DOT)
        else:
            axes.barh(y, count, height=0.8, color=DOT)
        axes.text(count + most * 0.02 + 0.1, y, str(count), va="center", fontweight="bold")
        axes.text(-most * 0.03, y, label, va="center", ha="right", clip_on=False)
    axes.axvline(0, color=INK, linewidth=0.8)


def as_html(figure: Figure, alt: str, heads: tuple[str, str, str], rows: Rows) -> str:
    """Return the figure with its words for those who cannot see it, and the table below."""
    data = base64.b64encode(as_png(figure)).decode()
    total = sum(count for _, count in rows)
    shown = [(text, count, _share(count, total)) for text, count in rows]
    return rendered("votes.html", picture=data, alt=alt, heads=heads, rows=shown)


def _lines(label: str) -> int:
    """Return how many lines high a row is; two at least, for air."""
    return max(2, label.count("\n") + 1)


def _share(count: int, total: int) -> str:
    return f"{100 * count / total:.0f} %" if total else "–"
