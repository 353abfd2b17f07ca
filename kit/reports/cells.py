"""A report as notebook cells; they carry the released figures and need no database."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kit.catalogues import Strings, strings
from kit.plugins import Cell, Slide, markdown_line, markdown_text, python_comment, python_literal
from kit.reports.captions import FigureName, figure_names, figure_titles
from kit.reports.report import Report
from kit.reports.sentences import (
    JOINED,
    SMALL,
    STEPS,
    about_words,
    changed_words,
    included_words,
    objections_in,
    round_words,
    too_few_words,
)
from kit.reports.tables import tables


def results_cells(report: Report) -> tuple[Cell, ...]:
    """Return the cells of the results notebook, which runs from top to bottom.

    Every cell has an id of its own, and the same report gives the same cells.
    """
    texts = strings(report.language)
    shown = figure_names(report)
    return (
        *_opening(report, texts),
        *_tools(report, texts),
        *(cell for name in shown for cell in _figure(name, report, texts)),
        *_changed(report, texts),
        *_units(report, texts),
        *_measures(texts),
        _markdown(
            "about",
            _heading(texts.gettext("What these figures are, and are not")),
            *map(markdown_text, about_words(report)),
        ),
    )


def _opening(report: Report, texts: Strings) -> Iterator[Cell]:
    _ = texts.gettext
    purpose = _("What it is for:")
    yield _markdown(
        "title",
        _heading(report.round.title, level=1),
        f"**{markdown_line(report.unit.name)}**",
        markdown_text(round_words(report)),
        *map(markdown_text, included_words(report.unit, report.round.k, report.language)),
        f"{markdown_line(purpose)} {markdown_line(report.round.purpose)}",
        *map(markdown_text, objections_in(report)),
    )
    if not report.unit.is_shown:
        head = _heading(_("A conversation instead of figures"))
        yield _markdown("too-few", head, *map(markdown_text, too_few_words(report)))


def _tools(report: Report, texts: Strings) -> Iterator[Cell]:
    _ = texts.gettext
    sheet = {
        "version": 1,
        "exercise": report.round.exercise,
        "language": report.language,
        "title": report.round.title,
        "steps": [],
    }
    yield _code(
        "tools",
        _("Fetches the tools; workshop-kit has to be installed here."),
        "from kit.reports import RoundReport",
        "from kit.widgets import Workshop",
    )
    data = python_literal(json.loads(report.model_dump_json()))
    yield _code(
        "results",
        _("The figures as they were released; nothing else was kept. There is nothing to edit."),
        f"results = RoundReport.from_data({data})",
        f"workshop = Workshop({python_literal(sheet)})",
    )


def _figure(name: FigureName, report: Report, texts: Strings) -> Iterator[Cell]:
    _ = texts.gettext
    aside = {"profile": (SMALL,), "history": (JOINED,)}.get(name, ())
    head = _heading(figure_titles(report)[name])
    yield _markdown(name, head, *(markdown_text(_(words)) for words in aside))
    yield _code(f"{name}-figure", _("Shows the figure."), f'results.figure("{name}")')
    yield _code(f"{name}-table", _("Shows the same as a table."), f"results.{name}")


def _changed(report: Report, texts: Strings) -> Iterator[Cell]:
    if report.changed:
        head = _heading(texts.gettext("Earlier surveys"))
        yield _markdown("changed", head, markdown_text(changed_words(report)))


def _units(report: Report, texts: Strings) -> Iterator[Cell]:
    _ = texts.gettext
    if any(table.name == "units" for table in tables(report)):
        words = _("What is missing has too few answers to show.")
        yield _markdown("units", _heading(_("The units")), markdown_text(words))
        yield _code("units-table", _("Shows all units as a table."), "results.units")


def _measures(texts: Strings) -> Iterator[Cell]:
    _ = texts.gettext
    steps = "\n".join(f"{n}. {markdown_line(_(text))}" for n, text in enumerate(STEPS, start=1))
    yield _markdown("agree", _heading(_("From result to measure")), steps)
    yield _code("measures", _("Write down what you agree on."), "workshop.measures")
    yield _code(
        "save",
        _("Saves measures, notes and votes to files, and brings back those of last time."),
        "workshop.files",
    )


def _heading(text: str, level: int = 2) -> str:
    return f"{'#' * level} {markdown_line(text)}"


def _markdown(name: str, *parts: str) -> Cell:
    return Cell(name, "markdown", "\n\n".join(parts), Slide.SLIDE)


def _code(name: str, comment: str, *lines: str) -> Cell:
    source = "\n".join((python_comment(comment), *lines))
    slide = Slide.SKIP if name in ("tools", "results") else Slide.CONTINUE
    return Cell(name, "code", source, slide, tags=("hide-input",))
