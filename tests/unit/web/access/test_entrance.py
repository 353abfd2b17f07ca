"""How somebody comes in with a link's secret, with and without a script."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.web.conftest import HOST

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    "pasted",
    [
        lambda secret: secret,
        lambda secret: f"https://book.example.org/collect/#{secret}",
        lambda secret: f" {secret[:8]} {secret[8:]}\n",
    ],
)
def test_a_secret_lets_in_wherever_the_copied_text_began(
    desk: Any, pasted: Callable[[str], str]
) -> None:
    entered = desk.client.post(
        "/collect/enter", data={"secret": pasted(desk.secret("north"))}, headers={"origin": HOST}
    )
    assert entered.headers["location"] == "/collect/rounds"
    assert "Path=/collect;" in entered.headers["set-cookie"] + ";"
    assert desk.client.get("/collect/rounds").status_code == 200


def test_who_leaves_is_out_and_keeps_no_cookie(desk: Any) -> None:
    leader = desk.visit("north")
    before = dict(leader.cookies)
    assert before
    assert leader.post("/collect/leave", headers=FORM).headers["location"] == "/collect"
    assert not dict(leader.cookies)
    leader.cookies.update(before)
    assert leader.get("/collect/rounds").status_code == 401
