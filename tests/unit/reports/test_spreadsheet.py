"""CSV and XLSX: nothing becomes a formula, nothing differs between two exports."""

import csv
import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from kit.reports import Report, as_csv, as_xlsx
from tests.unit.reports.conftest import TEAM

MakeReport = Callable[..., Report]

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\n=1",
    "\uff1d1",
    '=HYPERLINK("x")',
)


def rows(data: bytes, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


@pytest.mark.parametrize("name", FORMULAS)
def test_a_unit_s_name_never_becomes_a_formula_in_csv(name: str, make_report: MakeReport) -> None:
    report = make_report(unit=TEAM.model_copy(update={"name": name}))
    told = [row[4] for row in rows(as_csv(report), ",")[1:]]
    assert told
    assert all(cell == f"'{name}" for cell in told)


@pytest.mark.parametrize("name", FORMULAS)
def test_a_unit_s_name_is_text_in_xlsx(name: str, make_report: MakeReport) -> None:
    unit = TEAM.model_copy(update={"name": name})
    report = make_report(unit=unit, parent=None, below=(unit,))
    book = load_workbook(io.BytesIO(as_xlsx(report)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    named = [cell for cell in cells if str(cell.value).strip() == name.strip()]
    assert named
    assert all(cell.data_type == "s" for cell in named)
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_csv_opens_in_excel_of_the_language(make_report: MakeReport) -> None:
    data = as_csv(make_report(language="nb"))
    assert data.startswith(b"\xef\xbb\xbf")
    (first, *_) = [row for row in rows(data, ";") if row[7] == "We talk about what we learn"]
    assert first[11] == "3,4"
    assert "3.4" in [row[11] for row in rows(as_csv(make_report(language="en")), ",")]


def test_a_bound_has_its_sign_in_a_column_of_its_own(make_report: MakeReport) -> None:
    told = {row[7]: row[9:12] for row in rows(as_csv(make_report()), ",") if not row[8]}
    assert told["We ask for help and offer it to each other"] == ["8", "≥", "4.5"]


def test_csv_has_nothing_of_a_unit_below_the_threshold(department: Report) -> None:
    assert "Night shift" not in as_csv(department).decode()


def test_counts_stand_beside_their_answers(make_report: MakeReport) -> None:
    heads, *lines = rows(as_csv(make_report()), ",")
    item = next(row for row in lines if row[8].endswith("(talk 1)."))
    assert heads[12:] == [
        "Strongly disagree",
        "Disagree",
        "Neither",
        "Agree",
        "Strongly agree",
        "Don't know",
    ]
    assert item[9:] == ["11", "", "", "0", "2", "2", "5", "2", "1"]


def test_two_exports_are_the_same_bytes(department: Report) -> None:
    assert as_csv(department) == as_csv(department)
    assert as_xlsx(department) == as_xlsx(department)


def test_xlsx_says_nothing_about_when_by_whom_and_with_what_it_was_made(department: Report) -> None:
    with zipfile.ZipFile(io.BytesIO(as_xlsx(department))) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        texts = b"".join(book.read(name) for name in book.namelist() if "docProps" in name)
    for word in (b"openpyxl", b"creator", b"created", b"modified", b"Excel"):
        assert word not in texts


def test_xlsx_has_means_as_numbers_and_bounds_as_words(make_report: MakeReport) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(make_report())))
    values = [row[1].value for row in book["Scores"].iter_rows()]
    assert values == ["Score", 3.4, "≥ 4.5", None]
