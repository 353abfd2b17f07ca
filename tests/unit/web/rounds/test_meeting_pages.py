"""A leader prepares a meeting, starts it on the day, and is warned before the last sitting."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from kit.ballots import Holder, UnitSpec, UnitTree, outcome, round_status, save_units
from kit.catalogues import LANGUAGES
from kit.web.access.meetings import meetings_of
from tests.unit.web.conftest import Desk

Browser = Callable[..., TestClient]
FORM = {"content-type": "application/x-www-form-urlencoded"}


def fields(desk: Desk, **changes: str) -> dict[str, str]:
    today = desk.store.today()
    return {
        "exercise": desk.collectable.exercise_id,
        "meets_on": today.isoformat(),
        "at": "13:30",
        "purpose": "To learn",
        "discussed_on": today.isoformat(),
        "sittings": "3",
        **changes,
    }


def sent(desk: Desk, who: TestClient, **changes: str) -> Response:
    return who.post("/collect/meetings", data=fields(desk, **changes), headers=FORM)


def prepared(desk: Desk, who: TestClient) -> str:
    """Prepare a meeting, and return its address."""
    assert sent(desk, who).status_code == 303
    (found,) = meetings_of(desk.store, "north")
    return f"/collect/meetings/{found.id}"


@pytest.fixture
def started(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[TestClient], str]:
    """Give what starts a meeting; the key holder, which opens it, is the test's own."""
    monkeypatch.setattr("kit.web.rounds.outcomes.PATIENCE", 0.01)

    def start(who: TestClient) -> str:
        waits = who.post(f"{prepared(desk, who)}/start", headers=FORM)
        assert "/requests/" in waits.headers["location"]
        holder = Holder(desk.store)
        with holder.lock(wait=True):
            holder.run_pending()
        assert 'id="prepared"' not in who.get("/collect/rounds").text
        found = next(each for each in meetings_of(desk.store, "north") if each.request)
        outcome_ = outcome(desk.store, found.request or "")
        assert outcome_ is not None
        return outcome_.round_id or ""

    return start


def test_what_is_prepared_stands_on_the_first_page_and_opens_nothing(
    desk: Desk, browser: Browser
) -> None:
    north = browser("north")
    place = prepared(desk, north)
    first = north.get("/collect/rounds").text
    assert "13:30" in first
    assert "3 sittings" in first
    assert f'action="{place}/start' in first
    assert "13:30" not in browser("south").get("/collect/rounds").text
    assert 'value="To learn"' in north.get(place).text or ">To learn<" in north.get(place).text


def test_nobody_else_changes_starts_or_removes_it(desk: Desk, browser: Browser) -> None:
    place = prepared(desk, browser("north"))
    for other in (browser("south"), browser("town", "hr"), browser("care")):
        assert other.get(place).status_code == 404
        for act in ("start", "delete"):
            assert other.post(f"{place}/{act}", headers=FORM).status_code == 404
    assert desk.client.get(place).status_code == 401
    assert len(meetings_of(desk.store, "north")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_missing_is_told_at_once_and_what_was_written_stays(
    desk: Desk, browser: Browser, language: str
) -> None:
    yesterday = (desk.store.today() - timedelta(days=1)).isoformat()
    wrong = {"exercise": "x", "meets_on": yesterday, "at": "25:00", "purpose": " "}
    wrong |= {"discussed_on": "", "sittings": "99", "shown_until": "snart"}
    given = fields(desk, **wrong)
    north = browser("north")
    answer = north.post(f"/collect/meetings?lang={language}", data=given, headers=FORM)
    assert answer.status_code == 422
    told = set(re.findall(r'id="(\w+)-error"', answer.text))
    assert told == set(wrong)
    assert 'value="25:00"' in answer.text
    assert ("Choose an exercise." in answer.text) == (language == "en")
    assert meetings_of(desk.store, "north") == ()


def test_it_is_changed_in_place_and_removed(desk: Desk, browser: Browser) -> None:
    north = browser("north")
    place = prepared(desk, north)
    id_ = place.rpartition("/")[2]
    assert sent(desk, north, id=id_, purpose="To listen").status_code == 303
    (found,) = meetings_of(desk.store, "north")
    assert (found.id, found.purpose) == (id_, "To listen")
    # The id of somebody else's meeting makes one of one's own.
    assert sent(desk, browser("south"), id=id_).status_code == 303
    assert meetings_of(desk.store, "north") == (found,)
    assert north.post(f"{place}/delete", headers=FORM).status_code == 303
    assert meetings_of(desk.store, "north") == ()


def test_sittings_are_held_and_closing_before_the_last_is_warned_of(
    desk: Desk, browser: Browser, started: Callable[[TestClient], str]
) -> None:
    north = browser("north")
    round_id = started(north)
    page = f"/collect/rounds/{round_id}"
    assert "0 of 3 sittings are held." in north.get(page).text
    for _ in range(2):
        held = north.post(f"{page}/sittings", data={"held": "1"}, headers=FORM)
        assert held.status_code == 303
    assert "1 of 3 sittings are held." in north.get(page).text
    for question in ("close", "units/north/close"):
        assert "Whoever comes later cannot answer." in north.get(f"{page}/{question}").text
    north.post(f"{page}/sittings", data={"held": "3"}, headers=FORM)
    assert "Whoever comes later" not in north.get(f"{page}/close").text
    assert browser("south").post(f"{page}/sittings", data={"held": "0"}).status_code == 404
    status = round_status(desk.store, round_id)
    assert status is not None
    assert status.head.state == "open"


def test_the_next_meeting_stays_prepared_while_todays_survey_is_open(
    desk: Desk, browser: Browser, started: Callable[[TestClient], str]
) -> None:
    north = browser("north")
    started(north)
    later = (desk.store.today() + timedelta(days=90)).isoformat()
    assert sent(desk, north, meets_on=later).status_code == 303
    for _ in range(2):
        assert 'id="prepared"' in north.get("/collect/rounds").text
    (waits,) = (each for each in meetings_of(desk.store, "north") if each.request is None)
    assert north.post(f"/collect/meetings/{waits.id}/delete", headers=FORM).status_code == 303


def test_a_start_that_is_refused_leaves_the_meeting_prepared(
    desk: Desk, browser: Browser, started: Callable[[TestClient], str]
) -> None:
    north = browser("north")
    started(north)
    sent(desk, north)
    (waits,) = (each for each in meetings_of(desk.store, "north") if each.request is None)
    north.post(f"/collect/meetings/{waits.id}/start", headers=FORM)
    holder = Holder(desk.store)
    with holder.lock(wait=True):
        holder.run_pending()
    assert 'id="prepared"' in north.get("/collect/rounds").text


def test_a_unit_with_units_below_prepares_none(desk: Desk, browser: Browser) -> None:
    care = browser("care")
    assert care.get("/collect/meetings/new").status_code == 404
    assert sent(desk, care).status_code == 404


def test_it_is_not_started_once_units_stand_below_its_leader(desk: Desk, browser: Browser) -> None:
    north = browser("north")
    place = prepared(desk, north)
    below = UnitSpec("north", "North", 2, (UnitSpec("east", "East", 10),))
    save_units(desk.store, UnitTree(UnitSpec("town", "Town", 0, (below,))), "test")
    assert north.post(f"{place}/start", headers=FORM).status_code == 404
    (left,) = meetings_of(desk.store, "north")
    assert left.request is None
