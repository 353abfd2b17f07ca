"""An agreement as a document, a workbook, a table and a calendar: opened as others open them."""

import csv
import io
from datetime import date

import docx
import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from starlette.testclient import TestClient

from kit.measures import decide
from kit.storage import Store
from kit.web.frame.measures_store import MeasuresStore
from tests.unit.web.conftest import Desk
from tests.unit.web.measures.test_agreement_pages import Browser, fields, send, written

GIVEN = {
    "improve": "Kortere møter",
    "next": "2027-02-01",
    "m0-responsible": "fagleder, KN",
    "m0-due": "2026-12-24",
}
ENDINGS = ("docx", "xlsx", "csv", "ics")


@pytest.fixture
def north(browser: Browser) -> TestClient:
    return browser("north")


@pytest.fixture
def place(north: TestClient) -> str:
    return f"/collect/measures/{fields(written(north, **GIVEN))['id']}"


def words(data: bytes) -> list[str]:
    made = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in made.tables for row in table.rows for cell in row.cells)
    return [*(each.text for each in made.paragraphs), *cells]


def test_the_document_has_all_of_it_in_the_reader_s_language(north: TestClient, place: str) -> None:
    answer = north.get(f"{place}/agreement.docx?lang=nb")
    assert answer.headers["content-disposition"].endswith('.docx"')
    assert answer.headers["cache-control"] == "no-store"
    made = docx.Document(io.BytesIO(answer.content))
    assert made.core_properties.language == "nb"
    told = words(answer.content)
    for text in (
        "Å ta vare på\tFredagskaffe",
        "Å bli bedre på\tKortere møter",
        "Øve",
        "fagleder",
        "24. desember 2026",
    ):
        assert text in told, text
    assert "Neste gang\t1. februar 2027" in told
    assert made.tables[0].cell(0, 0).text == "Tiltak"


def test_it_says_until_when_it_is_kept(desk: Desk, north: TestClient, place: str) -> None:
    told = words(north.get(f"{place}/agreement.docx").content)
    assert any("no archival decision" in each for each in told)
    store: MeasuresStore = desk.app.state.shared.measures
    measures: Store = store()
    decide(measures, "26/17", date(2026, 1, 2), 24, "hr")
    told = words(north.get(f"{place}/agreement.docx").content)
    assert any("“26/17” of 2 January 2026 it is deleted 24 months" in each for each in told)
    decide(measures, "26/18", date(2026, 1, 2), None, "hr")
    told = words(north.get(f"{place}/agreement.docx").content)
    assert any("“26/18”" in each and "never deleted" in each for each in told)


@pytest.mark.parametrize("ending", ENDINGS)
def test_initials_go_along_only_if_they_are_asked_for(
    north: TestClient, place: str, ending: str
) -> None:
    def told(query: str) -> str:
        data = north.get(f"{place}/agreement.{ending}{query}").content
        if ending == "docx":
            return "\n".join(words(data))
        if ending == "xlsx":
            book = load_workbook(io.BytesIO(data))
            return "\n".join(str(c.value) for sheet in book for row in sheet for c in row)
        return data.decode()

    assert "KN" not in told("")
    assert "fagleder" in told("")
    assert "KN" in told("?initials=yes")


def test_a_link_asks_for_them_and_another_does_not(north: TestClient, place: str) -> None:
    page = north.get(place).text
    for ending in ENDINGS:
        assert f'href="{place}/agreement.{ending}"' in page
        assert f'href="{place}/agreement.{ending}?initials=yes"' in page


def test_the_workbook_and_the_table_say_the_same(north: TestClient, place: str) -> None:
    book = load_workbook(io.BytesIO(north.get(f"{place}/agreement.xlsx").content))
    heads, row = book["Measures"].iter_rows()
    table = north.get(f"{place}/agreement.csv").content.decode("utf-8-sig")
    first, second = csv.reader(io.StringIO(table), delimiter=";")
    assert [cell.value for cell in heads] == first
    found = [cell.value for cell in row]
    assert found[2].date() == date(2026, 12, 24)
    found[2] = "2026-12-24"
    assert [cell or "" for cell in found] == second
    about = [row[0].value for row in book["About"].iter_rows()]
    assert "To keep: Fredagskaffe" in about


def test_the_calendar_has_the_days_and_an_address_without_a_secret(
    north: TestClient, place: str
) -> None:
    data = north.get(f"{place}/agreement.ics").content
    days = {
        str(each["summary"]): (each.decoded("dtstart"), str(each["url"]))
        for each in Calendar.from_ical(data).walk("VEVENT")
    }
    address = f"http://testserver{place}"
    assert days == {
        "We look again at: Se tilbake": (date(2027, 2, 1), address),
        "Øve": (date(2026, 12, 24), address),
    }
    assert b"#" not in data.replace(b"\r\n ", b"")


def test_without_a_day_there_is_no_calendar(north: TestClient) -> None:
    page = written(north)
    place = f"/collect/measures/{fields(page)['id']}"
    assert "agreement.ics" not in page.text
    assert north.get(f"{place}/agreement.ics").status_code == 404
    done = send(north, north.get(place), **{"m0-due": "2026-12-24", "m0-status": "done"})
    assert done.status_code == 303
    assert north.get(f"{place}/agreement.ics").status_code == 404


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_agreement_is_the_same_file(north: TestClient, place: str, ending: str) -> None:
    first, second = (north.get(f"{place}/agreement.{ending}").content for _ in range(2))
    assert first == second


def test_initials_are_asked_for_with_yes_or_no(north: TestClient, place: str) -> None:
    assert north.get(f"{place}/agreement.docx?initials=perhaps").status_code == 422
