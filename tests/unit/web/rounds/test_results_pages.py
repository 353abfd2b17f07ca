"""A result comes first to who leads, with a guide; onto the wall by an act of its own."""

from collections.abc import Callable

from starlette.testclient import TestClient

from kit.ballots import CloseRound
from kit.catalogues import LANGUAGES
from tests.unit.web.conftest import Desk

Browser = Callable[..., TestClient]
FORM = {"content-type": "application/x-www-form-urlencoded"}
SCREEN = "/collect/wall/screen"


def closed(desk: Desk, answers: int = 6) -> tuple[str, str]:
    """Return a round of one unit that is closed, and its code while it was open."""
    round_id = desk.open()
    code = desk.code(round_id)
    for _ in range(answers):
        desk.answer(code)
    return round_id, code


def test_the_wall_sees_nothing_of_a_result_before_the_leader_shows_it_and_none_after(
    desk: Desk, browser: Browser
) -> None:
    leader = browser("north")
    round_id, _ = closed(desk)
    wall = desk.screen(desk.wall_code(leader, round_id))
    desk.act(CloseRound(round_id))
    place = f"/collect/rounds/{round_id}/units/north/wall/result"
    page = leader.get(f"/collect/rounds/{round_id}/results").text
    assert "Before you show it to the room" in page
    assert page.index("Before you show it to the room") < page.index("kit-report")
    assert "kit-shown" not in wall.get(SCREEN).text
    assert leader.post(place, data={"shows": "yes"}, headers=FORM).status_code == 303
    assert wall.get("/collect/wall/state").json()["shows"] is True
    shown = wall.get(SCREEN).text
    assert "How we are" in shown
    assert "6 answers" in shown or "6 responses" in shown
    assert "<form" not in shown
    assert leader.post(place, data={"shows": "no"}, headers=FORM).status_code == 303
    assert "kit-shown" not in wall.get(SCREEN).text


def test_nobody_else_shows_it_and_none_is_shown_while_it_is_open(
    desk: Desk, browser: Browser
) -> None:
    leader = browser("north")
    round_id, _ = closed(desk)
    wall = desk.screen(desk.wall_code(leader, round_id))
    place = f"/collect/rounds/{round_id}/units/north/wall/result"
    assert leader.post(place, data={"shows": "yes"}, headers=FORM).status_code == 404
    desk.act(CloseRound(round_id))
    for other in (browser("south"), browser("care", "hr"), browser("town", "hr")):
        assert other.post(place, data={"shows": "yes"}, headers=FORM).status_code == 404
    assert wall.post(place, data={"shows": "yes"}, headers=FORM).status_code == 401
    assert "kit-shown" not in wall.get(SCREEN).text


def test_with_too_few_answers_the_wall_says_so_kindly_and_shows_no_figure(
    desk: Desk, browser: Browser
) -> None:
    leader = browser("north")
    round_id, _ = closed(desk, answers=3)
    desk.act(CloseRound(round_id))
    # A second meeting links its screen anew.
    wall = desk.screen(desk.wall_code(leader, round_id))
    place = f"/collect/rounds/{round_id}/units/north/wall/result"
    leader.post(place, data={"shows": "yes"}, headers=FORM)
    shown = wall.get(SCREEN).text
    assert "kit-shown-figure" not in shown
    assert "kit-shown" in shown
    assert "How we are" not in shown


def test_the_guide_is_in_the_readers_language(desk: Desk, browser: Browser) -> None:
    leader = browser("north")
    round_id, _ = closed(desk)
    desk.act(CloseRound(round_id))
    told = {
        language: leader.get(f"/collect/rounds/{round_id}/results?lang={language}").text
        for language in LANGUAGES
    }
    english = {name for name, text in told.items() if "If the picture is hard" in text}
    assert english == {"en"}
