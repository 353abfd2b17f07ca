"""Figures: everything in them was released, has its n, and can be read without seeing."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from kit.figures import HIGH, LOW, PAPER
from kit.reports import Report
from kit.reports.answers_figure import PEOPLE, shades
from kit.reports.captions import FigureName, figure_names, figure_words
from kit.reports.figures import ROUNDS_DRAWN, draw_figure, figure_png, figure_svg, figures_in_page
from kit.reports.report import Earlier
from tests.unit.figures.test_look import luminance
from tests.unit.reports.conftest import BEFORE, SMALL, TEAM

MakeReport = Callable[..., Report]
NAMES: tuple[FigureName, ...] = ("profile", "answers", "history")


def texts(report: Report, name: FigureName) -> list[str]:
    return [text.get_text() for text in draw_figure(report, name).axes[0].texts]


def test_every_score_has_its_n_beside_it(make_report: MakeReport) -> None:
    told = texts(make_report(), "profile")
    assert told[told.index("3.4") + 1] == "12 answers"
    assert told[told.index("≥ 4.5") + 1] == "8 answers"


def test_the_ends_of_the_scale_stand_in_words(make_report: MakeReport) -> None:
    assert {"1 Strongly disagree", "5 Strongly agree"} <= set(texts(make_report(), "profile"))


def test_a_bound_is_no_dot_but_goes_to_the_end_of_the_scale(make_report: MakeReport) -> None:
    report = make_report(parent=None)
    lines = draw_figure(report, "profile", alone=False).axes[0].lines
    dots = [line for line in lines if line.get_marker() == "o"]
    arrows = [line for line in lines if line.get_linewidth() == 4.0]
    assert len(dots) == 1
    (arrow,) = arrows
    assert max(arrow.get_xdata()) > 270


def test_what_may_not_be_shown_has_no_mark(make_report: MakeReport) -> None:
    assert "too few answers to show" in texts(make_report(), "profile")


def test_a_figure_that_travels_alone_says_what_it_is_not(make_report: MakeReport) -> None:
    said = " ".join(texts(make_report(), "profile"))
    assert "12 responses included." in said
    assert "not a validated test" in said
    assert "Nobody checked who answered" in said


def test_a_small_group_is_drawn_as_people(make_report: MakeReport) -> None:
    report = make_report()
    bars = draw_figure(report, "answers", alone=False).axes[0].patches
    gaps = [
        line
        for line in draw_figure(report, "answers", alone=False).axes[0].lines
        if line.get_color() == PAPER
    ]
    answers = sum(sum(report.unit.items[item.id]) for item in report.items_shown)
    groups = sum(n > 0 for item in report.items_shown for n in report.unit.items[item.id])
    assert len(gaps) == answers - groups
    assert len(bars) == groups + len(report.round.categories)


def test_a_large_group_is_drawn_as_shares(make_report: MakeReport) -> None:
    many = {item: tuple(PEOPLE * n for n in counts) for item, counts in TEAM.items.items()}
    score = TEAM.scores["talk"].model_copy(update={"respondents": PEOPLE * 12})
    unit = TEAM.model_copy(update={"items": many, "scores": {"talk": score}})
    figure = draw_figure(make_report(unit=unit), "answers", alone=False)
    assert not [line for line in figure.axes[0].lines if line.get_color() == PAPER]


def test_no_percentage_is_written_about_a_small_group(make_report: MakeReport) -> None:
    assert "%" not in "".join(texts(make_report(), "answers"))


def test_those_who_do_not_know_are_counted_apart(make_report: MakeReport) -> None:
    assert "11 answers · Don't know: 1" in texts(make_report(), "answers")


def test_the_middle_of_the_scale_stands_in_the_middle(make_report: MakeReport) -> None:
    report = make_report(unit=TEAM.model_copy(update={"items": {"talk-1": (2, 2, 2, 2, 2)}}))
    bars = draw_figure(report, "answers", alone=False).axes[0].patches[5:]
    assert min(bar.get_x() for bar in bars) + max(
        bar.get_x() + bar.get_width() for bar in bars
    ) == (pytest.approx(300))


def test_only_the_latest_rounds_are_drawn(make_report: MakeReport) -> None:
    date = make_report().earlier[0].released_on
    many = tuple(
        Earlier(round=str(n), released_on=date.replace(year=2000 + n), unit=BEFORE)
        for n in range(20)
    )
    told = texts(make_report(earlier=many), "history")
    assert "Apr 2016" not in told
    assert told.count("Apr 2019") == 3
    assert sum("20" in text and text[:3].isalpha() for text in told[4:8]) <= ROUNDS_DRAWN


@pytest.mark.parametrize("name", NAMES)
def test_two_drawings_are_the_same_bytes(name: FigureName, make_report: MakeReport) -> None:
    assert figure_png(make_report(), name) == figure_png(make_report(), name)
    assert figure_svg(make_report(), name) == figure_svg(make_report(), name)


@pytest.mark.parametrize("name", NAMES)
def test_every_number_in_a_figure_is_in_its_words(
    name: FigureName, make_report: MakeReport
) -> None:
    report = make_report()
    drawn = " ".join(
        text.get_text() for text in draw_figure(report, name, alone=False).axes[0].texts
    )
    said = re.findall(r"\d+(?:\.\d+)?", figure_words(report, name))
    assert set(re.findall(r"\d+(?:\.\d+)?", drawn)) <= set(said)


def test_a_page_s_figure_has_no_style_for_a_strict_policy_to_refuse(
    make_report: MakeReport,
) -> None:
    for name in NAMES:
        markup = "".join(figures_in_page(make_report(), name))
        assert "style=" not in markup
        assert "<style" not in markup


def test_figures_of_as_many_lines_are_equally_high(department: Report) -> None:
    asked = [each.model_copy(update={"name": "We try"}) for each in department.round.dimensions]
    short = department.round.model_copy(update={"dimensions": asked})
    drawn = figures_in_page(department.model_copy(update={"round": short}), "profile")
    heights = [re.search(r'viewBox="\S+ \S+ \S+ (\S+)"', each) for each in drawn]
    assert len({each and each[1] for each in heights}) == 1


def test_nothing_is_drawn_where_nothing_may_be_shown(make_report: MakeReport) -> None:
    assert figure_names(make_report(unit=SMALL, parent=None)) == ()


def test_a_small_unit_still_sees_the_unit_above(make_report: MakeReport) -> None:
    assert figure_names(make_report(unit=SMALL)) == ("profile",)


@pytest.mark.parametrize("number", range(2, 10))
def test_each_category_has_a_shade_and_the_ends_are_strongest(number: int) -> None:
    found = shades(number)
    assert len(found) == number
    assert (found[0], found[-1]) == (LOW[0], HIGH[0])
    half = found[: number // 2]
    assert all(luminance(a) <= luminance(b) for a, b in pairwise(half))


def test_a_statement_that_speaks_against_its_area_says_so(make_report: MakeReport) -> None:
    assert "agreeing counts against · 11 answers · Don't know: 1" in texts(make_report(), "answers")
