"""From the leader's page to the screen in the room, and what stands there."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kit.ballots import CloseSession
from kit.catalogues import languages
from tests.unit.web.conftest import Desk

Browser = Callable[..., TestClient]
SCREEN = "/collect/wall/screen"


def test_from_the_page_of_a_survey_a_code_leads_to_the_screen(desk: Desk, browser: Browser) -> None:
    room, slips = desk.open("south"), desk.open("north", code="slips")
    hr, code = browser("town", "hr"), desk.code(room, "south")
    for round_id, unit in ((room, "south"), (slips, "north")):
        page = f"/collect/rounds/{round_id}"
        for who in (hr, browser(unit)):
            assert f'action="{page}/units/{unit}/wall"' in who.get(page).text
            shown = desk.screen(desk.wall_code(who, round_id, unit)).get(SCREEN).text
            assert "testserver<wbr>/collect" in shown
            assert (code in shown) == (round_id == room)
            assert "Not enough answers yet" in shown
        assert "2 screens show the survey." in hr.get(page).text
    assert browser("north").get(f"/collect/rounds/{room}/units/south/wall").status_code == 404


def test_a_screen_goes_on_when_the_leader_has_left(desk: Desk, browser: Browser) -> None:
    round_id, leader = desk.open(), browser("north")
    shown = desk.screen(desk.wall_code(leader, round_id))
    leader.post("/collect/leave", headers={"content-type": "application/x-www-form-urlencoded"})
    assert shown.get(SCREEN).status_code == 200


def test_one_unit_of_a_large_survey_can_be_shown_and_ends_by_itself(
    desk: Desk, browser: Browser
) -> None:
    round_id, hr = desk.open("town"), browser("town", "hr")
    for unit in ("day", "care/own"):
        shown = desk.screen(desk.wall_code(hr, round_id, unit)).get(SCREEN).text
        assert desk.code(round_id, unit) in shown
    night = desk.screen(desk.wall_code(hr, round_id, "night"))
    waits = desk.wall_code(hr, round_id, "day")
    desk.act(CloseSession(round_id, "day"))
    assert desk.code(round_id, "night") in night.get(SCREEN).text
    closed = desk.screen(waits).get(SCREEN).text
    assert "Closed. The answers are locked" in closed
    assert "kit-qr" not in closed


def test_the_screen_of_a_survey_with_slips_is_told_when_there_are_enough(
    desk: Desk, browser: Browser
) -> None:
    round_id = desk.open(code="slips")
    shown = desk.screen(desk.wall_code(browser("north"), round_id))
    assert 'data-glance="/collect/wall/state"' in shown.get(SCREEN).text
    assert shown.get("/collect/wall/state").json() == {
        "state": "open",
        "enough": False,
        "led": False,
        "shows": False,
    }
    desk.act(CloseSession(round_id, "north"))
    assert shown.get("/collect/wall/state").json()["state"] != "open"


@pytest.mark.parametrize("language", languages())
def test_each_of_its_pages_is_in_the_readers_language(
    desk: Desk, browser: Browser, language: str
) -> None:
    round_id, leader = desk.open(), browser("north")
    shown = desk.screen(desk.wall_code(leader, round_id))
    desk.wall_code(leader, round_id)
    for who, page in (
        (leader, f"/collect/rounds/{round_id}/units/north/wall"),
        (shown, "/collect/wall"),
        (shown, SCREEN),
        (desk.client, SCREEN),
    ):
        told = who.get(page, params={"lang": language}).text
        assert f'<html lang="{language}"' in told
        assert ("survey" in told.lower() or "answers yet" in told) == (language == "en"), page
    wrong = shown.post("/collect/wall", params={"lang": language}, data={"code": "1"})
    assert wrong.status_code == 404
    assert ("letter by letter" in wrong.text) == (language == "en")
