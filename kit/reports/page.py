"""A report as a page of its own, and as the part of a page that a server gives."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context as Variables
from markupsafe import Markup

from kit.catalogues import strings
from kit.frontend import mark_english
from kit.reports.captions import figure_names, figure_titles
from kit.reports.report import Report
from kit.reports.sentences import (
    JOINED,
    KIND,
    KIND_OF_EXERCISE,
    SMALL,
    STEPS,
    changed_words,
    code_words,
    included_words,
    objections_in,
    round_words,
    too_few_words,
)
from kit.reports.tables import Cell, cell_text, tables

_OWN: Final = files("kit.reports")
_TOKENS: Final = files("kit.frontend") / "static" / "tokens.css"


def report_styles() -> str:
    """Return the style sheet of a report; it stands on ``tokens.css`` of ``kit.frontend``."""
    return (_OWN / "static" / "report.css").read_text(encoding="utf-8")


def report_body(report: Report, *, exercise_address: str = "") -> Markup:
    """Return the report as HTML under a heading of the first level, without that heading.

    It has no script and no ``style``, so that it may stand under a strict policy.

    :param exercise_address: where a unit with too few answers finds the exercise.
    """
    body = _template("report-body.html").render(_variables(report, exercise_address))
    return Markup(body)  # noqa: S704 - the template escapes


def report_page(report: Report) -> str:
    """Return the report as one HTML file that asks nobody for anything."""
    styles = _TOKENS.read_text(encoding="utf-8") + report_styles()
    variables = {"report": report, "styles": styles, "body": report_body(report)}
    variables["objections"] = objections_in(report)
    return mark_english(_template("report-page.html").render(variables), report.language)


def _variables(report: Report, exercise_address: str) -> dict[str, Any]:
    # Matplotlib is slow to import.
    from kit.reports.figures import figures_in_page  # noqa: PLC0415

    texts = strings(report.language)
    _ = texts.gettext
    return {
        "_": _,
        "report": report,
        "exercise_address": exercise_address,
        "round_words": round_words(report),
        "included": included_words(report.unit, report.round.k, report.language),
        "too_few": too_few_words(report),
        "figures": {name: figures_in_page(report, name) for name in figure_names(report)},
        "titles": figure_titles(report),
        "tables": {table.name: table for table in tables(report)},
        "changed": changed_words(report),
        # The first is about a result.
        "steps": [_(words) for words in (STEPS if report.unit.is_shown else STEPS[1:])],
        "small": _(SMALL),
        "joined": _(JOINED),
        "about": (_(KIND), code_words(report)),
        "kind": _(KIND_OF_EXERCISE),
    }


def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    env = Environment(
        loader=ChoiceLoader([PackageLoader("kit.reports"), PackageLoader("kit.frontend")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["cell"] = _cell
    return env


@pass_context
def _cell(variables: Variables, cell: Cell) -> str:
    return cell_text(cell, variables["report"].language)
