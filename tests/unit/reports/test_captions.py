"""Which figures a report has: those with something to show, each with all of it in words."""

from collections.abc import Callable

import pytest

from kit.reports.captions import (
    FIGURES,
    FigureName,
    dimensions_of,
    figure_names,
    figure_titles,
    figure_words,
)
from kit.reports.report import Report, UnitShown

MakeReport = Callable[..., Report]
SMALL = UnitShown(id="small", name="Night shift", depth=1)


def test_a_team_with_scores_answers_and_a_round_before_has_every_figure(
    make_report: MakeReport,
) -> None:
    assert figure_names(make_report()) == FIGURES


def test_a_round_before_is_no_figure_where_this_one_shows_nothing(make_report: MakeReport) -> None:
    assert figure_names(make_report(unit=SMALL, parent=None)) == ()


def test_who_is_too_few_still_sees_what_the_unit_above_shows(make_report: MakeReport) -> None:
    assert figure_names(make_report(unit=SMALL)) == ("profile",)


def test_a_figure_of_each_dimension_is_about_nothing_else(make_report: MakeReport) -> None:
    parts = dimensions_of(make_report(), "profile")
    assert [part.round.dimensions[0].id for part in parts] == ["talk", "help", "try"]
    for part in parts:
        (dimension,) = part.round.dimensions
        assert {item.dimension for item in part.round.items} == {dimension.id}
        assert len(part.round.items) == 3


def test_a_dimension_whose_answers_are_not_shown_has_no_figure_of_them(
    make_report: MakeReport,
) -> None:
    parts = dimensions_of(make_report(), "answers")
    assert [part.round.dimensions[0].id for part in parts] == ["talk"]


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", ["nb", "nn", "sv", "en"])
def test_every_figure_has_a_title_of_its_own_and_words(
    make_report: MakeReport, language: str, name: FigureName
) -> None:
    report = make_report(language=language)
    assert len(set(figure_titles(report).values())) == len(FIGURES)
    assert figure_words(report, name)
