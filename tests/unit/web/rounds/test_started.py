"""A survey that takes a while to be opened: whoever looks, however often one presses."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from kit.ballots import Holder, list_rounds
from kit.web.access.meetings import meetings_of, start_meeting
from kit.web.rounds import meeting_pages, outcomes
from tests.unit.web.conftest import Desk
from tests.unit.web.rounds.test_meeting_pages import FORM, prepared

Browser = Callable[..., TestClient]


@pytest.fixture(autouse=True)
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait: the key holder is the test's own."""
    monkeypatch.setattr(outcomes, "PATIENCE", 0.01)


def hold(desk: Desk) -> None:
    holder = Holder(desk.store)
    with holder.lock(wait=True):
        holder.run_pending()


def test_another_link_of_the_unit_sees_it_while_it_waits_and_after(
    desk: Desk, browser: Browser
) -> None:
    north = browser("north")
    place = prepared(desk, north)
    north.post(f"{place}/start", headers=FORM)
    assert browser("north").get("/collect/rounds").status_code == 200
    hold(desk)
    (opened,) = list_rounds(desk.store, "north")
    assert "0 of 3 sittings" in browser("north").get(f"/collect/rounds/{opened.id}").text
    (found,) = meetings_of(desk.store, "north")
    assert found.round == opened.id


def test_two_presses_at_the_same_moment_open_one_survey_and_keep_it(
    desk: Desk, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    north, begin = browser("north"), start_meeting
    pressed: list[str] = []
    place = prepared(desk, north)

    def twice(*given: Any) -> bool:
        if not pressed:
            pressed.append(place)
            north.post(f"{place}/start", headers=FORM)
        return begin(*given)

    monkeypatch.setattr(meeting_pages, "start_meeting", twice)
    told = north.post(f"{place}/start", headers=FORM)
    assert told.headers["location"].endswith("/collect/rounds")
    hold(desk)
    assert 'id="prepared"' not in north.get("/collect/rounds").text
    (opened,) = list_rounds(desk.store, "north")
    (found,) = meetings_of(desk.store, "north")
    assert found.round == opened.id
    # A page of before still has the button.
    again = north.post(f"{place}/start", headers=FORM)
    assert again.headers["location"].endswith(f"/rounds/{opened.id}")


def test_what_could_not_be_asked_for_can_be_started_again(
    desk: Desk, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    north = browser("north")
    place = prepared(desk, north)
    with monkeypatch.context() as patched:
        patched.setattr(outcomes, "request_act", full)
        assert north.post(f"{place}/start", headers=FORM).status_code >= 500
    assert 'id="prepared"' in north.get("/collect/rounds").text
    assert "/requests/" in north.post(f"{place}/start", headers=FORM).headers["location"]
