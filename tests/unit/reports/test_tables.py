"""Tables have what may be shown: the same rows wherever they are read."""

from collections.abc import Callable
from datetime import date

import pytest

from kit.reports.report import Report, Score, UnitShown
from kit.reports.tables import answers_table, cell_text, history_table, profile_table, tables

MakeReport = Callable[..., Report]
SMALL = UnitShown(id="small", name="Night shift", depth=1)


def _names(report: Report) -> list[str]:
    return [table.name for table in tables(report)]


def test_every_row_is_as_wide_as_its_head(make_report: MakeReport, department: Report) -> None:
    for table in (*tables(make_report()), *tables(department)):
        assert {len(row) for row in table.rows} == {len(table.heads)}, table.name


def test_a_table_without_anything_to_show_is_not_there(make_report: MakeReport) -> None:
    assert _names(make_report()) == ["profile", "answers", "history"]
    assert _names(make_report(unit=SMALL, parent=None)) == []
    assert _names(make_report(unit=SMALL)) == ["profile"]


def test_what_is_hidden_of_a_dimension_leaves_no_number_behind(make_report: MakeReport) -> None:
    rows = {row[0]: row[1:] for row in profile_table(make_report()).rows}
    mean, answers, above, answers_above = rows["We try things"]
    assert (mean, answers) == (None, None)
    assert isinstance(above, Score)
    assert answers_above == 7


def test_a_unit_below_that_is_too_small_stands_there_without_figures(department: Report) -> None:
    (table,) = (table for table in tables(department) if table.name == "units")
    (row,) = (row for row in table.rows if row[0] == "Night shift")
    assert set(row[2:]) == {None}


def test_only_statements_whose_answers_may_be_shown_have_a_row_and_a_reversed_one_says_so(
    make_report: MakeReport,
) -> None:
    report = make_report()
    rows = answers_table(report).rows
    assert len(rows) == len(report.items_shown) == 3
    assert [str(row[0]).endswith(")") for row in rows] == [False, False, True], "reversed"


def test_rounds_stand_in_the_order_of_their_days(make_report: MakeReport) -> None:
    days = [row[0] for row in history_table(make_report()).rows]
    assert days == [date(2026, 4, 2), date(2026, 10, 15)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, "–"),
        (0, "0"),
        ("words", "words"),
        (Score(respondents=6, mean=4.5, bound=">="), "≥ 4,5"),
        (date(2026, 3, 9), "9. mars 2026"),
    ],
)
def test_nothing_to_show_is_a_dash_and_no_nought(cell: object, text: str) -> None:
    assert cell_text(cell, "nb") == text  # type: ignore[arg-type] # a list of cells
