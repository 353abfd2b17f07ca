"""The page: the same figures in words and tables, and nothing asked of another host."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from kit.reports import Report, report_body, report_page
from kit.reports.canvas import EDGE
from kit.reports.captions import FigureName
from kit.reports.figures import figures_in_page
from kit.reports.sentences import n_words
from tests.unit.reports.conftest import ROUND, SMALL, TEAM

MakeReport = Callable[..., Report]
NAMES = [dimension.name for dimension in ROUND.dimensions]


def test_the_body_stands_under_a_strict_policy(make_report: MakeReport) -> None:
    body = report_body(make_report())
    assert "style=" not in body
    assert "<script" not in body


def test_a_page_asks_no_other_host(make_report: MakeReport) -> None:
    page = report_page(make_report())
    assert not re.findall(r'(?:src|href)="(?!#)[^"]*"', page)
    assert "url(http" not in page


def test_no_id_stands_twice_on_a_page_of_results(make_report: MakeReport) -> None:
    ids = re.findall(r'\bid="([^"]+)"', report_page(make_report()))
    assert len(ids) == len(set(ids))


def test_every_figure_has_its_table(make_report: MakeReport) -> None:
    body = report_body(make_report())
    assert body.count('<div class="kit-figures">') == body.count("<details>") == 3


def test_each_area_is_a_picture_of_its_own_so_that_a_projector_is_filled(
    make_report: MakeReport,
) -> None:
    parts = figures_in_page(make_report(), "profile")
    assert [name in part for part, name in zip(parts, NAMES, strict=True)] == [True] * 3
    assert all("(Strongly agree)" in _words(part) for part in parts)
    assert "We talk about what we learn: Elm Street 3.4 (12 answers)" in _words(parts[0])
    assert "We try things" not in _words(parts[0])
    legend, *answers = figures_in_page(make_report(), "answers")
    assert "What the colours mean" in legend
    assert "Answers to each statement: We talk about what we learn" in answers[0]
    assert len(answers) == 1


@pytest.mark.parametrize("name", ["profile", "answers", "history"])
def test_the_parts_of_a_figure_show_all_of_it_and_nothing_twice(
    make_report: MakeReport, name: FigureName
) -> None:
    first, *others = figures_in_page(make_report(), name)
    boxes = [re.findall(r'viewBox="0 (\S+) 300 (\S+)"', each)[0] for each in (first, *others)]
    ends = [float(top) + float(height) for top, height in boxes]
    # Above the first there is at most the edge, where nothing is drawn.
    assert float(boxes[0][0]) in {0, EDGE}
    assert [float(top) for top, _ in boxes[1:]] == pytest.approx(ends[:-1], abs=0.01)
    assert f'<g id="kit-{name}-whole">' in first
    assert all(f'<use href="#kit-{name}-whole" />' in each for each in others)


def test_bars_of_two_areas_are_measured_alike(make_report: MakeReport) -> None:
    few = {f"help-{n}": (0, 0, 0, 1, 0) for n in (1, 2, 3)}
    both = make_report(unit=TEAM.model_copy(update={"items": {**TEAM.items, **few}}))
    one = _bars(figures_in_page(make_report(), "answers")[0])
    assert set(_bars(figures_in_page(both, "answers")[0])) == set(one)


def _words(picture: str) -> str:
    return re.findall("<desc[^>]*>(.*?)</desc>", picture)[0]


def _bars(picture: str) -> list[float]:
    """Return how wide the bars in a picture are."""
    drawn = re.findall(r'd="M ([^"]+)" fill="[^"]+" class="kit-fill-(?:low|middle|high)', picture)
    xs = [[float(x) for x, _ in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)] for path in drawn]
    return [round(max(each) - min(each), 1) for each in xs]


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("nb", "1 svar", "12 svar"),
        ("nn", "1 svar", "12 svar"),
        ("sv", "1 svar", "12 svar"),
        ("en", "1 answer", "12 answers"),
    ],
)
def test_how_many_answered_is_said_in_words(
    make_report: MakeReport, language: str, one: str, many: str
) -> None:
    assert (n_words(1, language), n_words(12, language)) == (one, many)
    page = report_page(make_report(language=language))
    assert many in page
    assert "n = " not in page


def test_names_of_units_are_escaped(make_report: MakeReport) -> None:
    unit = TEAM.model_copy(update={"name": "<b onclick=x>A & B</b>"})
    page = report_page(make_report(unit=unit, parent=unit, below=(unit,)))
    assert "<b onclick" not in page


def test_a_unit_below_the_threshold_is_led_to_the_exercise(make_report: MakeReport) -> None:
    report = make_report(unit=SMALL, parent=None, earlier=())
    body = report_body(report, exercise_address="/en/exercises/learn/where-we-stand.html")
    assert "A conversation instead of figures" in body
    assert 'href="/en/exercises/learn/where-we-stand.html"' in body
    assert "<svg" not in body
    assert "responses included" not in body


def test_without_figures_nothing_is_said_about_figures(make_report: MakeReport) -> None:
    closed = ROUND.model_copy(update={"released_on": None, "ended": True})
    report = make_report(round=closed, unit=SMALL, parent=None, earlier=())
    body = report_body(report)
    for words in (
        "From result to measure",
        "What these figures are",
        "can be read from the counts",
    ):
        assert words not in body
    assert "room code" not in body
    assert "Opened on 1 October 2026, now closed. The answers are deleted." in body
    assert "must not be used to assess individuals" in body


def test_changed_questions_give_no_development(make_report: MakeReport) -> None:
    body = report_body(make_report(earlier=(), changed=(date(2025, 3, 1),)))
    assert "The questions have changed since the survey of 1 March 2025." in body
    assert "kit-history" not in body


def test_a_page_leads_from_result_to_measure(make_report: MakeReport) -> None:
    body = report_body(make_report())
    for words in ("One thing to keep", "One thing to improve", "Responsible", "Date"):
        assert words in body


def test_hr_sees_every_unit_and_a_dash_where_there_is_too_little(department: Report) -> None:
    (table,) = re.findall(r'aria-label="The units">.*?</table>', report_body(department), re.DOTALL)
    (small,) = re.findall(r"Night shift</th>(.*?)</tr>", table)
    assert set(re.findall(r"<td>(.*?)</td>", small)) == {"–"}


def test_two_pages_are_the_same_bytes(make_report: MakeReport) -> None:
    assert report_page(make_report()) == report_page(make_report())


def test_who_has_no_result_is_not_told_what_to_do_with_one(
    make_report: Callable[..., Report],
) -> None:
    body = report_body(make_report(unit=SMALL, parent=None, earlier=()))
    assert "From conversation to measure" in body
    assert "Look at the result together" not in body
    assert "From conversation" not in report_body(make_report())
