"""Draw how many chose each answer, as bars around the middle of the scale.

A small group is drawn as people: one cell an answer, and counts. From ``PEOPLE`` on, bars are
shares, since the groups of two statements may differ in size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kit.catalogues import strings
from kit.figures import HIGH, LOW, MIDDLE, ON_STRONG, ON_WEAK, PAPER
from kit.reports.canvas import EDGE, WIDTH, Canvas
from kit.reports.report import ItemAsked, Report
from kit.reports.sentences import AGAINST, n_words

PEOPLE: Final = 20
"""From this many answers on, a share says more than it hides."""

_HEIGHT: Final = 18.0
_BARS: Final = WIDTH - 2 * EDGE
_NARROW: Final = 11.0
"""Below this width, a number does not fit into its bar; the table has it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the bars of one figure share, so that those of two statements can be compared."""

    shares: bool
    reach: float
    """How far the longest goes from the middle."""


def measured(report: Report) -> Measure:
    """Return what the bars of a whole report share."""
    rows = [_row(report, item) for item in report.items_shown]
    shares = min(map(sum, rows), default=0) >= PEOPLE
    reach = max((_reach(_lengths(row, shares=shares)) for row in rows), default=0)
    return Measure(shares, reach)


def legend_of(report: Report) -> list[tuple[str, str]]:
    """Return the categories from low to high, each with its colour."""
    labels = [report.round.categories[n].label for n in _order(report)]
    return list(zip(labels, shades(len(labels)), strict=True))


def draw_legend(canvas: Canvas, report: Report) -> None:
    """Draw what the colours mean."""
    for label, colour in legend_of(report):
        canvas.bar(EDGE, 14, 10, colour)
        canvas.space(10)
        canvas.write(EDGE + 22, canvas.y - 1, label, small=True)
        canvas.space(6)


def draw_answers(canvas: Canvas, report: Report, measure: Measure) -> None:
    """Draw one row of bars a statement."""
    colours = shades(len(report.round.categories))
    for dimension in report.round.dimensions:
        items = [item for item in report.items_shown if item.dimension == dimension.id]
        if items:
            canvas.space(10)
            canvas.words(dimension.name, bold=True)
        for item in items:
            canvas.space(5)
            canvas.words(item.text)
            _draw_bars(canvas, _row(report, item), colours, measure)
            _draw_n(canvas, report, item)


def _order(report: Report) -> list[int]:
    """Return where each category stands in the counts, from low to high."""
    values = [category.value for category in report.round.categories]
    return sorted(range(len(values)), key=values.__getitem__)


def _row(report: Report, item: ItemAsked) -> list[int]:
    return [report.unit.items[item.id][n] for n in _order(report)]


def shades(number: int) -> list[str]:
    """Return a colour for each category from low to high; both ends are the strongest."""
    half = number // 2
    picks = {1: [0], 2: [0, 2]}.get(half, [0, *[1] * (half - 2), 2] if half else [])
    middle = [MIDDLE] if number % 2 else []
    return [*(LOW[n] for n in picks), *middle, *(HIGH[n] for n in reversed(picks))]


def _lengths(row: Sequence[int], *, shares: bool) -> list[float]:
    total = sum(row) or 1
    return [count / total if shares else count for count in row]


def _left_of_middle(lengths: Sequence[float]) -> float:
    half = len(lengths) // 2
    return sum(lengths[:half]) + (lengths[half] / 2 if len(lengths) % 2 else 0)


def _reach(lengths: Sequence[float]) -> float:
    """Return how far the longer side goes from the middle."""
    left = _left_of_middle(lengths)
    return max(left, sum(lengths) - left)


def _draw_bars(
    canvas: Canvas, row: Sequence[int], colours: Sequence[str], measure: Measure
) -> None:
    canvas.space(5)
    shares = measure.shares
    lengths = _lengths(row, shares=shares)
    scale = _BARS / 2 / (measure.reach or 1)
    x = WIDTH / 2 - _left_of_middle(lengths) * scale
    for count, length, colour in zip(row, lengths, colours, strict=True):
        if not count:
            continue
        width = length * scale
        canvas.bar(x, width, _HEIGHT, colour)
        if not shares:
            for n in range(1, count):
                canvas.line(x + n * width / count, 0, _HEIGHT, PAPER)
        if width >= _NARROW:
            ink = ON_WEAK if colour in (LOW[-1], HIGH[-1], MIDDLE) else ON_STRONG
            cell = width / count
            whole = shares or cell < _NARROW
            middle = x + (width / 2 if whole else (count // 2 + 0.5) * cell)
            canvas.write(
                middle, canvas.y + _HEIGHT - 5, str(count), side="center", small=True, colour=ink
            )
        x += width
    canvas.line(WIDTH / 2, 4, 0)
    canvas.space(_HEIGHT)
    canvas.line(WIDTH / 2, 0, 4)


def _draw_n(canvas: Canvas, report: Report, item: ItemAsked) -> None:
    """Write how many answered, how many did not know, and if agreeing speaks against the area."""
    *answers, rest = report.counts(item)
    said = [n_words(sum(answers), report.language)]
    if rest:
        said.append(f"{report.round.dont_know}: {rest}")
    if item.reversed:
        said.insert(0, strings(report.language).gettext(AGAINST))
    canvas.space(14)
    canvas.write(WIDTH - EDGE, canvas.y, " · ".join(said), side="right", small=True)
    canvas.space(4)
