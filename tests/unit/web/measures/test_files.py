"""An agreement goes along as a file and comes back; a file that is none has a sentence."""

import csv
import io
from datetime import date

import pytest

from kit.catalogues import LANGUAGES
from kit.measures import Agreement, Measure, SentUp, Status, read_file, write_file
from tests.unit.web.conftest import Desk
from tests.unit.web.measures.test_agreement_pages import Browser, fields, kept, send, written

PLACE = "/collect/measures/open"


def test_a_saved_file_opens_in_the_form_and_is_kept_only_when_it_is_saved(
    desk: Desk, browser: Browser
) -> None:
    north, south = browser("north"), browser("south")
    page = written(north, keep="Fredagskaffe")
    saved = north.get(f"/collect/measures/{fields(page)['id']}/agreement.json")
    assert saved.headers["content-disposition"].startswith('attachment; filename="measures-')
    assert saved.headers["cache-control"] == "no-store"
    assert read_file(saved.content) == kept(desk)[0]
    opened = south.post(PLACE, files={"file": ("x.json", saved.content, "application/json")})
    assert opened.status_code == 200
    assert fields(opened)["keep"] == "Fredagskaffe"
    assert kept(desk, "south") == []
    assert send(south, opened).status_code == 303
    assert [len(kept(desk, unit)) for unit in ("north", "south")] == [1, 1]


def test_in_the_same_unit_it_is_the_same_agreement(desk: Desk, browser: Browser) -> None:
    north = browser("north")
    page = written(north)
    saved = north.get(f"/collect/measures/{fields(page)['id']}/agreement.json").content
    send(north, page, keep="Nyere")
    opened = north.post(PLACE, files={"file": ("x.json", saved, "application/json")})
    assert send(north, opened).status_code == 303
    assert [each.keep for each in kept(desk)] == ["Fredagskaffe"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b'{"schema": 99, "kind": "agreement"}'])
def test_a_file_that_is_none_gets_a_sentence(browser: Browser, data: bytes, language: str) -> None:
    given = {"file": ("x.json", data, "application/json")}
    answer = browser("north").post(f"{PLACE}?lang={language}", files=given)
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text
    assert ("Nothing was changed." in answer.text) == (language == "en")


def test_a_huge_file_is_refused_before_it_is_read(browser: Browser) -> None:
    given = {"file": ("x.json", b" " * 300_000, "application/json")}
    assert browser("north").post(PLACE, files=given).status_code == 413


def test_no_cell_of_the_table_is_a_formula(browser: Browser) -> None:
    north = browser("north")
    page = written(north, **{"m0-text": "=HYPERLINK(1)", "m0-responsible": "+KN"})
    table = north.get(f"/collect/measures/{fields(page)['id']}/agreement.csv?initials=yes")
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][:2] == ["'=HYPERLINK(1)", "'+KN"]
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("unit", ["north", "town"])
def test_a_file_of_the_page_without_a_service_opens_and_can_be_kept(
    desk: Desk, browser: Browser, unit: str
) -> None:
    asked = SentUp(name="Kommunalsjef", due=date(2027, 1, 1))
    measures = (Measure(text="To timer mer", status=Status.SENT_UP, sent_up=asked),)
    told = Agreement(agreed=date(2026, 8, 3), language="nb", measures=measures)
    leader = browser(unit)
    given = {"file": ("x.json", write_file(told), "application/json")}
    opened = leader.post(PLACE, files=given)
    assert "Kommunalsjef" in opened.text
    saved = send(leader, opened)
    assert saved.status_code == 303
    assert [each.sent_up for each in kept(desk, unit)[0].measures] == [asked]
    again = leader.get(saved.headers["location"].partition("#")[0])
    taken_out = {"m0-to": "", "m0-status": "agreed", "m0-answer_due": ""}
    assert send(leader, again, **taken_out).status_code == 303
    assert [each.sent_up for each in kept(desk, unit)[0].measures] == [None]
