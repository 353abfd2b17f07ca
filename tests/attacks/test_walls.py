"""Attackers at the computer in the room, which belongs to nobody."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kit.ballots import CloseRound, CloseSession, WithdrawRound, restore
from kit.storage import audit_entries, backup
from kit.web.access import list_links, revoke_link
from kit.web.frame.limits import Bucket
from tests.attacks.test_watchers import code_for_the_wall, on_the_wall
from tests.attacks.test_web import FIELDS, HERE, RUN, collector, every_ask, opening, sign_in
from tests.attacks.test_writers import database
from tests.organisation import Organisation

SCREEN = "/collect/wall/screen"
GLANCE = "/collect/wall/state"
ENDED = "This screen has ended"


@pytest.fixture
def client(organisation: Organisation) -> Iterator[TestClient]:
    with collector(organisation) as found:
        yield found


@pytest.fixture
def round_id(organisation: Organisation) -> str:
    return organisation.open("health")


@pytest.fixture
def leader(client: TestClient, organisation: Organisation) -> dict[str, str]:
    return sign_in(client, organisation, "day", "leader")


@pytest.fixture
def wall(client: TestClient, leader: dict[str, str], round_id: str) -> dict[str, str]:
    return on_the_wall(client, leader, round_id)


def test_the_cookie_of_a_wall_opens_its_wall_and_nothing_else_that_there_is(
    organisation: Organisation, client: TestClient, wall: dict[str, str], round_id: str
) -> None:
    """Each address that there is, with what the wall shows itself: its round, its unit."""
    link = next(each for each in list_links(organisation.store) if each.unit == "day")
    ids = {"round_id": round_id, "link_id": link.id, "request_id": "x" * 22}
    ids |= dict.fromkeys(("agreement", "measure", "meeting", "note", "session"), "x" * 22)
    acts = len(audit_entries(organisation.store))
    secret = wall["cookie"].partition("=")[2]
    disguises = (wall, wall | {"cookie": f"kit_visit={secret}"})
    for method, path in every_ask(client):
        place = f"/collect{path}".format(**ids, unit="day", kind="csv")
        given = {"json": opening(organisation)} if path.startswith("/v1/") else {"data": FIELDS}
        if path in {"/units", "/measures/open"}:
            given = {"files": {"table": ("t.csv", b"unit,name\nall,All\n")}}
        for headers in disguises:
            more = {} if method == "get" else {"json": RUN} if method == "put" else given
            answer = client.request(method, place, headers=headers, **more)
            assert answer.status_code == 401, (method, path)
    assert len(audit_entries(organisation.store)) == acts
    assert (
        client.post("/collect/v1/visits", json={"secret": secret}, headers=wall).status_code == 404
    )
    shown = client.get(SCREEN, headers=wall)
    assert organisation.codes(round_id)["day"] in shown.text
    for foreign in (organisation.codes(round_id)["night"], "Health", link.id, "responses", secret):
        assert foreign not in shown.text
    assert not re.findall("<(?:form|button|input|details|nav)", shown.text)
    assert re.findall("<a [^>]*>", shown.text) == ['<a class="kit-skip" href="#main">']


def test_what_a_screen_asks_every_second_is_two_words_that_move_once(
    organisation: Organisation, client: TestClient, wall: dict[str, str], round_id: str
) -> None:
    told = []
    for _ in range(20):
        told.append(client.get(GLANCE, headers=wall).text)
        organisation.answer(round_id, {"day": [organisation.vector(3)]})
    assert (
        told
        == ['{"state":"open","enough":false,"led":false,"shows":false}'] * 5
        + ['{"state":"open","enough":true,"led":false,"shows":false}'] * 15
    )
    assert organisation.ask(CloseSession(round_id, "day")).done
    assert (
        client.get(GLANCE, headers=wall).text
        == '{"state":"closed","enough":false,"led":false,"shows":false}'
    )
    for cookie in ("", "kit_wall=x"):
        assert client.get(GLANCE, headers={"cookie": cookie}).status_code == 401


def test_a_leaders_cookie_is_none_of_a_wall_and_browsers_send_a_walls_nowhere_else(
    client: TestClient, leader: dict[str, str], round_id: str
) -> None:
    secret = leader["cookie"].partition("=")[2]
    for cookie in (leader["cookie"], f"kit_wall={secret}", "kit_wall=", 'kit_wall="; x'):
        told = client.get(SCREEN, headers={"cookie": cookie})
        assert told.status_code == 401
        assert ENDED in told.text
    code = code_for_the_wall(client, leader, round_id)
    entered = client.post(
        "/collect/wall", data={"code": code}, headers={"origin": HERE}, follow_redirects=False
    )
    assert code not in entered.headers["location"]
    cookie = entered.headers["set-cookie"]
    for part in ("HttpOnly", "Path=/collect/wall", "SameSite=strict", "Secure"):
        assert part in cookie


@pytest.mark.parametrize("origin", ["null", "https://evil.example", None])
def test_no_foreign_page_puts_its_wall_on_a_rooms_computer(
    client: TestClient, leader: dict[str, str], round_id: str, origin: str | None
) -> None:
    headers = {} if origin is None else {"origin": origin}
    answer = client.post("/collect/wall", data={"code": "ABCD-EFGH"}, headers=headers)
    assert answer.status_code == 403
    made = client.post(
        f"/collect/rounds/{round_id}/units/day/wall",
        data={"x": ""},
        headers=headers | {"cookie": leader["cookie"]},
    )
    assert made.status_code == 403


def test_neither_neighbours_nor_guesses_put_a_session_on_a_screen(
    organisation: Organisation,
    client: TestClient,
    leader: dict[str, str],
    round_id: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # No bucket fills again, however slow the machine is.
    monkeypatch.setattr(Bucket, "empty", property(lambda self: self._tokens < 1))
    # A room's code, which hangs on the wall, is none for a screen.
    right = {"code": organisation.codes(round_id)["day"].ljust(24)}
    assert client.post("/collect/wall", data=right, headers={"origin": HERE}).status_code == 404
    for unit in ("night", "health", "roads"):
        page = f"/collect/rounds/{round_id}/units/{unit}/wall"
        for path in (page, f"{page}/end"):
            assert client.post(path, data={"x": ""}, headers=leader).status_code == 404
        assert client.get(page, headers=leader).status_code == 404
    found = [
        client.post("/collect/wall", data={"code": f"{n:08d}"}, headers={"origin": HERE})
        for n in range(300)
    ]
    assert [each.status_code for each in found] == [404] * 99 + [429] * 201
    # The guesses of walls keep nobody from answering.
    assert client.post("/collect/v1/join", json=right).status_code == 200


def test_a_wall_ends_when_its_leader_ends_it_and_with_the_leaders_link(
    organisation: Organisation, client: TestClient, leader: dict[str, str], round_id: str
) -> None:
    wall = on_the_wall(client, leader, round_id)
    page = f"/collect/rounds/{round_id}/units/day/wall"
    assert "1 screen shows the survey." in client.get(page, headers=leader).text
    client.post(f"{page}/end", data={"x": ""}, headers=leader)
    told = client.get(SCREEN, headers=wall)
    assert (told.status_code, ENDED in told.text) == (401, True)
    assert organisation.codes(round_id)["day"] not in told.text
    wall = on_the_wall(client, leader, round_id)
    link = next(each for each in list_links(organisation.store) if each.unit == "day")
    revoke_link(organisation.store, link.id, "test")
    assert client.get(SCREEN, headers=wall).status_code == 401


def test_a_wall_ends_with_the_day(
    organisation: Organisation, client: TestClient, wall: dict[str, str]
) -> None:
    object.__setattr__(organisation.store, "now", lambda: 99_999_999_999.0)
    assert client.get(SCREEN, headers=wall).status_code == 200
    organisation.day += timedelta(days=1)
    assert client.get(SCREEN, headers=wall).status_code == 401


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda id_: CloseSession(id_, "day"), "Closed"),
        (CloseRound, "Closed"),
        (WithdrawRound, "Ended without a result"),
    ],
)
def test_after_closing_a_wall_says_so_and_shows_no_way_to_answer(
    organisation: Organisation,
    client: TestClient,
    leader: dict[str, str],
    round_id: str,
    act: type[CloseRound],
    said: str,
) -> None:
    wall, code = on_the_wall(client, leader, round_id), organisation.codes(round_id)["day"]
    organisation.answer(round_id, {"day": [organisation.vector(3)] * 7})
    assert organisation.ask(act(round_id)).done
    walls = [wall]
    if act is WithdrawRound:
        assert code_for_the_wall(client, leader, round_id) == ""
    else:
        # A second meeting may link a screen to what came of it; it shows no more than this one.
        walls.append(on_the_wall(client, leader, round_id))
    for each in walls:
        told = client.get(SCREEN, headers=each)
        assert told.status_code == 200
        assert said in told.text
        assert code not in told.text
        assert "<svg" not in told.text


def test_a_restored_database_shows_no_wall_and_takes_no_code(
    organisation: Organisation, round_id: str, tmp_path: Path
) -> None:
    with collector(organisation) as client:
        leader = sign_in(client, organisation, "day", "leader")
        wall = on_the_wall(client, leader, round_id)
        code = code_for_the_wall(client, leader, round_id)
        assert client.get(SCREEN, headers=wall).status_code == 200
    file = backup(organisation.store, tmp_path / "copies", "test")
    organisation.store.close()
    for each in organisation.database.iterdir():
        each.unlink()
    restore(file, organisation.settings, "test")
    object.__setattr__(organisation, "store", organisation.reopened())
    with collector(organisation) as again:
        assert again.get(SCREEN, headers=wall).status_code == 401
        sent = again.post("/collect/wall", data={"code": code}, headers={"origin": HERE})
        assert sent.status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE wall SET unit = 'night'",
        "UPDATE wall SET round = 'x'",
        "UPDATE wall SET made_on = '2026-11-03'",
        "UPDATE wall SET ends_at = ends_at + 1",
        "UPDATE wall SET link = (SELECT id FROM link WHERE unit = 'night')",
    ],
)
def test_whoever_writes_to_the_database_moves_no_wall(
    organisation: Organisation, client: TestClient, wall: dict[str, str], change: str
) -> None:
    sign_in(client, organisation, "night", "leader")
    assert client.get(SCREEN, headers=wall).status_code == 200
    with database(organisation) as db:
        db.execute(change)
    assert client.get(SCREEN, headers=wall).status_code == 401


def test_whoever_writes_to_the_database_makes_no_screen_of_their_own(
    organisation: Organisation, client: TestClient, wall: dict[str, str]
) -> None:
    with database(organisation) as db:
        db.execute("UPDATE wall SET secret = ?", (b"m" * 32,))
        db.execute("UPDATE wall SET code_ends_at = 99999999999, secret = NULL")
    assert client.get(SCREEN, headers=wall).status_code == 401
