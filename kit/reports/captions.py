"""Which figures a report has, their titles, and everything in them in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal

from kit.catalogues import strings
from kit.reports.report import Report
from kit.reports.sentences import answers_in_words, history_in_words, profile_in_words

FigureName = Literal["profile", "answers", "history"]

FIGURES: Final[tuple[FigureName, ...]] = ("profile", "answers", "history")

_WORDS: Final[Mapping[FigureName, Callable[[Report], str]]] = {
    "profile": profile_in_words,
    "answers": answers_in_words,
    "history": history_in_words,
}


def figure_names(report: Report) -> tuple[FigureName, ...]:
    """Return the figures that have something to show."""
    names: list[FigureName] = []
    if report.unit.scores or (report.parent and report.parent.scores):
        names.append("profile")
    if report.items_shown:
        names.append("answers")
    if report.earlier and report.unit.is_shown:
        names.append("history")
    return tuple(names)


def dimensions_of(report: Report, name: FigureName) -> tuple[Report, ...]:
    """Return a report for each dimension that a figure shows, which is about nothing else."""
    shown = {item.dimension for item in report.items_shown}
    parts = []
    for dimension in report.round.dimensions:
        if name == "answers" and dimension.id not in shown:
            continue
        items = tuple(item for item in report.round.items if item.dimension == dimension.id)
        about = report.round.model_copy(update={"dimensions": (dimension,), "items": items})
        parts.append(report.model_copy(update={"round": about}))
    return tuple(parts)


def figure_titles(report: Report) -> Mapping[FigureName, str]:
    """Return the title of each figure."""
    _ = strings(report.language).gettext
    return {
        "profile": _("Scores in each area"),
        "answers": _("Answers to each statement"),
        "history": _("This survey and the earlier ones"),
    }


def figure_words(report: Report, name: FigureName) -> str:
    """Return everything that a figure shows, in words."""
    return _WORDS[name](report)
