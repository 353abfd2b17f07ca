"""A report as tables: the same rows for page, terminal, CSV and XLSX."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kit.catalogues import day, strings
from kit.reports.numbers import score_text
from kit.reports.report import ItemAsked, Report, Score, UnitShown
from kit.reports.sentences import AGAINST

Cell = str | int | Score | date | None
"""A cell that is none has nothing that may be shown."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their heads."""

    name: str
    """Names the table where a machine reads it."""
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(report: Report) -> tuple[Table, ...]:
    """Return the tables that have something to show."""
    made = (profile_table(report), answers_table(report), history_table(report))
    return tuple(table for table in (*made, units_table(report)) if table.rows)


def profile_table(report: Report) -> Table:
    """Return one row a dimension, beside it the unit above."""
    _ = strings(report.language).gettext
    heads = [_("Area"), _("Score"), _("Answers")]
    if report.parent:
        heads += [report.parent.name, _("Answers")]
    rows = tuple(_profile_rows(report)) if report.unit.is_shown or report.parent else ()
    return Table("profile", _("Scores"), tuple(heads), rows)


def _profile_rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    for dimension in report.round.dimensions:
        row: list[Cell] = [dimension.name, *_score_and_n(report.unit, dimension.id)]
        if report.parent:
            row += _score_and_n(report.parent, dimension.id)
        yield tuple(row)


def answers_table(report: Report) -> Table:
    """Return one row a statement: how many chose each answer."""
    _ = strings(report.language).gettext
    names = {dimension.id: dimension.name for dimension in report.round.dimensions}
    labels = (category.label for category in report.round.categories)
    heads = (_("Statement"), _("Area"), *labels, report.round.dont_know)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (_item_text(item, report.language), names[item.dimension], *report.counts(item))
        for item in report.items_shown
    )
    return Table("answers", _("Answers to each statement"), heads, rows)


def history_table(report: Report) -> Table:
    """Return one row a round, oldest first; none if there is nothing to compare with."""
    _ = strings(report.language).gettext
    answers = _("Answers")
    heads = (_("Closed"), *(head for d in report.round.dimensions for head in (d.name, answers)))
    if not report.earlier or not report.unit.is_shown:
        return Table("history", _("Earlier surveys"), heads, ())
    rows = tuple(
        (closed or _("still open"), *_all_scores(report, unit)) for closed, unit in report.timeline
    )
    return Table("history", _("Earlier surveys"), heads, rows)


def units_table(report: Report) -> Table:
    """Return one row for the unit and each unit below it; none if there are none below."""
    _ = strings(report.language).gettext
    heads = (
        *(_("Unit"), _("Responses included")),
        *(head for d in report.round.dimensions for head in (d.name, _("Answers"))),
    )
    units = (report.unit, *report.below) if report.below else ()
    rows = tuple((unit.name, unit.included, *_all_scores(report, unit)) for unit in units)
    return Table("units", _("The units"), heads, rows)


def cell_text(cell: Cell, language: str) -> str:
    """Return a cell in the reader's way of writing; a dash where nothing may be shown."""
    if cell is None:
        return "–"
    if isinstance(cell, Score):
        return score_text(cell, language)
    if isinstance(cell, date):
        return day(cell, language)
    return str(cell)


def _all_scores(report: Report, unit: UnitShown) -> Iterator[Cell]:
    for dimension in report.round.dimensions:
        yield from _score_and_n(unit, dimension.id)


def _score_and_n(unit: UnitShown, dimension: str) -> tuple[Cell, Cell]:
    score = unit.scores.get(dimension)
    return (score, score.respondents) if score else (None, None)


def _item_text(item: ItemAsked, language: str) -> str:
    against = strings(language).gettext(AGAINST)
    return f"{item.text} ({against})" if item.reversed else item.text
