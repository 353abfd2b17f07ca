"""A report as tables of pandas, and as cells."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from kit.notebooks.results import results_notebook
from kit.reports import Report, RoundReport, results_cells
from tests.unit.reports.conftest import SMALL

MakeReport = Callable[..., Report]


def test_the_profile_is_a_table_of_numbers(make_report: MakeReport) -> None:
    table = RoundReport(make_report()).profile
    assert table.loc["talk", ["n", "mean", "bound"]].tolist() == [12, 3.4, "="]
    assert table.loc["help", ["n", "mean", "bound"]].tolist() == [8, 4.5, ">="]
    assert table.loc["try", "parent_mean"] == 1.5


def test_what_may_not_be_shown_is_missing(make_report: MakeReport) -> None:
    assert pd.isna(RoundReport(make_report()).profile.loc["try", "mean"])


def test_history_has_one_row_a_round_and_dimension(make_report: MakeReport) -> None:
    table = RoundReport(make_report()).history
    assert table.loc[(date(2026, 4, 2), "talk"), "mean"] == 2.9


def test_answers_have_their_counts(make_report: MakeReport) -> None:
    table = RoundReport(make_report()).answers
    assert table.loc["talk-1", ["c1", "c4", "dont-know"]].tolist() == [0, 5, 1]


def test_a_report_without_answers_has_an_empty_table(make_report: MakeReport) -> None:
    assert RoundReport(make_report(unit=SMALL)).answers.empty


def test_a_figure_is_shown_with_its_words(make_report: MakeReport) -> None:
    shown = RoundReport(make_report()).figure("profile")
    assert shown is not None
    assert "4.5 or higher" in shown._repr_html_()


def test_cells_have_ids_of_their_own(make_report: MakeReport) -> None:
    ids = [cell.id for cell in results_cells(make_report())]
    assert len(ids) == len(set(ids))


def test_two_notebooks_are_the_same_bytes(make_report: MakeReport) -> None:
    assert results_notebook(make_report()) == results_notebook(make_report())
