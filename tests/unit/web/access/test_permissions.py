"""Who may see and do what, held against everybody's cookie on every route."""

import html
import re
from dataclasses import replace
from typing import Any

import pytest

from kit.ballots import CloseRound, CloseSession, UnitTree, load_units, save_units
from kit.web.access import list_links, revoke_link

READ = ("", "/close", "/withdraw", "/results", "/results.csv", "/results.json", "/results.png")
ACTS = ("/close", "/withdraw", "/units/north/close")
FORM = {"content-type": "application/x-www-form-urlencoded"}


def test_without_a_visit_nothing_of_a_round_is_told(desk: Any) -> None:
    round_id = desk.open()
    for path in (*READ, "/units/north/close"):
        answer = desk.client.get(f"/collect/rounds/{round_id}{path}")
        assert answer.status_code == 401, path
    for path in ("", f"/{round_id}", f"/{round_id}/results"):
        assert desk.client.get(f"/collect/v1/rounds{path}").status_code == 401
    assert desk.client.get("/collect/rounds").status_code == 401


@pytest.mark.parametrize("stranger", ["south", "day", "care"])
def test_a_round_of_another_unit_does_not_exist(desk: Any, stranger: str) -> None:
    round_id, other = desk.open(), desk.visit(stranger)
    assert round_id not in other.get("/collect/rounds").text
    for path in (*READ, "/units/north/close"):
        assert other.get(f"/collect/rounds/{round_id}{path}").status_code == 404, path
    for path in ACTS:
        answer = other.post(f"/collect/rounds/{round_id}{path}", headers=FORM)
        assert answer.status_code == 404, path
        assert other.post(f"/collect/v1/rounds/{round_id}{path}", json={}).status_code == 404
    assert other.get(f"/collect/v1/rounds/{round_id}").status_code == 404
    assert desk.visit("north").get(f"/collect/rounds/{round_id}").status_code == 200


def test_hr_of_one_branch_sees_nothing_of_another(desk: Any) -> None:
    round_id, hr = desk.open(), desk.visit("care", "hr")
    for path in READ:
        assert hr.get(f"/collect/rounds/{round_id}{path}").status_code == 404, path
    for path in ACTS:
        assert hr.post(f"/collect/rounds/{round_id}{path}", headers=FORM).status_code == 404


def test_a_leader_in_a_large_round_follows_and_closes_the_own_unit_only(desk: Any) -> None:
    round_id, leader = desk.open("town"), desk.visit("day")
    page = leader.get(f"/collect/rounds/{round_id}").text
    assert desk.code(round_id, "day") in page
    for unit in ("north", "night", "care/own"):
        assert desk.code(round_id, unit) not in page
        answer = leader.post(f"/collect/rounds/{round_id}/units/{unit}/close", headers=FORM)
        assert answer.status_code == 404
    for path in ("/close", "/withdraw"):
        assert leader.post(f"/collect/rounds/{round_id}{path}", headers=FORM).status_code == 404
    told = leader.get(f"/collect/v1/rounds/{round_id}").json()
    assert [each["unit"] for each in told["sessions"]] == ["day"]


def test_hr_inside_a_large_round_may_not_end_it(desk: Any) -> None:
    round_id, hr = desk.open("town"), desk.visit("care", "hr")
    told = hr.get(f"/collect/v1/rounds/{round_id}").json()
    assert {each["unit"] for each in told["sessions"]} == {"care/own", "day", "night"}
    assert hr.post(f"/collect/rounds/{round_id}/withdraw", headers=FORM).status_code == 404
    assert hr.get(f"/collect/rounds/{round_id}/units/care/own/close").status_code == 200
    assert desk.visit("town", "hr").get(f"/collect/rounds/{round_id}/withdraw").status_code == 200


def _released(desk: Any) -> str:
    round_id = desk.open("town")
    for unit in ("north", "south", "day", "night"):
        for _ in range(6):
            assert desk.answer(desk.code(round_id, unit)).status_code == 200
    desk.act(CloseRound(round_id))
    return round_id


def test_a_leader_sees_the_own_result_and_the_one_above_but_no_neighbour(desk: Any) -> None:
    round_id, leader = _released(desk), desk.visit("day")
    told = leader.get(f"/collect/v1/rounds/{round_id}/results").json()
    assert list(told["figures"]) == ["day"]
    assert told["parent"]["unit"] == "care"
    for unit in ("night", "care", "town", "north"):
        for path in ("rounds/{}/results", "rounds/{}/results.csv", "v1/rounds/{}/results"):
            answer = leader.get(f"/collect/{path.format(round_id)}?unit={unit}")
            assert answer.status_code == 404, (path, unit)


def test_pages_bear_the_books_name_and_those_of_a_survey_its_hue(desk: Any) -> None:
    round_id, leader = desk.open("north"), desk.visit("north")
    for place in ("rounds", "rounds/new", f"rounds/{round_id}", "enter"):
        page = leader.get(f"/collect/{place}").text
        assert '<a href="/">Boka vår</a>' in page
        assert "– Boka vår</title>" in page
        assert ('data-kit-hue="2"' in page) == (place == f"rounds/{round_id}")
    shown = desk.screen(desk.wall_code(leader, round_id))
    for page in (
        leader.get(f"/collect/rounds/{round_id}/units/north/wall"),
        shown.get("/collect/wall/screen"),
    ):
        assert 'data-kit-hue="2"' in page.text
    after = leader.post("/collect/after", data={"code": desk.code(round_id)})
    assert 'data-kit-hue="2"' in after.text


def test_a_leader_of_units_below_sees_the_own_figures_and_not_theirs(desk: Any) -> None:
    round_id, leader = _released(desk), desk.visit("care")
    told = leader.get(f"/collect/v1/rounds/{round_id}/results").json()
    assert list(told["figures"]) == ["care"]
    page = leader.get(f"/collect/rounds/{round_id}/results").text
    csv = leader.get(f"/collect/rounds/{round_id}/results.csv").text
    assert "Night" not in page + csv
    assert leader.get(f"/collect/v1/rounds/{round_id}").json()["sessions"][0]["unit"] == "care/own"


def test_a_result_can_be_taken_away_as_a_page_to_print_first_and_for_programs_last(
    desk: Any,
) -> None:
    round_id, leader = _released(desk), desk.visit("day")
    page = leader.get(f"/collect/rounds/{round_id}/results").text
    kinds = re.findall(r"results\.([a-z]+)", page.partition("kit-downloads")[2])
    assert (kinds[0], kinds[-1]) == ("html", "json")
    taken = leader.get(f"/collect/rounds/{round_id}/results.html")
    assert taken.headers["content-disposition"].startswith("attachment")
    assert "<script" not in taken.text
    assert "One thing to keep" in taken.text


def test_where_a_round_is_open_opening_another_is_not_the_next_step(desk: Any) -> None:
    leader = desk.visit("day")
    link = re.compile(r'class="([^"]*)" href="/collect/rounds/new"')
    before = link.search(leader.get("/collect/rounds").text)
    desk.open("day")
    after = link.search(leader.get("/collect/rounds").text)
    assert before
    assert after
    assert "kit-button--primary" in before[1]
    assert "kit-button--primary" not in after[1]


def test_a_leader_of_units_below_sees_the_own_session_that_was_closed_early(desk: Any) -> None:
    _place_people_at_care(desk)
    round_id, leader = desk.open("care"), desk.visit("care")
    for unit in ("care/own", "day"):
        for _ in range(7):
            assert desk.answer(desk.code(round_id, unit)).status_code == 200
    assert leader.get(f"/collect/rounds/{round_id}/results").status_code == 303
    desk.act(CloseSession(round_id, "care/own"))
    desk.act(CloseSession(round_id, "day"))
    link = re.search(
        r'href="(/collect/rounds/[^"]+/results[^"]*)"',
        leader.get(f"/collect/rounds/{round_id}").text,
    )
    assert link
    page = leader.get(html.unescape(link[1]))
    assert page.status_code == 200
    assert "7 responses" in page.text or "7 answers" in page.text
    for where in ("", "?unit=care/own"):
        told = leader.get(f"/collect/v1/rounds/{round_id}/results{where}").json()
        assert list(told["figures"]) == ["care/own"]
        assert leader.get(f"/collect/rounds/{round_id}/results.csv{where}").status_code == 200
    for path in ("rounds/{}/results", "rounds/{}/results.csv", "v1/rounds/{}/results"):
        assert leader.get(f"/collect/{path.format(round_id)}?unit=day").status_code == 404
    stranger = desk.visit("town")
    assert stranger.get(f"/collect/v1/rounds/{round_id}/results?unit=care/own").status_code == 404


def test_the_own_session_is_still_to_be_seen_beside_the_whole_unit(desk: Any) -> None:
    _place_people_at_care(desk)
    round_id, leader = desk.open("care"), desk.visit("care")
    for unit in ("care/own", "day", "night"):
        for _ in range(7):
            assert desk.answer(desk.code(round_id, unit)).status_code == 200
    desk.act(CloseRound(round_id))
    page = leader.get(f"/collect/rounds/{round_id}/results").text
    links = {html.unescape(each) for each in re.findall(r'results\?unit=([^"&]+)"', page)}
    assert links == {"care%2Fown"}
    assert "Night" not in page
    told = leader.get(f"/collect/v1/rounds/{round_id}/results").json()
    assert list(told["figures"]) == ["care"]


def _place_people_at_care(desk: Any) -> None:
    tree = load_units(desk.store)
    care = tree and tree.find("care")
    assert tree
    assert care
    others = [each for each in tree.root.children if each.id != "care"]
    root = replace(tree.root, children=(*others, replace(care, people=12)))
    save_units(desk.store, UnitTree(root), "test")


def test_hr_sees_every_unit_below_and_none_beside(desk: Any) -> None:
    round_id, hr = _released(desk), desk.visit("care", "hr")
    told = hr.get(f"/collect/v1/rounds/{round_id}/results").json()
    assert set(told["figures"]) == {"care", "day", "night"}
    assert hr.get(f"/collect/v1/rounds/{round_id}/results?unit=north").status_code == 404
    assert hr.get(f"/collect/v1/rounds/{round_id}/results?unit=town").status_code == 404


def test_the_request_of_somebody_else_does_not_exist(desk: Any) -> None:
    leader, other = desk.visit("north"), desk.visit("south")
    body = {"exercise": "dare/pull", "root": "north", "purpose": "x", "discussed_on": "2020-01-01"}
    asked = leader.post("/collect/v1/rounds", json=body).json()
    assert asked["state"] == "waiting"
    assert leader.get(f"/collect/v1/requests/{asked['id']}").status_code == 200
    assert other.get(f"/collect/v1/requests/{asked['id']}").status_code == 404
    assert other.get(f"/collect/requests/{asked['id']}").status_code == 404


@pytest.mark.parametrize("root", ["south", "town", "nowhere"])
def test_nobody_opens_a_round_for_others(desk: Any, root: str) -> None:
    body = {"exercise": "dare/pull", "root": root, "purpose": "x", "discussed_on": "2020-01-01"}
    assert desk.visit("north").post("/collect/v1/rounds", json=body).status_code == 404
    assert desk.visit("care", "hr").post("/collect/v1/rounds", json=body).status_code == 404


def test_a_revoked_link_ends_the_visit_at_once(desk: Any) -> None:
    leader = desk.visit("north")
    assert leader.get("/collect/rounds").status_code == 200
    (link,) = [each for each in list_links(desk.store) if each.unit == "north"]
    revoke_link(desk.store, link.id, "test")
    assert leader.get("/collect/rounds").status_code == 401


def test_leaving_ends_the_visit_and_not_just_the_cookie(desk: Any) -> None:
    leader = desk.visit("north")
    cookie = leader.cookies["kit_visit"]
    assert leader.post("/collect/leave", headers=FORM).status_code == 303
    leader.cookies.set("kit_visit", cookie)
    assert leader.get("/collect/rounds").status_code == 401


def test_the_cookie_is_for_our_own_pages_and_no_script(desk: Any) -> None:
    secret = desk.secret("north")
    headers = {"origin": "https://testserver"}
    answer = desk.client.post(
        "https://testserver/collect/v1/visits", json={"secret": secret}, headers=headers
    )
    cookie = answer.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=strict", "path=/collect", "secure"):
        assert part in cookie
    # It goes when the browser is closed.
    assert "max-age" not in cookie
    assert "expires" not in cookie
    assert secret.lower() not in cookie


def test_a_visit_ends_after_twelve_hours_in_a_browser_that_is_never_closed(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader = desk.visit("north")
    now = desk.store.now()
    monkeypatch.setattr(type(desk.store), "now", lambda _store: now + 12 * 3600 - 60)
    assert leader.get("/collect/rounds").status_code == 200
    monkeypatch.setattr(type(desk.store), "now", lambda _store: now + 12 * 3600 + 60)
    assert leader.get("/collect/rounds").status_code == 401


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "private window"),
        ("nb", "privat vindu"),
        ("nn", "privat vindauge"),
        ("sv", "privat fönster"),
    ],
)
def test_the_entrance_says_what_to_do_on_a_shared_device(
    desk: Any, language: str, words: str
) -> None:
    assert words in desk.client.get(f"/collect/?lang={language}").text


def test_a_wrong_secret_opens_nothing(desk: Any) -> None:
    headers = {"origin": "http://testserver"}
    answer = desk.client.post("/collect/v1/visits", json={"secret": "x" * 32}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-link")
    assert "set-cookie" not in answer.headers


def test_a_route_says_that_there_may_be_no_result_yet_if_it_may_refuse_so(desk: Any) -> None:
    round_id, leader = desk.open(), desk.visit("north")
    paths = desk.app.openapi()["paths"]
    for path in ("/rounds/{round_id}/results.{kind}", "/v1/rounds/{round_id}/results"):
        asked = path.format(round_id=round_id, kind="csv")
        answer = leader.get(f"/collect{asked}")
        assert (answer.status_code == 409) == ("409" in paths[path]["get"]["responses"]), path


def test_an_address_with_a_line_feed_gets_a_refusal_of_ours(desk: Any) -> None:
    hr = desk.visit("town", "hr")
    page = hr.get("/collect/rounds/a%0Ab")
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert hr.get("/collect/v1/rounds/a%0Ab").json()["code"] == "not-found"
