"""A leader writes what the team agrees on, and nothing of it is lost or seen by others."""

import re
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from html import unescape

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from kit.catalogues import LANGUAGES
from kit.measures import Agreement, agreements_of
from kit.storage import open_store
from kit.storage.owners import MEASURES
from tests.unit.web.conftest import Desk

Browser = Callable[..., TestClient]
FORM = {"content-type": "application/x-www-form-urlencoded"}


def fields(page: Response) -> dict[str, str]:
    """Return what a browser would send from the form that has the rows."""
    (form,) = re.findall(
        r'<form[^>]*class="kit-fields" novalidate>.*?</form>', page.text, re.DOTALL
    )
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))
    for name, value in re.findall(
        r'<input id="([^"]+)" name="[^"]+"(?: type="date")? value="([^"]*)"', form
    ):
        found[name] = unescape(value)
    for name, value in re.findall(r'<textarea id="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(value)
    for name, options in re.findall(r'<select id="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'value="([^"]*)" selected', options)
        found[name] = chosen[0] if chosen else re.findall(r'value="([^"]*)"', options)[0]
    for name in re.findall(r'type="checkbox" name="([^"]+)" value="yes" checked', form):
        found[name] = "yes"
    return found


def send(who: TestClient, page: Response, **changes: str) -> Response:
    return who.post("/collect/measures", data=fields(page) | changes, headers=FORM)


def kept(desk: Desk, unit: str = "north") -> list[Agreement]:
    settings = desk.store.settings.beside(MEASURES.beside)
    with closing(open_store(settings, MEASURES)) as store:
        return [each.agreement for each in agreements_of(store, unit)]


def written(who: TestClient, **changes: str) -> Response:
    """Write an agreement, and return its page."""
    new = who.get("/collect/measures/new?exercise=Se+tilbake")
    given = {"keep": "Fredagskaffe", "m0-text": "Øve", "m0-responsible": "fagleder"}
    saved = send(who, new, **given | changes)
    assert saved.status_code == 303, saved.text
    return who.get(saved.headers["location"].partition("#")[0])


def test_what_is_written_is_found_again_by_the_unit_and_by_nobody_else(
    desk: Desk, browser: Browser
) -> None:
    north = browser("north")
    page = written(north, **{"m0-due": "2026-12-24", "next": "2027-02-01"})
    assert "Saved." in page.text
    shown = fields(page)
    assert (shown["keep"], shown["m0-text"], shown["m0-due"]) == (
        "Fredagskaffe",
        "Øve",
        "2026-12-24",
    )
    listed = north.get("/collect/measures").text
    assert "Se tilbake" in listed
    assert "Øve" in listed
    place = f"/collect/measures/{shown['id']}"
    for other in (browser("south"), browser("town", "hr"), browser("care")):
        assert "Øve" not in other.get("/collect/measures").text
        for each in (
            place,
            *(
                f"{place}/agreement.{each}"
                for each in ("json", "csv", "docx", "xlsx", "ics", "pdf")
            ),
            f"{place}/delete",
        ):
            assert other.get(each).status_code == 404, each
        assert other.post(f"{place}/held", headers=FORM).status_code == 404
        assert other.post(f"{place}/delete", data={"revision": "1"}).status_code == 404
        stolen = other.post("/collect/measures", data=shown | {"keep": "Vårt"}, headers=FORM)
        assert stolen.status_code == 404
    assert [each.keep for each in kept(desk)] == ["Fredagskaffe"]


def test_nobody_gets_in_without_a_link(desk: Desk) -> None:
    for place in ("", "/new", "/overview", "/units", "/asked/x", "/x/agreement.json"):
        assert desk.client.get(f"/collect/measures{place}").status_code == 401, place


def test_the_wall_of_a_room_is_no_way_in(desk: Desk, browser: Browser) -> None:
    leader, round_id = browser("north"), desk.open()
    code = desk.wall_code(leader, round_id)
    entered = desk.client.post(
        "/collect/wall", data={"code": code}, headers=FORM | {"origin": "http://testserver"}
    )
    assert entered.status_code == 303
    assert desk.client.get("/collect/measures").status_code == 401


def test_one_more_row_keeps_what_was_written_and_there_are_at_most_seven(
    desk: Desk, browser: Browser
) -> None:
    north = browser("north")
    page = north.get("/collect/measures/new")
    for n in range(7):
        assert f'id="m{n}-text"' in page.text
        page = send(north, page, add="yes", **{f"m{n}-text": f"Tiltak {n}"})
        assert page.status_code == 200
    assert 'id="m7-text"' not in page.text
    assert [fields(page)[f"m{n}-text"] for n in range(7)] == [f"Tiltak {n}" for n in range(7)]
    assert kept(desk) == []
    assert send(north, page).status_code == 303
    assert len(kept(desk)[0].measures) == 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_faults_are_told_at_once_at_their_fields_in_ones_language(
    desk: Desk, browser: Browser, language: str
) -> None:
    north = browser("north")
    page = north.get("/collect/measures/new")
    page = send(north, page, add="yes", **{"m0-responsible": "KN"})
    given = {"m1-text": "x", "m1-status": "dropped", "next": "snart"}
    answer = north.post(
        f"/collect/measures?lang={language}", data=fields(page) | given, headers=FORM
    )
    assert answer.status_code == 422
    told = re.findall(r'<p class="kit-error" id="([^"]+)-error">([^<]+)</p>', answer.text)
    assert {name for name, _ in told} == {"m0-text", "m1-reason", "next"}
    assert ("Say why it was dropped." in answer.text) == (language == "en")
    for name, _ in told:
        assert re.search(rf'href="#{name}"', answer.text)
        assert re.search(rf'aria-describedby="[^"]*{name}-error"', answer.text)
    assert fields(answer)["next"] == "snart"
    assert kept(desk) == []


def test_a_full_name_is_asked_about_once(desk: Desk, browser: Browser) -> None:
    north = browser("north")
    new = north.get("/collect/measures/new")
    asked = send(north, new, **{"m0-text": "Øve", "m0-responsible": "Kari Nordmann"})
    assert asked.status_code == 422
    assert "full name" in asked.text
    assert kept(desk) == []
    assert send(north, asked, names_meant="yes").status_code == 303
    assert kept(desk)[0].measures[0].responsible == "Kari Nordmann"


def test_two_leaders_at_once_the_second_is_told_and_loses_nothing(
    desk: Desk, browser: Browser
) -> None:
    one, two = browser("north"), browser("north")
    page = written(one)
    assert send(one, page, keep="Den første").status_code == 303
    late = send(two, page, keep="Den andre")
    assert late.status_code == 409
    assert fields(late)["keep"] == "Den andre"
    assert "To keep: Den første" in late.text
    assert kept(desk)[0].keep == "Den første"
    assert send(two, late).status_code == 303
    assert kept(desk)[0].keep == "Den andre"


def test_pressed_twice_it_is_kept_once(desk: Desk, browser: Browser) -> None:
    north = browser("north")
    new = north.get("/collect/measures/new")
    given = {"keep": "x", "m0-text": "Øve"}
    assert [send(north, new, **given).status_code for _ in range(2)] == [303, 303]
    assert len(kept(desk)) == 1


def test_it_can_be_deleted_as_it_was_shown_and_looked_at_again(
    desk: Desk, browser: Browser
) -> None:
    north = browser("north")
    page = written(north)
    place = f"/collect/measures/{fields(page)['id']}"
    assert north.post(f"{place}/held", headers=FORM).status_code == 303
    assert kept(desk)[0].held == (desk.store.today(),)
    send(north, page, keep="noe annet")
    assert north.post(f"{place}/delete", data={"revision": "1"}).status_code == 409
    assert len(kept(desk)) == 1
    assert north.post(f"{place}/delete", data={"revision": "2"}).status_code == 303
    assert kept(desk) == []


def test_markup_that_is_written_stays_text(desk: Desk, browser: Browser) -> None:
    north = browser("north")
    page = written(north, keep="<script>alert(1)</script>", **{"m0-text": '"><b>x'})
    for shown in (page, north.get("/collect/measures")):
        assert "<script>alert" not in shown.text
        assert "<b>x" not in shown.text
    assert fields(page)["m0-text"] == '"><b>x'


def test_a_day_in_three_months_is_due_on_the_first_page(desk: Desk, browser: Browser) -> None:
    north = browser("north")
    yesterday = desk.store.today() - timedelta(days=1)
    written(north, **{"m0-due": yesterday.isoformat()})
    first = north.get("/collect/rounds").text
    assert "To look at now" in first
    assert "Øve" in first
    assert "To look at now" not in browser("south").get("/collect/rounds").text


def test_measures_that_are_away_stop_no_survey(desk: Desk, browser: Browser) -> None:
    north = browser("north")
    written(north)
    file = desk.store.settings.beside(MEASURES.beside).database_file
    assert file is not None
    file.rename(file.with_suffix(".away"))
    away = north.get("/collect/measures")
    assert away.status_code == 503
    assert "Nothing of it is lost" in away.text
    assert north.get("/collect/rounds").status_code == 200
    assert desk.answer(desk.code(desk.open())).status_code == 200
