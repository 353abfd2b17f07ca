"""HR's page of the units, and what a unit with too few people is offered."""

import html
import threading
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kit.ballots import Holder, UnitSpec, UnitTree, load_units, save_units
from tests.unit.web.conftest import Desk

Browser = Callable[..., TestClient]


@pytest.fixture
def small(desk: Desk) -> Desk:
    """Give a collector in whose town a unit has fewer than five people."""
    units = (UnitSpec("north", "North", 4), UnitSpec("south", "South", 12))
    save_units(desk.store, UnitTree(UnitSpec("town", "Town", 0, units)), "test")
    return desk


def test_a_unit_with_too_few_people_is_offered_the_conversation_and_no_form(
    small: Desk, browser: Browser
) -> None:
    page = browser("north").get("/collect/rounds/new").text
    assert "Your unit has 4 people, and at least 5 must answer" in page
    assert 'action="/collect/rounds"' not in page
    assert '/en/pull.html">How we pull</a>' in page
    assert "#join" not in page


def test_hr_who_chooses_such_a_unit_is_told_at_the_field(small: Desk, browser: Browser) -> None:
    given = {
        "exercise": "dare/pull",
        "root": "north",
        "purpose": "To learn",
        "code": "room",
        "discussed_on": small.store.today().isoformat(),
    }
    stop = threading.Event()
    holding = threading.Thread(target=Holder(small.store).serve_forever, args=[stop])
    holding.start()
    try:
        answer = browser("town", "hr").post("/collect/rounds", data=given)
    finally:
        stop.set()
        holding.join()
    assert answer.status_code == 422
    assert 'id="root-error"' in answer.text
    assert "North has 4 people" in html.unescape(answer.text)


def test_hr_raises_a_number_and_the_unit_opens(small: Desk, browser: Browser) -> None:
    hr = browser("town", "hr")
    assert "North" in hr.get("/collect/people").text
    answer = hr.post("/collect/people", data={"unit": "north", "people": "6"})
    assert answer.status_code == 303
    page = hr.get("/collect/people").text
    assert "registered: 4" in page
    joined = small.client.post(
        "/collect/v1/join", json={"code": small.code(small.open("north")).ljust(24)}
    ).json()
    assert (joined["raised_from"], joined["raised_to"]) == (4, 6)


@pytest.mark.parametrize("people", ["", "x", "4", "-9", "99999999"])
def test_what_raises_nothing_is_told_at_its_field(
    small: Desk, browser: Browser, people: str
) -> None:
    answer = browser("town", "hr").post("/collect/people", data={"unit": "north", "people": people})
    assert answer.status_code == 422
    assert "Write a number that is higher than 4" in answer.text
    assert 'id="north-error"' in answer.text


def test_neither_a_leader_nor_hr_of_another_unit_raises_a_number(
    small: Desk, browser: Browser
) -> None:
    given = {"unit": "north", "people": "9"}
    for client in (browser("north"), browser("south", "hr")):
        assert client.post("/collect/people", data=given).status_code == 404
    assert browser("north").get("/collect/people").status_code == 404
    tree = load_units(small.store)
    assert tree is not None
    found = tree.find("north")
    assert found is not None
    assert found.people == 4
