"""What a leader does about the screen in the room."""

from collections.abc import Callable

from starlette.testclient import TestClient

from kit.ballots import WithdrawRound
from tests.unit.web.conftest import Desk

Browser = Callable[..., TestClient]
FORM = {"content-type": "application/x-www-form-urlencoded"}


def test_the_page_counts_the_screens_and_tells_a_code_until_it_is_used(
    desk: Desk, browser: Browser
) -> None:
    round_id, leader, hr = desk.open(), browser("north"), browser("town", "hr")
    page = f"/collect/rounds/{round_id}/units/north/wall"
    assert "data-wall-code" not in leader.get(page).text
    code = desk.wall_code(leader, round_id)
    before = leader.get(page).text
    assert "No screen shows the survey." in before
    assert f'href="/collect/wall#{code}"' in before
    # Who else may see the survey sees that it is shown, and no code but the own.
    assert code not in hr.get(page).text
    desk.screen(code)
    for who in (leader, hr):
        after = who.get(page).text
        assert "1 screen shows the survey." in after
        assert code not in after


def test_hr_stops_showing_what_a_leader_shows(desk: Desk, browser: Browser) -> None:
    round_id, hr = desk.open(), browser("town", "hr")
    shown = desk.screen(desk.wall_code(browser("north"), round_id))
    page = f"/collect/rounds/{round_id}/units/north/wall"
    assert hr.post(f"{page}/end", headers=FORM).headers["location"] == page
    assert "No screen shows the survey." in hr.get(page).text
    assert shown.get("/collect/wall/screen").status_code == 401


def test_a_survey_that_ended_without_a_result_is_shown_on_no_other_screen(
    desk: Desk, browser: Browser
) -> None:
    round_id, leader = desk.open(), browser("north")
    desk.act(WithdrawRound(round_id))
    page = f"/collect/rounds/{round_id}/units/north/wall"
    leader.post(page, headers=FORM)
    told = leader.get(page).text
    assert "there is nothing to show" in told
    assert "data-wall-code" not in told
    assert "Stop showing it" not in told
