"""A phone in the room finds the programme with the room's code, and is told of steps only."""

from tests.unit.web.conftest import HOST, Desk


def test_the_page_of_the_room_has_no_code_and_no_cookie(desk: Desk) -> None:
    page = desk.client.get("/collect/room")
    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    assert 'data-follow="/collect/v1/room' in page.text


def test_before_a_meeting_a_phone_waits(desk: Desk) -> None:
    body = {"code": desk.code(desk.open()).ljust(24), "known": ""}
    told = desk.client.post("/collect/v1/room", json=body, headers={"origin": HOST}).json()
    assert (told["programme"], told["state"], told["enough"]) == (None, None, False)


def test_another_page_and_another_length_of_code_are_refused(desk: Desk) -> None:
    body = {"code": desk.code(desk.open()).ljust(24), "known": ""}
    foreign = desk.client.post(
        "/collect/v1/room", json=body, headers={"origin": "https://evil.example"}
    )
    assert foreign.status_code == 403
    short = body | {"code": body["code"].strip()}
    told = desk.client.post("/collect/v1/room", json=short, headers={"origin": HOST})
    assert told.status_code == 422


def test_a_programme_that_there_is_not_is_no_page(desk: Desk) -> None:
    assert desk.client.get("/collect/room/learn").status_code == 404
