"""A representative reads what a unit's leader was shown, after closing, and may say one thing."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from kit.ballots import (
    CloseRound,
    CloseSession,
    UnitSpec,
    UnitTree,
    WithdrawRound,
    save_units,
)
from kit.catalogues import LANGUAGES
from kit.measures import Measure, keep
from kit.storage import audit_entries
from kit.web.access import list_links, renew_link
from kit.web.access.meetings import Meeting, meetings_of, note_outcome, prepare, start_meeting
from tests.unit.measures.conftest import agreed
from tests.unit.web.conftest import TREE, Desk

Browser = Callable[..., TestClient]
HOME = "/collect/representative"
NO, YES = {"discussed": "no"}, {"discussed": "yes"}
SAID = "that this was not discussed with them."


def _body(page: str) -> str:
    """Return the report in a page."""
    found = re.search(r'<div class="kit-report".*?\n</div>', page, re.DOTALL)
    assert found
    return found[0]


def _answered(desk: Desk, root: str, *, shown: bool = True, **numbers: int) -> str:
    round_id = desk.open(root, shown_until=desk.store.today() if shown else None)
    for unit, number in numbers.items():
        for _ in range(number):
            assert desk.answer(desk.code(round_id, unit)).status_code == 200
    return round_id


def test_a_link_leads_to_pages_of_ones_own_and_to_no_others(desk: Desk, browser: Browser) -> None:
    representative, leader = browser("care", "representative"), browser("care")
    assert desk.client.get(HOME).status_code == 401
    told = desk.client.post(
        "/collect/v1/visits",
        json={"secret": desk.secret("care", "representative")},
        headers={"origin": "http://testserver"},
    )
    assert told.json() == {"role": "representative", "unit": "care", "place": "representative"}
    form = {"secret": desk.secret("care", "representative")}
    led = representative.post("/collect/enter", data=form).headers["location"]
    assert led == HOME
    page = representative.get(HOME).text
    assert 'href="/collect/representative/measures"' in page
    assert 'href="/collect/rounds"' not in page
    assert 'href="/collect/measures"' not in page
    assert representative.get("/collect/rounds").status_code == 404
    assert leader.get(HOME).status_code == 404
    assert browser("town", "hr").get(HOME).status_code == 404


def test_while_open_nothing_is_told_of_the_answers(desk: Desk, browser: Browser) -> None:
    representative = browser("care", "representative")
    round_id = desk.open("care")
    place = f"{HOME}/sessions/{round_id}"
    before = representative.get(place).text, representative.get(HOME).text
    assert "open since" in before[0]
    assert "To learn" in before[1]
    assert "Discussed with the union" in before[1]
    for unit in ("day", "night"):
        for _ in range(6):
            desk.answer(desk.code(round_id, unit))
    assert (representative.get(place).text, representative.get(HOME).text) == before
    assert desk.code(round_id, "day") not in "".join(before)
    assert representative.get(f"{place}/results?unit=day").status_code == 404


def test_after_closing_they_see_the_report_that_each_leader_was_shown(
    desk: Desk, browser: Browser
) -> None:
    representative = browser("care", "representative")
    round_id = _answered(desk, "town", north=6, day=6, night=3)
    desk.act(CloseSession(round_id, "day"))
    place = f"{HOME}/sessions/{round_id}"
    early = _body(representative.get(f"{place}/results?unit=day").text)
    assert early == _body(browser("day").get(f"/collect/rounds/{round_id}/results").text)
    desk.act(CloseRound(round_id))
    links = re.findall(r'href="([^"]+/results\?unit=[^"]+)"', representative.get(place).text)
    assert [each.rpartition("=")[2] for each in links] == ["care", "day"], "night has too few"
    shown = representative.get(html.unescape(links[1]))
    leaders = browser("day").get(f"/collect/rounds/{round_id}/results").text
    assert _body(shown.text) == _body(leaders)
    above = _body(representative.get(html.unescape(links[0])).text)
    assert above == _body(browser("care").get(f"/collect/rounds/{round_id}/results").text)
    for unit in ("night", "care/own", "north", "town", "", "nowhere"):
        assert representative.get(f"{place}/results?unit={unit}").status_code == 404, unit
    assert _body(browser("town", "representative").get(f"{place}/results?unit=town").text)


def test_what_respondents_were_told_that_only_leaders_and_hr_see_is_not_for_them(
    desk: Desk, browser: Browser
) -> None:
    round_id = _answered(desk, "north", shown=False, north=6)
    desk.act(CloseRound(round_id))
    representative = browser("north", "representative")
    place = f"{HOME}/sessions/{round_id}"
    assert "/results" not in representative.get(place).text
    assert representative.get(f"{place}/results?unit=north").status_code == 404
    assert browser("north").get(f"/collect/rounds/{round_id}/results").status_code == 200


def test_after_the_day_that_was_said_the_figures_are_gone(desk: Desk, browser: Browser) -> None:
    round_id = _answered(desk, "north", north=6)
    desk.act(CloseRound(round_id))
    representative = browser("north", "representative")
    place = f"{HOME}/sessions/{round_id}/results?unit=north"
    assert representative.get(place).status_code == 200
    tomorrow = desk.store.today() + timedelta(days=1)
    object.__setattr__(desk.store, "today", lambda: tomorrow)
    assert representative.get(place).status_code == 404


def test_what_is_not_theirs_does_not_exist_and_what_gave_no_result_has_none(
    desk: Desk, browser: Browser
) -> None:
    round_id = _answered(desk, "north", north=3)
    desk.act(CloseRound(round_id))
    withdrawn = desk.open("south")
    desk.act(WithdrawRound(withdrawn))
    own, other = browser("north", "representative"), browser("south", "representative")
    page = own.get(f"{HOME}/sessions/{round_id}").text
    assert "too few answers" in page
    assert "/results" not in page
    assert own.get(f"{HOME}/sessions/{round_id}/results?unit=north").status_code == 404
    assert "ended without a result" in other.get(HOME).text
    assert round_id not in other.get(HOME).text
    for path in ("", "/results?unit=north"):
        assert other.get(f"{HOME}/sessions/{round_id}{path}").status_code == 404
    assert other.post(f"{HOME}/sessions/{round_id}", data=NO).status_code == 404


def test_not_discussed_with_us_is_told_to_leader_and_hr_until_it_is_taken_back(
    desk: Desk, browser: Browser
) -> None:
    representative, hr = browser("care", "representative"), browser("town", "hr")
    round_id = desk.open("town")
    place = f"{HOME}/sessions/{round_id}"
    answer = representative.post(place, data=NO)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{place}#discussed")
    assert "You said on" in representative.get(place).text
    for who, told in ((hr, 1), (browser("day"), 1), (browser("care"), 1), (browser("north"), 1)):
        for page in ("/collect/rounds", f"/collect/rounds/{round_id}"):
            assert who.get(page).text.count(SAID) == told
    said = hr.get(f"/collect/v1/rounds/{round_id}").json()["objections"]
    today = desk.store.today().isoformat()
    assert said == [{"unit": "care", "said_on": today, "taken_back_on": None}]
    assert hr.get("/collect/v1/rounds").json()[0]["objections"] == said
    for other in (browser("care"), browser("town", "hr"), browser("day", "representative")):
        other.post(place, data=YES)
    assert "They took that back" not in hr.get("/collect/rounds").text
    last = next(each for each in audit_entries(desk.store)[::-1] if each.act == "object")
    assert (last.act, last.actor.split()[:2]) == ("object", ["representative", "care"])
    representative.post(place, data=YES)
    told = hr.get("/collect/rounds").text
    assert SAID in told
    assert "They took that back on" in told
    assert audit_entries(desk.store)[-1].act == "take-back-objection"


def test_it_stands_with_the_result_and_in_its_files_but_not_where_everybody_reads(
    desk: Desk, browser: Browser
) -> None:
    round_id = _answered(desk, "north", north=6)
    code = desk.code(round_id)
    desk.act(CloseRound(round_id))
    browser("north", "representative").post(f"{HOME}/sessions/{round_id}", data=NO)
    leader = browser("north")
    assert SAID in leader.get(f"/collect/rounds/{round_id}/results").text
    assert SAID in leader.get(f"/collect/rounds/{round_id}/results.html").text
    told = leader.get(f"/collect/rounds/{round_id}/results.json").json()["round"]["objections"]
    today = desk.store.today().isoformat()
    assert told == [{"unit": "North", "said_on": today, "taken_back_on": None}]
    assert SAID not in leader.post("/collect/after", data={"code": code}).text


def test_a_meeting_that_is_prepared_is_told_with_its_day_and_what_is_said_goes_with_it(
    desk: Desk, browser: Browser
) -> None:
    day = desk.store.today()
    exercise = desk.collectable.exercise_id
    meeting = Meeting("day", exercise, "Et godt møte", day, day + timedelta(days=3), 600)
    prepare(desk.store, meeting, "leader")
    representative = browser("care", "representative")
    page = representative.get(HOME).text
    assert "Et godt møte" in page
    assert "10:00" in page
    assert "Et godt møte" not in browser("north", "representative").get(HOME).text
    place = f"{HOME}/sessions/{meeting.id}"
    assert representative.post(place, data=NO).status_code == 303
    assert representative.get(f"{place}/results?unit=day").status_code == 404
    assert SAID in browser("day").get("/collect/rounds").text
    assert start_meeting(desk.store, meeting, "x" * 22, "leader")
    round_id = desk.open("day")
    [started] = meetings_of(desk.store, "day")
    note_outcome(desk.store, started, round_id, "leader")
    assert SAID in browser("day").get(f"/collect/rounds/{round_id}").text
    assert representative.get(place).status_code == 404
    assert representative.get(HOME).text.count("You said on") == 1


def test_what_was_said_stays_whoever_has_the_link(desk: Desk, browser: Browser) -> None:
    round_id, old = desk.open(), browser("north", "representative")
    place = f"{HOME}/sessions/{round_id}"
    old.post(place, data=NO)
    [link] = [each for each in list_links(desk.store) if each.role == "representative"]
    unit = TREE.find("north")
    assert unit
    made = renew_link(desk.store, link, unit, "hr")
    assert made
    assert old.get(place).status_code == 401
    new = browser("north")
    new.post("/collect/enter", data={"secret": made.secret})
    assert "You said on" in new.get(place).text
    # HR, which made the link, could do this, too; it does not go unseen.
    assert new.post(place, data=YES).status_code == 303
    for page in (new.get(place), browser("town", "hr").get("/collect/rounds")):
        assert SAID in page.text
        assert "They took that back on" in page.text


def test_what_was_said_stays_when_its_unit_is_gone(desk: Desk, browser: Browser) -> None:
    round_id = _answered(desk, "north", north=6)
    browser("north", "representative").post(f"{HOME}/sessions/{round_id}", data=NO)
    desk.act(CloseRound(round_id))
    rest = tuple(unit for unit in TREE.root.children if unit.id != "north")
    again = UnitSpec("north2", "North", 12)
    tomorrow = desk.store.today() + timedelta(days=20)
    object.__setattr__(desk.store, "today", lambda: tomorrow)
    save_units(desk.store, UnitTree(UnitSpec("town", "Town", 0, (*rest, again))), "hr")
    hr = browser("town", "hr")
    assert SAID in hr.get("/collect/rounds").text
    assert hr.get(f"/collect/v1/rounds/{round_id}").json()["objections"][0]["unit"] == "north"


def test_they_read_of_measures_what_units_share(desk: Desk, browser: Browser) -> None:
    store = desk.app.state.shared.measures()
    for unit, shared in (("day", True), ("night", False), ("north", True)):
        made = agreed(measures=(Measure(text=f"Ord fra {unit}"),), shared=shared)
        keep(store, unit, unit.title(), made, 0, "leader")
    page = browser("care", "representative").get(f"{HOME}/measures").text
    assert re.findall(r"Ord fra (\w+)", page) == ["day"]
    assert "/collect/measures/" not in page


def test_hr_makes_the_letter_and_ends_the_link_and_nobody_else_does(
    desk: Desk, browser: Browser
) -> None:
    hr, leader = browser("care", "hr"), browser("care")
    asked = {"role": "representative", "below": "yes", "unit": "care"}
    asked["expires_on"] = (desk.store.today() + timedelta(days=9)).isoformat()
    for who in (leader, browser("care", "representative"), browser("north", "hr")):
        before = len(list_links(desk.store))
        assert who.post("/collect/letters", data=asked).status_code in {404, 422}
        assert len(list_links(desk.store)) == before
    letter = hr.post("/collect/letters", data=asked).text
    assert letter.count("<section>") == 1
    assert "You represent those who work there." in letter
    page = hr.get("/collect/links").text
    ends = re.findall(r"Representative\..*?(/collect/links/[^\"]+/end)", page, re.DOTALL)
    assert hr.post(ends[0], data={"again": "yes"}).text.count("You represent") == 1
    made = [each for each in list_links(desk.store) if each.role == "representative"]
    assert [each.unit for each in made].count("care") == len(made)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_is_in_the_readers_language(desk: Desk, browser: Browser, language: str) -> None:
    who: Any = browser("north", "representative")
    round_id = desk.open()
    for path in ("", f"/sessions/{round_id}", "/measures"):
        page = who.get(f"{HOME}{path}?lang={language}")
        assert f'<html lang="{language}">' in page.text
        assert ("Measures" in page.text) == (language == "en")
