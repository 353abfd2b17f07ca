"""The figures of a report: scores on one shared scale, answers around the middle, earlier rounds.

Matplotlib is slow to import: import this module where a figure is asked for.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from matplotlib.figure import Figure

from kit.catalogues import strings
from kit.figures import Slice, as_png, as_sliced_svg, as_svg
from kit.reports.answers_figure import draw_answers, draw_legend, legend_of, measured
from kit.reports.canvas import EDGE, LEFT, RIGHT, WIDTH, Canvas
from kit.reports.captions import FigureName, dimensions_of, figure_titles, figure_words
from kit.reports.numbers import plain_number, score_text, short_day
from kit.reports.report import Report, Score, UnitShown
from kit.reports.sentences import (
    KIND,
    closed_words,
    code_words,
    included_words,
    n_words,
)

ROUNDS_DRAWN: Final = 4
"""As many rounds can be taken in at a glance; the table has them all."""
_N_WIDTH: Final = 72
"""Room for "1234 answers"."""


def draw_figure(report: Report, name: FigureName, *, alone: bool = True) -> Figure:
    """Return a figure.

    :param alone: whether it has to say for itself whom it is about and what it is not.
    """
    canvas = Canvas()
    if alone:
        _draw_head(canvas, report, name)
    if name == "answers":
        draw_legend(canvas, report)
        draw_answers(canvas, report, measured(report))
    else:
        _draw_dimensions(canvas, report, name)
    if alone:
        _draw_foot(canvas, report)
    return canvas.figure()


def _draw_dimensions(canvas: Canvas, report: Report, name: FigureName) -> None:
    _draw_ends(canvas, report)
    (_draw_profile if name == "profile" else _draw_history)(canvas, report)


def figure_png(report: Report, name: FigureName = "profile") -> bytes:
    """Return a figure as PNG, the same bytes every time."""
    return as_png(draw_figure(report, name))


def figure_svg(report: Report, name: FigureName = "profile") -> str:
    """Return a figure as an SVG file with its title and words, the same bytes every time."""
    title = f"{figure_titles(report)[name]} – {report.unit.name}"
    return as_svg(draw_figure(report, name), title, figure_words(report, name), name=name)


def figures_in_page(report: Report, name: FigureName) -> tuple[str, ...]:
    """Return a figure as SVGs for a page that brings ``report.css``.

    There is one for each dimension, so that they stand below each other on a phone, and beside each
    other, as large as can be, on a projector.
    """
    canvas, slices = Canvas(), []
    if name == "answers":
        draw_legend(canvas, report)
        words = ", ".join(label for label, _ in legend_of(report))
        title = strings(report.language).gettext("What the colours mean")
        slices.append(Slice(title, f"{words}.", 0, canvas.y))
    for part in dimensions_of(report, name):
        top = canvas.y
        if name == "answers":
            draw_answers(canvas, part, measured(report))
        else:
            _draw_dimensions(canvas, part, name)
        title = f"{figure_titles(report)[name]}: {part.round.dimensions[0].name}"
        slices.append(Slice(title, figure_words(part, name), top, canvas.y))
    return as_sliced_svg(canvas.figure(), slices, name=f"kit-{name}", page="kit-figure")


def _draw_head(canvas: Canvas, report: Report, name: FigureName) -> None:
    canvas.words(report.round.title, bold=True)
    closed = closed_words(report.round.released_on, report.language)
    canvas.words(f"{figure_titles(report)[name]} · {report.unit.name} · {closed}")
    for words in included_words(report.unit, report.round.k, report.language):
        canvas.words(words, small=True)
    canvas.space(10)


def _draw_foot(canvas: Canvas, report: Report) -> None:
    canvas.space(10)
    canvas.words(code_words(report), small=True)
    canvas.words(strings(report.language).gettext(KIND), small=True)


def _draw_ends(canvas: Canvas, report: Report) -> None:
    """Write what the ends of the scale mean, each above its end."""
    canvas.space(14)
    ends = ((report.round.lowest, EDGE, "left"), (report.round.highest, WIDTH - EDGE, "right"))
    for category, x, side in ends:
        words = f"{plain_number(category.value, report.language)} {category.label}"
        canvas.write(x, canvas.y, words, side=side, small=True)
    canvas.space(4)


def _draw_profile(canvas: Canvas, report: Report) -> None:
    for dimension in report.round.dimensions:
        own = report.unit.scores.get(dimension.id)
        _draw_name(canvas, dimension.name, own, report)
        _draw_track(canvas, report)
        above = report.parent.scores.get(dimension.id) if report.parent else None
        if above and report.parent:
            canvas.mark(above.mean, above.bound, _ends(report), filled=False)
        if own:
            canvas.mark(own.mean, own.bound, _ends(report))
        if above and report.parent:
            _draw_above(canvas, report.parent, above, report)
        canvas.space(14)


def _draw_above(canvas: Canvas, parent: UnitShown, score: Score, report: Report) -> None:
    """Write the score of the unit above, with the ring that stands for it."""
    canvas.space(24)
    said = f"{score_text(score, report.language)} · {n_words(score.respondents, report.language)}"
    canvas.write(WIDTH - EDGE, canvas.y, f"○ {parent.name}: {said}", side="right", small=True)


def _draw_name(canvas: Canvas, name: str, score: Score | None, report: Report) -> None:
    canvas.space(6)
    canvas.words(name, width=WIDTH - 2 * EDGE - _N_WIDTH - 36)
    if score is None:
        words = strings(report.language).gettext("too few answers to show")
        canvas.space(14)
        canvas.write(EDGE, canvas.y - 3, words, small=True)
        return
    n = n_words(score.respondents, report.language)
    canvas.write(
        WIDTH - EDGE - _N_WIDTH,
        canvas.y - 4,
        score_text(score, report.language),
        side="right",
        bold=True,
    )
    canvas.write(WIDTH - EDGE, canvas.y - 4, n, side="right", small=True)


def _draw_track(canvas: Canvas, report: Report) -> None:
    canvas.space(14)
    canvas.track(_ends(report), [category.value for category in report.round.categories])


def _draw_history(canvas: Canvas, report: Report) -> None:
    for dimension in report.round.dimensions:
        canvas.space(10)
        canvas.words(dimension.name)
        for closed, unit in report.timeline[-ROUNDS_DRAWN:]:
            score = unit.scores.get(dimension.id)
            _draw_round(canvas, closed, score, report, now=unit is report.unit)
        canvas.space(8)


def _draw_round(
    canvas: Canvas, closed: date | None, score: Score | None, report: Report, *, now: bool
) -> None:
    canvas.space(16)
    when = short_day(closed, report.language) if closed else closed_words(None, report.language)
    canvas.write(LEFT - 6, canvas.y, when, small=True)
    if score is None:
        words = strings(report.language).gettext("too few answers to show")
        canvas.write(RIGHT + 6, canvas.y, words, side="right", small=True)
        return
    n = n_words(score.respondents, report.language)
    canvas.write(
        WIDTH - EDGE - _N_WIDTH,
        canvas.y,
        score_text(score, report.language),
        side="right",
        bold=True,
    )
    canvas.write(WIDTH - EDGE, canvas.y, n, side="right", small=True)
    _draw_track(canvas, report)
    canvas.mark(score.mean, score.bound, _ends(report), filled=now)
    canvas.space(6)


def _ends(report: Report) -> tuple[float, float]:
    return report.round.lowest.value, report.round.highest.value
