"""The page of an open round, as each of those sees it who may."""

from collections.abc import Callable

from starlette.testclient import TestClient

from kit.ballots import CloseSession
from tests.unit.web.conftest import Desk

Browser = Callable[..., TestClient]
TAKING_BACK = "Until closing, everybody can take their answer back"


def test_whose_unit_is_closed_early_is_not_told_that_answers_can_be_taken_back(
    desk: Desk, browser: Browser
) -> None:
    round_id = desk.open("care")
    leader, hr = browser("night"), browser("town", "hr")
    address = f"/collect/rounds/{round_id}?lang=en"
    assert TAKING_BACK in leader.get(address).text
    desk.act(CloseSession(round_id, "night"))
    closed = leader.get(address).text
    assert "Closed. The answers are locked until the whole survey closes" in closed
    assert TAKING_BACK not in closed
    # Others still can.
    assert TAKING_BACK in hr.get(address).text
