"""A result on a wall: the figures of the leader's page and no more; practice says so."""

import re
from collections.abc import Callable

from kit.reports import Report, wall_result
from kit.reports.report import Score
from tests.unit.reports.conftest import ROUND

MakeReport = Callable[..., Report]
PRACTICE = "Practice: invented answers"


def test_it_shows_what_was_released_of_the_unit_and_says_of_the_rest_that_it_is_too_little(
    make_report: MakeReport,
) -> None:
    report = make_report()
    html = wall_result(report)
    for dimension in ROUND.dimensions:
        assert dimension.name in html
        assert (dimension.id in report.unit.scores) == (f'aria-label="{dimension.name}: ' in html)
    assert "too few answers to show" in html
    assert report.parent
    assert report.parent.name not in html
    assert not [item.text for item in report.round.items if item.text in html]
    assert PRACTICE not in html
    assert not re.search(r"<script|style=|href=", html)


def test_every_figure_of_practice_says_so_in_itself_and_to_those_who_hear_it(
    make_report: MakeReport,
) -> None:
    figures = re.findall(r"<svg.*?</svg>", wall_result(make_report(), practice=True), re.DOTALL)
    assert len(figures) > 1
    assert all(figure.count(PRACTICE) == 2 for figure in figures)


def test_a_mean_near_an_end_is_drawn_as_all_that_is_told(make_report: MakeReport) -> None:
    report = make_report()
    score = Score(respondents=6, mean=4.5, bound=">=")
    unit = report.unit.model_copy(update={"scores": {"talk": score}})
    html = wall_result(report.model_copy(update={"unit": unit}))
    assert 'class="kit-shown-bound"' in html
    assert 'class="kit-shown-mean"' not in html
    assert "≥ 4.5" in html
    assert "4.5 or higher" in html


def test_below_the_least_number_it_says_so_kindly_and_shows_nothing(
    make_report: MakeReport,
) -> None:
    report = make_report()
    unit = report.unit.model_copy(update={"included": None, "scores": {}})
    html = wall_result(report.model_copy(update={"unit": unit}))
    assert "That is no failure" in html
    assert "<svg" not in html
