"""What the form that opens a round asks, and of whom."""

import html
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from kit.ballots import (
    PURPOSE_LENGTH,
    CloseRound,
    Collectable,
    Holder,
    Outcome,
    Reason,
    UnitSpec,
    UnitTree,
    list_rounds,
    save_units,
)
from kit.catalogues import day
from kit.model import REST
from kit.web.rounds.outcomes import WHY
from tests.unit.web.conftest import TREE, Desk

Browser = Callable[..., TestClient]


def _open(browser: TestClient, desk: Desk, **changes: str) -> Any:
    given = {
        "exercise": desk.collectable.exercise_id,
        "root": "north",
        "purpose": "To learn",
        "discussed_on": desk.store.today().isoformat(),
        "code": "room",
    }
    answer = browser.post("/collect/rounds", data=given | changes)
    holder = Holder(desk.store)
    with holder.lock(wait=True):
        holder.run_pending()
    return answer


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for a key holder: the test is one, afterwards."""
    monkeypatch.setattr("kit.web.rounds.outcomes.PATIENCE", 0.0)


def test_hr_may_ask_for_more_than_five_answers_behind_a_figure(
    desk: Desk, browser: Browser
) -> None:
    _open(browser("town", "hr"), desk, k="8")
    assert [head.k for head in list_rounds(desk.store)] == [8]


@pytest.mark.parametrize("k", ["4", "0", "-8", "101", "five", "8.5"])
def test_nobody_gets_fewer_than_five(desk: Desk, browser: Browser, k: str) -> None:
    answer = _open(browser("town", "hr"), desk, k=k)
    assert answer.status_code == 422
    assert "Write a number from 5 to 100." in answer.text
    assert list_rounds(desk.store) == []


def test_a_leader_s_session_keeps_the_five(desk: Desk, browser: Browser) -> None:
    leader = browser("north")
    assert 'name="k"' not in leader.get("/collect/rounds/new").text
    assert 'name="k"' in browser("town", "hr").get("/collect/rounds/new").text
    _open(leader, desk, k="8")
    assert [head.k for head in list_rounds(desk.store)] == [5]


@pytest.mark.parametrize("purpose", ["\0x", "a\x1bb", " ", "a" * 401])
def test_what_is_no_purpose_is_refused_before_anybody_is_asked_for_a_round(
    desk: Desk, browser: Browser, purpose: str
) -> None:
    hr = browser("north", "hr")
    answer = _open(hr, desk, purpose=purpose)
    assert answer.status_code == 422
    assert html.escape(WHY["no-purpose"]) in answer.text
    given = {"exercise": "dare/pull", "root": "north", "discussed_on": "2020-01-01"}
    told = hr.post("/collect/v1/rounds", json=given | {"purpose": purpose})
    assert (told.status_code, told.json()["code"]) == (422, "not-understood")
    assert list_rounds(desk.store) == []


def test_a_purpose_may_have_lines(desk: Desk, browser: Browser) -> None:
    _open(browser("north", "hr"), desk, purpose="To learn.\r\nTo talk.")
    assert len(list_rounds(desk.store)) == 1


def test_the_form_says_how_long_a_purpose_may_be(desk: Desk, browser: Browser) -> None:
    page = browser("north").get("/collect/rounds/new").text
    assert f'maxlength="{PURPOSE_LENGTH}"' in page
    assert f"at most {PURPOSE_LENGTH} characters" in page
    assert f"1 to {PURPOSE_LENGTH} characters" in WHY["no-purpose"]


def _copy(original: Collectable) -> Collectable:
    """Return a copy with one word changed in each statement."""
    items = tuple(
        each.model_copy(update={"text": each.text.replace("We", "They")})
        for each in original.shape.items
    )
    shape = replace(original.shape, items=items)
    words = replace(original.wording["en"], title="Another", items={i.id: i.text for i in items})
    return replace(
        original,
        exercise_id="dare/copy",
        shape=shape,
        fingerprint=shape.fingerprint(),
        wording={"en": words, "nb": replace(words, title="En annen")},
    )


@pytest.fixture
def two(desk: Desk) -> Desk:
    """Give a collector with an exercise and its copy."""
    copy = _copy(desk.collectable)
    both = {each.exercise_id: each for each in (desk.collectable, copy)}
    desk.app.state.shared = replace(desk.app.state.shared, collectables=lambda: both)
    return desk


@pytest.mark.parametrize("language", ["en", "nb", "nn", "sv"])
def test_the_form_says_beforehand_what_rests_and_until_when(
    two: Desk, browser: Browser, language: str
) -> None:
    leader = browser("north")
    said = {"accept-language": language}
    assert "kit-resting" not in leader.get("/collect/rounds/new", headers=said).text
    round_id = two.open()
    page = html.unescape(leader.get("/collect/rounds/new", headers=said).text)
    assert page.count("<li>") - page.count("<li><a") == 2
    words = {
        "en": "as “How we pull”: a survey is open in North, opened by the administrator on",
        "nb": "som spør om nesten det samme som «How we pull»: En undersøkelse er åpen i North",
        "nn": "som spør om nesten det same som «How we pull»: Ei undersøking er open i North",
        "sv": "som frågar nästan samma sak som ”How we pull”: En undersökning är öppen i North",
    }
    assert words[language] in page
    for _ in range(5):
        two.answer(two.code(round_id))
    two.act(CloseRound(round_id))
    page = html.unescape(leader.get("/collect/rounds/new", headers=said).text)
    until = day(two.store.today() + REST, language)
    assert page.count(until) == 2
    beside = browser("south").get("/collect/rounds/new", headers=said).text
    assert "kit-resting" not in beside


def test_a_refusal_names_the_exercise_that_is_open_in_the_reader_s_language(
    two: Desk, browser: Browser
) -> None:
    copy = "dare/copy"
    today = two.store.today()
    _open(browser("town", "hr"), two, exercise=copy, closes_on=today.isoformat())
    [head] = list_rounds(two.store)
    assert head.exercise_id == copy
    leader = browser("north")
    told = _open(leader, two)
    waiting = told.headers["location"]
    page = html.unescape(leader.get(waiting, headers={"accept-language": "nb"}).text)
    date = day(today, "nb")
    assert f"En undersøkelse med «En annen» er åpen i North, åpnet av HR {date}" in page
    assert "kan ingen annen åpnes i North, over eller under" in page
    assert f"til og med {date}." in page
    assert "/collect/calendar" not in page
    assert "{" not in page.partition("<main")[2].partition("</main>")[0]
    found = leader.get(waiting.replace("/collect/", "/collect/v1/")).json()
    assert (found["code"], found["details"]["exercise"]) == ("in-another-round", copy)
    assert "round" not in found["details"]
    assert found["details"]["by"] == "hr", "a role, and nothing of whose link it was"


def test_hr_is_led_from_a_refusal_to_what_stands_in_the_way(desk: Desk, browser: Browser) -> None:
    desk.open("day")
    hr = browser("town", "hr")
    page = html.unescape(hr.get(_open(hr, desk, root="town").headers["location"]).text)
    assert "is open in Day, opened by the administrator on" in page
    assert page.count('href="/collect/calendar"') == 1


@pytest.mark.parametrize("answer", ["at once", "later"])
def test_a_unit_with_too_few_people_is_led_to_the_conversation(
    desk: Desk, browser: Browser, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """On the form if the key holder answers at once, and else on the page that waited for it."""
    few = UnitTree(replace(TREE.root, children=(UnitSpec("north", "North", 4),)))
    save_units(desk.store, few, "test")
    hr = browser("town", "hr")
    if answer == "at once":
        found = Outcome(done=False, code=Reason.TOO_FEW_PEOPLE, details={"exercise": "dare/pull"})
        monkeypatch.setattr("kit.web.rounds.opening_pages.ask", _answered(found))
        page = _open(hr, desk)
        assert page.status_code == 422
    else:
        page = hr.get(_open(hr, desk).headers["location"])
        assert "North has 4 people" in page.text
    link = '<a href="http://testserver/en/pull.html">Do “How we pull” as a conversation</a>'
    assert link in page.text
    assert '<p><a href="/collect/people">How many work where</a></p>' in page.text
    leader = browser("north").get("/collect/rounds/new").text
    assert '<a href="http://testserver/en/pull.html">How we pull</a>' in leader


def _answered(found: Outcome) -> Callable[..., Any]:
    async def ask(*_: object) -> tuple[str, Outcome]:
        return "asked", found

    return ask


def test_choosing_an_exercise_shows_its_area_and_what_it_is(desk: Desk, browser: Browser) -> None:
    for who in (browser("town", "hr"), browser("north")):
        text = who.get("/collect/rounds/new").text
        assert "<b>To dare</b> Three statements on how we pull." in text


def test_a_round_of_an_earlier_version_knows_neither_area_nor_summary(
    collectable: Collectable,
) -> None:
    before = json.loads(collectable.as_json())
    for words in before["wording"].values():
        del words["area"], words["summary"]
    found = Collectable.from_json(json.dumps(before))
    assert (found.wording["en"].area, found.wording["en"].summary) == ("", "")
    assert found.fingerprint == collectable.fingerprint


# --- the calendar -----------------------------------------------------------------------------


def test_hr_sees_before_opening_whose_round_shuts_theirs_out_and_until_when(
    desk: Desk, browser: Browser
) -> None:
    hr = browser("town", "hr")
    assert "Nothing is open and nothing rests." in hr.get("/collect/calendar").text
    _open(browser("north"), desk, closes_on=desk.store.today().isoformat())
    [head] = list_rounds(desk.store)
    today = day(desk.store.today(), "en")
    said = {
        "/collect/rounds/new": f"a survey is open in North, opened by the leader there on {today}.",
        "/collect/calendar": f"Open since {today}, opened by the leader there.",
    }
    for address, words in said.items():
        page = html.unescape(hr.get(address).text)
        assert words in page
        assert f"Answers are taken up to and including {today}." in page
    assert f'href="/collect/rounds/{head.id}"' in hr.get("/collect/calendar").text
    assert "14 days after its result, or at once if it ends without one" in page


def test_the_calendar_has_what_rests_and_hr_below_sees_what_is_above(
    desk: Desk, browser: Browser
) -> None:
    round_id = desk.open("town")
    below = browser("north", "hr")
    page = below.get("/collect/calendar").text
    assert '<th scope="row">Town<span class="kit-under">How we pull</span>' in page
    assert round_id not in page, "a round above is not theirs to look into"
    for _ in range(5):
        desk.answer(desk.code(round_id))
    desk.act(CloseRound(round_id))
    until = day(desk.store.today() + REST, "en")
    assert f">{until}</td>" in below.get("/collect/calendar").text
    assert browser("north").get("/collect/calendar").status_code == 404


def test_the_days_of_rest_are_said_at_opening_and_at_closing_with_the_units(
    desk: Desk, browser: Browser
) -> None:
    leader = browser("day")
    form = leader.get("/collect/rounds/new").text
    assert "and for 14 days after its result" in form
    assert "can be opened in Day, Care, Town." in form
    round_id = desk.open("day")
    closing = leader.get(f"/collect/rounds/{round_id}/close").text
    until = day(desk.store.today() + REST, "en")
    assert f"For 14 days after the result, until {until}," in closing
    assert "can be opened in Day, Care, Town." in closing
    tree = desk.open("north")
    assert "North, Town." in browser("town", "hr").get(f"/collect/rounds/{tree}/close").text
    ending = leader.get(f"/collect/rounds/{round_id}/withdraw").text
    assert "another survey can be opened at once" in ending


def test_closing_a_whole_tree_names_what_is_below(desk: Desk, browser: Browser) -> None:
    round_id = desk.open("care")
    closing = browser("town", "hr").get(f"/collect/rounds/{round_id}/close").text
    assert "can be opened in Care with all units below it, Town." in closing
