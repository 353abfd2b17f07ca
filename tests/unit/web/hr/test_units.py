"""HR reads the units from a file, and makes letters with links for their leaders."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from kit.ballots import CloseRound, UnitSpec, load_units, raise_head_count
from kit.ballots.rounds.resting import busy_units
from kit.catalogues import LANGUAGES
from kit.storage import audit_entries
from kit.web.access import list_links
from tests.unit.web.conftest import TREE, Desk

Browser = Callable[..., TestClient]
TABLE = "enhet;navn;overordnet;ansatte\r\n" + "".join(
    f"{line}\r\n"
    for line in ("town;Town;;", "north;Nord;town;14", "south;South;town;12", "west;Vest;town;8")
)


def _send(hr: TestClient, table: str | bytes, language: str = "en") -> Response:
    data = table if isinstance(table, bytes) else table.encode("cp1252")
    given = {"table": ("units.csv", data, "text/csv")}
    return hr.post(f"/collect/units?lang={language}", files=given)


def test_a_table_is_read_and_what_changed_is_said(desk: Desk, browser: Browser) -> None:
    hr = browser("town", "hr")
    assert "/collect/units" in hr.get("/collect/rounds").text
    answer = _send(hr, TABLE)
    assert answer.status_code == 200
    assert "4 units are saved." in answer.text
    assert "New: Vest" in answer.text
    assert "No longer there: Care, Day, Night" in answer.text
    tree = load_units(desk.store)
    assert tree is not None
    assert tree.find("north") == UnitSpec("north", "Nord", 14)
    assert [each.act for each in audit_entries(desk.store)][-1] == "save-units"


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_wrong_is_said_in_the_readers_language_and_nothing_changes(
    desk: Desk, browser: Browser, language: str
) -> None:
    wrong = TABLE.replace(";14", ";many").replace("south;", "South!;") + "x;X;nowhere;1\r\n"
    answer = _send(browser("town", "hr"), wrong, language)
    assert answer.status_code == 422
    (told,) = re.findall(r'role="alert">(.*?)</div>', answer.text, re.DOTALL)
    assert told.count("<li>") == 3
    assert [re.findall(rf"\b{line}\b", told) != [] for line in (3, 4, 6)] == [True] * 3
    assert ("there is no unit &#39;nowhere&#39;" in told) == (language == "en")
    assert load_units(desk.store) == TREE


def test_units_with_a_round_or_a_rest_stay(desk: Desk, browser: Browser) -> None:
    """Else another id would let a second round on the same questions in at once."""
    hr, round_id = browser("town", "hr"), desk.open("day")
    for _ in range(6):
        desk.answer(desk.code(round_id, "day"))
    answer = _send(hr, TABLE)
    assert answer.status_code == 422
    assert "have to stay in the file until that is over: Day (day)" in answer.text
    desk.act(CloseRound(round_id))
    with desk.store.reading() as connection:
        assert busy_units(connection, desk.store.today()) == {"day"}
    assert _send(hr, TABLE).status_code == 422
    assert load_units(desk.store) == TREE


def test_a_table_with_another_top_unit_is_refused(desk: Desk, browser: Browser) -> None:
    answer = _send(browser("town", "hr"), TABLE.replace("town", "city"))
    assert answer.status_code == 422
    assert "has to keep its id, “town”" in answer.text
    assert load_units(desk.store) == TREE


def test_only_hr_of_the_whole_organisation_saves_units(desk: Desk, browser: Browser) -> None:
    assert _send(browser("north"), TABLE).status_code == 404
    assert browser("north").get("/collect/units").status_code == 404
    part = browser("care", "hr")
    assert 'name="table"' not in part.get("/collect/units").text
    assert _send(part, TABLE).status_code == 404
    assert load_units(desk.store) == TREE


def test_a_table_comes_from_its_own_page_and_is_not_too_large(desk: Desk, browser: Browser) -> None:
    hr = browser("town", "hr")
    given = {"table": ("units.csv", TABLE.encode(), "text/csv")}
    elsewhere = hr.post("/collect/units", files=given, headers={"origin": "https://e.example"})
    assert elsewhere.status_code == 403
    assert _send(hr, "x" * 300_000).status_code == 413
    assert hr.post("/collect/letters", files=given).status_code == 415
    assert load_units(desk.store) == TREE


def test_of_thousands_of_faults_some_are_told(desk: Desk, browser: Browser) -> None:
    answer = _send(browser("town", "hr"), "unit;name\n" + "A!;B\n" * 5000)
    assert answer.status_code == 422
    assert answer.text.count("<li><b>") == 200
    assert "<li>…</li>" in answer.text
    assert load_units(desk.store) == TREE


def test_every_other_number_of_people_is_on_record(desk: Desk, browser: Browser) -> None:
    """Else a file would make places, and a raise forgotten, without anybody seeing it."""
    raise_head_count(desk.store, "south", 20, "test")
    assert _send(browser("town", "hr"), TABLE).status_code == 200
    details = audit_entries(desk.store)[-1].details
    told = "north: 12 > 14, south: 20 > 12, care: 2 > 0, day: 9 > 0, night: 7 > 0, west: 0 > 8"
    assert details == {"root": "town", "units": "4", "people": told}


def _letters(hr: TestClient, desk: Desk, unit: str, days: int = 30, **changes: str) -> Response:
    last = (desk.store.today() + timedelta(days=days)).isoformat()
    return hr.post("/collect/letters", data={"unit": unit, "expires_on": last} | changes)


def test_each_leader_gets_a_letter_whose_link_opens_their_unit(
    desk: Desk, browser: Browser
) -> None:
    hr = browser("town", "hr")
    sheet = _letters(hr, desk, "care", below="yes")
    assert sheet.text.count("<section>") == sheet.text.count("<svg") == 3
    assert sheet.headers["cache-control"] == "no-store"
    assert "style=" not in sheet.text
    assert "testserver<wbr>/collect<" in sheet.text
    secrets = re.findall(r'<p class="code" translate="no">([^<]+)</p>', sheet.text)
    units = []
    for secret in secrets:
        entered = desk.client.post(
            "/collect/enter", data={"secret": secret}, headers={"origin": "http://testserver"}
        )
        cookie = entered.cookies["kit_visit"]
        seen = desk.client.get("/collect/rounds?lang=en", headers={"cookie": f"kit_visit={cookie}"})
        units += re.findall(r"<h1>.* in (.*?)</h1>", seen.text)
    assert units == ["Care", "Day", "Night"]
    made = [link for link in list_links(desk.store) if link.issued_by.startswith("hr town")]
    assert {(link.unit, link.role) for link in made} == {
        *(("care", "leader"), ("day", "leader"), ("night", "leader")),
    }


def test_letters_are_for_own_units_and_for_two_years_at_most(desk: Desk, browser: Browser) -> None:
    before = len(list_links(desk.store))
    hr, part = browser("town", "hr"), browser("care", "hr")
    before = len(list_links(desk.store))
    assert _letters(part, desk, "north").status_code == 422
    assert _letters(browser("north"), desk, "north").status_code == 404
    for days in (-1, 800):
        assert "at most two years ahead" in _letters(hr, desk, "north", days).text
    assert _letters(hr, desk, "north", expires_on="soon").status_code == 422
    issued = len(list_links(desk.store)) - before
    assert issued == 1  # the leader's who tried
    assert _letters(hr, desk, "town").text.count("<section>") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_in_the_readers_language(desk: Desk, browser: Browser, language: str) -> None:
    hr = browser("town", "hr")
    last = (desk.store.today() + timedelta(days=9)).isoformat()
    given = {"unit": "north", "expires_on": last}
    sheet = hr.post(f"/collect/letters?lang={language}", data=given).text
    assert f'<html lang="{language}">' in sheet
    assert ("Keep this letter" in sheet) == (language == "en")


def test_a_letter_promises_only_what_its_leader_can_do(desk: Desk, browser: Browser) -> None:
    last = (desk.store.today() + timedelta(days=9)).isoformat()
    given = {"unit": "care", "below": "yes", "expires_on": last}
    letters = browser("town", "hr").post("/collect/letters", data=given).text
    said = [part.partition("</section>")[0] for part in letters.split("<section>")[1:]]
    assert ["With it you open a survey" in letter for letter in said] == [False, True, True]
    assert "follow the surveys that HR opens for your unit and those below it" in said[0]
    above, below = (browser(unit).get("/collect/rounds").text for unit in ("care", "day"))
    assert "A survey for all of them is opened by HR." in above
    assert ["/rounds/new" in page for page in (above, below)] == [False, True]
