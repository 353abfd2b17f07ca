"""XLSX, opened with the library that reads it."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from kit.documents import Sheet, as_xlsx

SHEETS = (
    Sheet("About", (("What we agreed on",), ("Nordby",))),
    Sheet("Measures", (("Ask", 2, 3.456, date(2026, 3, 1), None),), ("a", "b", "c", "d", "e")),
)


def opened(*sheets: Sheet) -> Any:
    return load_workbook(io.BytesIO(as_xlsx(sheets or SHEETS)))


def test_cells_are_what_they_are() -> None:
    row = opened()["Measures"][2]
    assert [cell.value for cell in row] == ["Ask", 2, 3.456, datetime(2026, 3, 1), None]  # noqa: DTZ001
    assert [cell.number_format for cell in row[2:4]] == ["0.0", "yyyy-mm-dd"]


def test_heads_stay_in_sight_and_stand_on_every_page() -> None:
    sheet = opened()["Measures"]
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert all(cell.font.bold for cell in sheet[1])
    assert opened()["About"].freeze_panes is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\uff1d1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    sheet = opened(Sheet("x", ((text,),), (text,))).active
    assert [cell.data_type for row in sheet for cell in row] == ["s", "s"]
    assert all(cell.quotePrefix for row in sheet for cell in row)


def test_signs_that_no_workbook_can_hold_are_spaces() -> None:
    assert opened(Sheet("a/b\x00c[1]" * 9, (("x\x00\ud800y",),))).active["A1"].value == "x  y"


def test_the_same_sheets_give_the_same_bytes_and_name_nobody() -> None:
    assert as_xlsx(SHEETS) == as_xlsx(SHEETS)
    with zipfile.ZipFile(io.BytesIO(as_xlsx(SHEETS))) as made:
        assert {each.date_time[0] for each in made.infolist()} == {1980}
        data = made.read("docProps/core.xml") + made.read("docProps/app.xml")
    assert b"openpyxl" not in data
    assert b"Excel" not in data
