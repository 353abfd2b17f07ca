"""What pages say about a session: one view of it for the leader's page and for the wall."""

from collections.abc import Callable

from starlette.testclient import TestClient

from kit.ballots import CloseRound, round_status
from kit.web.rounds.views import head_view
from tests.unit.web.conftest import Desk

Browser = Callable[..., TestClient]


def test_the_leaders_page_and_the_wall_say_the_same_of_a_session(
    desk: Desk, browser: Browser
) -> None:
    round_id, leader = desk.open(), browser("north")
    shown = desk.screen(desk.wall_code(leader, round_id))
    pages = [
        each.text.partition('<div class="kit-qr">')[2].partition("</div>")[0]
        for each in (
            leader.get(f"/collect/rounds/{round_id}"),
            shown.get("/collect/wall/screen"),
        )
    ]
    assert pages[0] == pages[1] != ""
    assert desk.code(round_id) in pages[0]


def test_a_head_names_the_unit_and_how_far_the_round_is(desk: Desk) -> None:
    round_id = desk.open()
    desk.act(CloseRound(round_id))
    status = round_status(desk.store, round_id)
    assert status is not None
    told = head_view(status.head, "en")
    assert (told["where"], told["title"]) == ("North", "How we pull")
    assert told["state_words"] == "closed, too few answers for a result"
