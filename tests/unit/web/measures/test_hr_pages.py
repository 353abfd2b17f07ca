"""HR sees figures over at least five units, of one unit only days, and never a word unasked."""

import re

import pytest
from starlette.testclient import TestClient

from kit.ballots import UnitSpec, UnitTree, save_units
from kit.measures import Measure, Status, agreements_of, keep, totals_by_unit
from kit.storage import Store
from kit.web.frame.measures_store import MeasuresStore
from tests.unit.measures.conftest import agreed
from tests.unit.web.conftest import TREE, Desk
from tests.unit.web.measures.test_agreement_pages import FORM, Browser, fields, send, written


@pytest.fixture
def measures(desk: Desk) -> Store:
    store: MeasuresStore = desk.app.state.shared.measures
    return store()


def agree(store: Store, *units: str, shared: bool = False) -> None:
    for unit in units:
        done = Measure(text=f"Ord fra {unit}", status=Status.DONE)
        keep(store, unit, unit.title(), agreed(measures=(done,), shared=shared), 0, "leader")


def test_four_units_are_no_figure_and_five_are_one(
    desk: Desk, measures: Store, browser: Browser
) -> None:
    hr = browser("town", "hr")
    agree(measures, "north", "south", "day", "night")
    page = hr.get("/collect/measures/overview").text
    assert "there are no figures" in page
    assert "Ord fra" not in page
    agree(measures, "care")
    assert "there are no figures" in hr.get("/collect/measures/overview").text
    desk.app.state.shared.measures.count_again()
    page = hr.get("/collect/measures/overview").text
    assert re.search(r'<th scope="row">Town</th><td data-label="[^"]+">5</td>', page)
    assert "Ord fra" not in page
    table = hr.get("/collect/measures/overview.csv").content.decode("utf-8-sig")
    assert table.splitlines()[1].startswith("Town;5;5;5;0;0")
    assert len(totals_by_unit(measures)) == 5


def test_wording_is_shown_where_the_unit_shares_it_and_to_its_own_hr(
    desk: Desk, measures: Store, browser: Browser
) -> None:
    agree(measures, "north", shared=True)
    agree(measures, "day")
    assert "Ord fra north" in browser("town", "hr").get("/collect/measures/overview").text
    below = browser("care", "hr").get("/collect/measures/overview").text
    assert "Ord fra" not in below
    assert "Day" in below
    assert "North" not in below


def test_no_leader_gets_to_the_pages_of_hr(desk: Desk, browser: Browser) -> None:
    for place in ("overview", "overview.csv", "overview.docx", "units"):
        for unit in ("north", "care"):
            assert browser(unit).get(f"/collect/measures/{place}").status_code == 404, place
    # HR of a part is not responsible for the whole.
    assert browser("care", "hr").get("/collect/measures/units").status_code == 404


def test_the_unit_that_takes_over_finds_what_was_agreed_on(
    desk: Desk, measures: Store, browser: Browser
) -> None:
    written(browser("day"))
    hr = browser("town", "hr")
    assert "still there" in hr.get("/collect/measures/units").text
    rest = tuple(unit for unit in TREE.root.children if unit.id != "care")
    ward = UnitSpec("ward", "Ward", 16)
    save_units(desk.store, UnitTree(UnitSpec("town", "Town", 0, (*rest, ward))), "hr")
    page = hr.get("/collect/measures/units").text
    assert "Day" in page
    assert "Øve" not in page
    place = "/collect/measures/units"
    assert hr.post(place, data={"old": "day", "new": ""}, headers=FORM).status_code == 422
    assert hr.post(place, data={"old": "north", "new": "ward"}, headers=FORM).status_code == 404
    assert hr.post(place, data={"old": "day", "new": "ward"}, headers=FORM).status_code == 303
    assert [each.unit_name for each in agreements_of(measures, "ward")] == ["Ward"]
    assert "still there" in hr.get(place).text


def test_what_a_unit_has_not_shared_is_shown_once_it_is(desk: Desk, browser: Browser) -> None:
    north = browser("north")
    page = written(north)
    hr: TestClient = browser("town", "hr")
    assert "Øve" not in hr.get("/collect/measures/overview").text
    send(north, page, shared="yes")
    assert "Øve" in hr.get("/collect/measures/overview").text
    assert fields(north.get(f"/collect/measures/{fields(page)['id']}"))["shared"] == "yes"
