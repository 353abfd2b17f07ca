"""A report in a terminal: columns that stand, in lines that fit."""

from collections.abc import Callable

from kit.reports.report import Report, UnitShown
from kit.reports.sentences import too_few_words
from kit.reports.terminal import as_text

MakeReport = Callable[..., Report]


def test_no_line_is_wider_than_a_terminal_but_for_a_tables(department: Report) -> None:
    text = as_text(department)
    assert text.endswith("\n")
    assert all(len(line) <= 88 for line in text.splitlines() if "  " not in line.strip())
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_numbers_of_one_column_end_below_each_other(make_report: MakeReport) -> None:
    lines = as_text(make_report(earlier=())).splitlines()
    rows = [line for line in lines if line.startswith(("We talk", "We ask", "We try"))]
    assert [row.split()[-1] for row in rows] == ["40", "39", "7"]
    assert len({len(row) for row in rows}) == 1


def test_who_is_too_few_reads_why_and_no_figure(make_report: MakeReport) -> None:
    unit = UnitShown(id="small", name="Night shift", depth=1)
    report = make_report(unit=unit, parent=None, earlier=())
    text = " ".join(as_text(report).split())
    reasons = too_few_words(report)
    assert reasons
    assert all(" ".join(words.split()) in text for words in reasons)
    assert "Scores" not in text
