"""What was released, for a screen that a room looks at: large, few words, nothing to press."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kit.catalogues import strings
from kit.reports.numbers import plain_number, score_text
from kit.reports.report import DimensionAsked, Report, Score
from kit.reports.sentences import included_words, n_words, spoken_score, too_few_words

_MARGIN: Final = 3.0
"""How far from its edges, in hundredths of its width, the scale begins and ends in a figure."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A dimension as the template wants it; without a score there is nothing to show of it."""

    name: str
    score: str = ""
    spoken: str = ""
    answers: str = ""
    at: float = 0
    """Where the mean, or the end of what is told, stands in hundredths of the figure's width."""
    end: float | None = None
    """The end of the scale from which only that is told; none where the mean is."""


def wall_result(report: Report, *, practice: bool = False) -> Markup:
    """Return the scores of one unit as HTML without headings, for a page with ``result.css``.

    They are those of the leader's page, and nothing more. It stands under a strict policy.

    :param practice: whether the answers were invented; then every figure says so in itself.
    """
    texts, language = strings(report.language), report.language
    low, high = report.round.lowest, report.round.highest
    template = _environment().get_template("wall-result.html")
    made = template.render(
        _=texts.gettext,
        language=language,
        practice=practice,
        included=included_words(report.unit, report.round.k, language),
        too_few=() if report.unit.is_shown else too_few_words(report),
        low=f"{plain_number(low.value, language)} {low.label}",
        high=f"{plain_number(high.value, language)} {high.label}",
        margin=_MARGIN,
        marks=[_place(report, each.value) for each in report.round.categories],
        rows=[_row(report, each.name, report.unit.scores.get(each.id)) for each in _asked(report)],
    )
    return Markup(made.strip())  # noqa: S704 - the template escapes


def _asked(report: Report) -> tuple[DimensionAsked, ...]:
    return report.round.dimensions if report.unit.is_shown else ()


def _row(report: Report, name: str, score: Score | None) -> _Row:
    if score is None:
        return _Row(name)
    ends = {"<=": _MARGIN, ">=": 100 - _MARGIN}
    return _Row(
        name,
        score_text(score, report.language),
        spoken_score(score, report.language),
        n_words(score.respondents, report.language),
        _place(report, score.mean),
        ends.get(score.bound),
    )


def _place(report: Report, value: float) -> float:
    low, high = report.round.lowest.value, report.round.highest.value
    return round(_MARGIN + (100 - 2 * _MARGIN) * (value - low) / (high - low), 1)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kit.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
