"""A meeting is run by whoever leads the unit; its wall and those with its code follow."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from kit.ballots import Collectable
from kit.load import load_book
from kit.storage import Store
from kit.web.access import Wall, list_links, revoke_link
from kit.web.app import create_collector
from kit.web.running.following import Seen
from tests.unit.web.access.test_runs import state
from tests.unit.web.conftest import HOST, Desk

Browser = Callable[..., TestClient]
BOOK = load_book(Path(__file__).parents[4])
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def app(store: Store, collectable: Collectable) -> FastAPI:
    """Give a collector that knows its book."""
    found = {collectable.exercise_id: collectable}
    return create_collector(store, lambda: found, holder=False, written=lambda: BOOK)


def place(round_id: str, unit: str = "north") -> str:
    return f"/collect/rounds/{round_id}/units/{unit}/run"


def tell(round_id: str, unit: str = "north") -> str:
    return f"/collect/v1/rounds/{round_id}/units/{unit}/run"


def begun(leader: TestClient, round_id: str, programme: str = "learn") -> None:
    made = leader.post(place(round_id), data={"programme": programme}, headers=FORM)
    assert made.status_code == 303


def at(revision: int, **changes: Any) -> dict[str, Any]:
    steps = {"minutes": {}, "spent": {"welcome": 3}, "step": "welcome"}
    return state(revision, **steps | changes).model_dump(mode="json")


def test_a_programme_is_chosen_and_its_page_is_the_leaders_window(
    desk: Desk, browser: Browser
) -> None:
    leader, round_id = browser("north"), desk.open()
    assert "Run the meeting" in leader.get(f"/collect/rounds/{round_id}").text
    chosen = leader.get(place(round_id)).text
    assert chosen.count('name="programme"') == len(BOOK.workshops)
    begun(leader, round_id)
    page = leader.get(place(round_id))
    assert '"role":"leader"' in page.text.replace(" ", "")
    assert page.headers["cache-control"] == "no-store"
    assert "font-src 'self'" in page.headers["content-security-policy"]
    assert "Run the meeting" in leader.get(f"{place(round_id)}?choose=1").text
    assert leader.post(place(round_id), data={"programme": "x"}, headers=FORM).status_code == 404


def test_what_the_phone_tells_is_told_to_the_wall_and_to_phones_with_the_code(
    desk: Desk, browser: Browser
) -> None:
    leader, round_id = browser("north"), desk.open()
    wall = desk.screen(desk.wall_code(leader, round_id))
    begun(leader, round_id)
    assert leader.put(tell(round_id), json=at(1)).json()["revision"] == 1
    seen = wall.get("/collect/wall/run").json()
    assert (seen["programme"], seen["state"]["step"], seen["enough"]) == ("learn", "welcome", False)
    body = {"code": desk.code(round_id).ljust(24), "known": ""}
    phone = desk.client.post("/collect/v1/room", json=body, headers={"origin": HOST})
    assert phone.json()["state"]["step"] == "welcome"
    assert phone.json()["exercise"] == desk.collectable.exercise_id
    assert "set-cookie" not in phone.headers
    assert '"role":"wall"' in wall.get("/collect/wall/screen").text.replace(" ", "")
    assert '"role":"room"' in desk.client.get("/collect/room/learn").text.replace(" ", "")


def test_nobody_else_steers_and_a_wall_only_reads(desk: Desk, browser: Browser) -> None:
    leader, round_id = browser("north"), desk.open()
    wall = desk.screen(desk.wall_code(leader, round_id))
    begun(leader, round_id)
    others = ("south", "leader"), ("care", "leader"), ("care", "hr"), ("town", "hr")
    for other in (browser(*each) for each in others):
        assert other.get(place(round_id)).status_code == 404
        assert other.put(tell(round_id), json=at(9)).status_code == 404
        assert other.get(tell(round_id)).status_code == 404
        assert (
            other.post(place(round_id), data={"programme": "dare"}, headers=FORM).status_code == 404
        )
        assert other.post(f"{place(round_id)}/end", headers=FORM).status_code == 404
    for stranger in (wall, desk.client):
        assert stranger.put(tell(round_id), json=at(9), headers={"origin": HOST}).status_code == 401
        assert stranger.get(place(round_id)).status_code == 401
    assert leader.get(tell(round_id)).json()["revision"] == 0
    assert desk.client.get("/collect/wall/run").status_code == 401


def test_hr_above_sees_the_survey_and_no_way_to_run_its_meeting(
    desk: Desk, browser: Browser
) -> None:
    round_id = desk.open()
    assert "Run the meeting" not in browser("town", "hr").get(f"/collect/rounds/{round_id}").text
    # A unit's own HR link leads it as its leader's does.
    begun(browser("north", "hr"), round_id)


def test_whoever_is_shut_out_while_waiting_is_told_no_more(
    desk: Desk, browser: Browser, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader, round_id = browser("north"), desk.open()
    wall = desk.screen(desk.wall_code(leader, round_id))
    begun(leader, round_id)
    following, store = app.state.following, desk.store
    look = following.next_of

    async def meanwhile(of: Wall, known: str) -> Seen:
        for each in list_links(store):
            revoke_link(store, each.id, "test")
        return await look(of, known)

    monkeypatch.setattr(following, "next_of", meanwhile)
    assert leader.get(tell(round_id)).status_code == 401
    assert wall.get("/collect/wall/run").status_code == 401


def test_a_phone_waits_for_steps_whatever_it_says_that_it_knows(
    desk: Desk, browser: Browser, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader, round_id = browser("north"), desk.open()
    begun(leader, round_id)
    mark = leader.get(tell(round_id)).json()["mark"]
    following, known = app.state.following, []
    look = following.next_of

    async def listen(of: Wall, told: str) -> Seen:
        known.append(told)
        return await look(of, "")

    monkeypatch.setattr(following, "next_of", listen)
    for said in (mark, mark.split(" ")[0]):
        body = {"code": desk.code(round_id).ljust(24), "known": said}
        desk.client.post("/collect/v1/room", json=body, headers={"origin": HOST})
    assert " " in mark
    assert known == [mark.split(" ")[0]] * 2


def test_a_code_that_is_none_follows_nothing_and_is_tried_no_faster_than_elsewhere(
    desk: Desk,
) -> None:
    desk.open()
    body = {"code": "AAAA-AAAA".ljust(24), "known": ""}
    told = [
        desk.client.post("/collect/v1/room", json=body, headers={"origin": HOST}).status_code
        for _ in range(250)
    ]
    assert told[0] == 404
    assert told[-1] == 429


@pytest.mark.parametrize(
    "changes",
    [
        {"step": "no-such-step"},
        {"variant": "no-such"},
        {"spent": {"kari": 3}},
        {"step": "Kari sa at"},
        {"votes": {"welcome": {"written": ["Mer tid"], "rounds": [[1]]}}},
    ],
)
def test_nothing_gets_through_that_is_not_of_the_programme(
    desk: Desk, browser: Browser, changes: dict[str, Any]
) -> None:
    leader, round_id = browser("north"), desk.open()
    begun(leader, round_id)
    assert leader.put(tell(round_id), json=at(1) | changes).status_code in {404, 422}
    assert leader.get(tell(round_id)).json()["state"] is None


def test_of_two_phones_of_one_leader_the_higher_revision_holds(
    desk: Desk, browser: Browser
) -> None:
    one, two, round_id = browser("north"), browser("north"), desk.open()
    begun(one, round_id)
    one.put(tell(round_id), json=at(5))
    for revision in (4, 5):
        held = two.put(tell(round_id), json=at(revision, step=None))
        assert held.status_code == 409
        assert (held.json()["revision"], held.json()["state"]["step"]) == (5, "welcome")


def test_what_holds_may_be_told_again(desk: Desk, browser: Browser) -> None:
    leader, round_id = browser("north"), desk.open()
    begun(leader, round_id)
    assert [leader.put(tell(round_id), json=at(5)).status_code for _ in range(2)] == [200, 200]


def test_a_meeting_that_has_ended_leaves_the_wall_as_it_was(desk: Desk, browser: Browser) -> None:
    leader, round_id = browser("north"), desk.open()
    wall = desk.screen(desk.wall_code(leader, round_id))
    begun(leader, round_id)
    assert wall.get("/collect/wall/state").json()["led"] is True
    assert leader.post(f"{place(round_id)}/end", headers=FORM).status_code == 303
    assert wall.get("/collect/wall/state").json()["led"] is False
    assert "data-code" in wall.get("/collect/wall/screen").text


def test_a_page_has_its_own_scripts_and_no_file_beside_them(desk: Desk) -> None:
    for name in ("host.js", "widget-workshop.js", "workshop.css", "headings.woff2"):
        assert desk.client.get(f"/collect/followed/{name}").status_code == 200
    for name in ("x.js", "..%2F..%2Fapp.py", "headings-font-license.txt", "x"):
        assert desk.client.get(f"/collect/followed/{name}").status_code == 404
