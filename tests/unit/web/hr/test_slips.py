"""HR draws slips, confirms their print, exchanges a spoilt one; nothing shows a slip again."""

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kit.ballots import CloseRound, round_status
from kit.catalogues import LANGUAGES
from tests.unit.web.conftest import Desk

Browser = Callable[..., TestClient]
SAID = "{} were drawn for {} people; who handed them out to whom is not known."
CODE = re.compile(r'<p class="code">([0-9A-Z-]{14})</p>')


def _form(hr: TestClient, round_id: str, unit: str = "north") -> tuple[str, str]:
    """Return the address of the form and the id of its drawing."""
    address = f"/collect/rounds/{round_id}/units/{unit}/slips"
    return address, _id(hr.get(address).text, "drawing")


def _id(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', text)
    assert found, text
    return found[1]


def _drawn(hr: TestClient, round_id: str, count: int) -> list[str]:
    """Draw slips, confirm their print, and return their codes."""
    address, drawing = _form(hr, round_id)
    codes = CODE.findall(hr.post(address, data={"drawing": drawing, "count": f"{count}"}).text)
    assert hr.post(f"{address}/confirm", data={"printed": codes[-1]}).status_code == 303
    return codes


def test_each_slip_lets_one_answer_in(desk: Desk, browser: Browser) -> None:
    round_id = desk.open(code="slips")
    hr = browser("town", "hr")
    assert f"/rounds/{round_id}/units/north/slips" in hr.get(f"/collect/rounds/{round_id}").text
    address, drawing = _form(hr, round_id)
    sheet = hr.post(address, data={"drawing": drawing, "count": "3"})
    codes = CODE.findall(sheet.text)
    assert len(set(codes)) == 3
    assert sheet.text.count("<svg") == 3
    assert sheet.headers["cache-control"] == "no-store"
    assert "style-src 'self'" in sheet.headers["content-security-policy"]
    assert "style=" not in sheet.text
    assert desk.answer(codes[0]).status_code == 404
    assert "/confirm" not in sheet.text
    confirmed = hr.post(f"{address}/confirm", data={"printed": codes[-1]})
    assert confirmed.headers["location"].endswith(f"{address}#drawn")
    assert desk.answer(codes[0]).json() == {"state": "received"}
    assert desk.answer(codes[0]).status_code == 404


def test_drawing_comes_first_on_the_rounds_page_until_somebody_can_answer(
    desk: Desk, browser: Browser
) -> None:
    round_id = desk.open(code="slips")
    hr, address = browser("town", "hr"), f"/collect/rounds/{round_id}"

    def first() -> list[str]:
        primary = r'<a class="kit-button kit-button--primary" href="([^"]+)"'
        return re.findall(primary, hr.get(address).text)

    assert first() == [f"{address}/units/north/slips"]
    _drawn(hr, round_id, 3)
    assert first() == [f"{address}/close"]


def test_who_left_the_sheet_confirms_with_a_code_from_the_print(
    desk: Desk, browser: Browser
) -> None:
    round_id = desk.open(code="slips")
    hr = browser("town", "hr")
    address, drawing = _form(hr, round_id)
    codes = CODE.findall(hr.post(address, data={"drawing": drawing, "count": "3"}).text)
    assert "Confirm the print" in hr.get(f"/collect/rounds/{round_id}").text
    form = hr.get(address).text
    assert "Slips that wait: 3." in form
    assert "Draw again" in form
    wrong = hr.post(f"{address}/confirm", data={"printed": "0000-0000-0000"})
    assert wrong.status_code == 422
    assert "This is not the code of a slip that waits." in wrong.text
    assert 'id="printed-error"' in wrong.text
    hr.post(f"{address}/confirm", data={"printed": codes[0].lower()})
    form = hr.get(address).text
    assert "Slips that wait" not in form
    assert SAID.format(3, 12) in form
    assert desk.answer(codes[1]).status_code == 200


def test_the_number_drawn_is_said_to_all_and_nothing_stronger(desk: Desk, browser: Browser) -> None:
    round_id = desk.open(code="slips")
    hr, leader = browser("town", "hr"), browser("north")
    page = f"/collect/rounds/{round_id}"
    assert "No slips are drawn yet." in leader.get(page).text
    codes = _drawn(hr, round_id, 11)
    for who in (hr, leader):
        assert SAID.format(11, 12) in who.get(page).text
    joined = desk.client.post("/collect/v1/join", json={"code": codes[0].ljust(24)}).json()
    assert (joined["slips_drawn"], joined["people"]) == (11, 12)
    for code in codes[:6]:
        assert desk.answer(code).status_code == 200
    status = hr.get(f"/collect/v1/rounds/{round_id}").json()
    assert [(s["slips_drawn"], s["people"]) for s in status["sessions"]] == [(11, 12)]
    desk.act(CloseRound(round_id))
    for who in (hr, leader):
        assert SAID.format(11, 12) in who.get(f"{page}/results").text
        told = who.get(f"/collect/v1{page.removeprefix('/collect')}/results").json()
        assert told["slips"] == {"north": {"drawn": 11, "people": 12}}


def test_a_rooms_form_has_no_number_of_slips(desk: Desk) -> None:
    code = desk.code(desk.open())
    joined = desk.client.post("/collect/v1/join", json={"code": code.ljust(24)}).json()
    assert (joined["slips_drawn"], joined["people"]) == (None, None)


def test_no_more_are_offered_than_there_are_people(desk: Desk, browser: Browser) -> None:
    round_id = desk.open(code="slips")
    hr = browser("town", "hr")
    address, drawing = _form(hr, round_id)
    answer = hr.post(address, data={"drawing": drawing, "count": "13"})
    assert answer.status_code == 422
    assert "Write a number from 1 to 12." in answer.text
    _drawn(hr, round_id, 12)
    assert 'name="count"' not in hr.get(address).text


def test_a_spoilt_slip_is_exchanged_for_one_that_only_this_form_shows(
    desk: Desk, browser: Browser
) -> None:
    round_id = desk.open(code="slips")
    hr = browser("town", "hr")
    spoilt, used, *_ = _drawn(hr, round_id, 5)
    desk.answer(used)
    address = f"/collect/rounds/{round_id}/units/north/slips"
    form = hr.get(address).text
    assert "A lost slip cannot be exchanged" in form
    given = {"exchanging": _id(form, "exchanging"), "spoilt": spoilt}
    sheet = hr.post(f"{address}/exchange", data=given)
    (new,) = CODE.findall(sheet.text)
    # The answer may have got lost: the form is sent again.
    assert CODE.findall(hr.post(f"{address}/exchange", data=given).text) == [new]
    assert 'name="printed"' not in sheet.text
    assert desk.answer(spoilt).status_code == 404
    assert desk.answer(new).status_code == 200
    told = {
        hr.post(f"{address}/exchange", data=given | {"spoilt": code})
        .text.partition("<main")[2]
        .replace(f'value="{code}"', "")
        for code in (spoilt, used, new, "0000-0000-0000")
    }
    told = {re.sub(r'value="[^"]{22}"', "", text) for text in told}
    assert len(told) == 1
    assert "This code is not exchanged." in told.pop()


def test_a_leader_neither_confirms_nor_exchanges(desk: Desk, browser: Browser) -> None:
    round_id = desk.open(code="slips")
    codes = _drawn(browser("town", "hr"), round_id, 5)
    leader, address = browser("north"), f"/collect/rounds/{round_id}/units/north/slips"
    given = {"exchanging": "A" * 22, "spoilt": codes[0]}
    assert leader.post(f"{address}/exchange", data=given).status_code == 404
    assert leader.post(f"{address}/confirm", data={"printed": codes[0]}).status_code == 404
    assert desk.answer(codes[0]).status_code == 200


def test_a_form_sent_again_draws_nothing_and_shows_nothing(desk: Desk, browser: Browser) -> None:
    round_id = desk.open(code="slips")
    hr = browser("town", "hr")
    address, drawing = _form(hr, round_id)
    hr.post(address, data={"drawing": drawing, "count": "3"})
    again = hr.post(address, data={"drawing": drawing, "count": "3"})
    assert again.status_code == 409
    assert "cannot be shown again" in again.text
    assert not CODE.findall(again.text)
    assert not CODE.findall(hr.get(address).text)


def test_the_number_that_is_offered_is_that_of_the_people(desk: Desk, browser: Browser) -> None:
    round_id = desk.open("care", code="slips")
    text = browser("town", "hr").get(f"/collect/rounds/{round_id}/units/care/own/slips").text
    assert 'value="2"' in text
    assert "Care (directly at the unit)" in text


@pytest.mark.parametrize("count", ["0", "", "-3", "1001", "many", "²"])
def test_another_number_is_asked_for_again(desk: Desk, browser: Browser, count: str) -> None:
    round_id = desk.open(code="slips")
    hr = browser("town", "hr")
    address, drawing = _form(hr, round_id)
    answer = hr.post(address, data={"drawing": drawing, "count": count})
    assert answer.status_code == 422
    assert "Write a number from 1 to 12." in answer.text


def test_a_leader_draws_no_slips(desk: Desk, browser: Browser) -> None:
    round_id = desk.open(code="slips")
    leader = browser("north")
    address = f"/collect/rounds/{round_id}/units/north/slips"
    assert "/slips" not in leader.get(f"/collect/rounds/{round_id}").text
    assert leader.get(address).status_code == 404
    given = {"drawing": "A" * 22, "count": "3"}
    assert leader.post(address, data=given).status_code == 404


def test_hr_of_another_unit_draws_none(desk: Desk, browser: Browser) -> None:
    round_id = desk.open(code="slips")
    address = f"/collect/rounds/{round_id}/units/north/slips"
    assert browser("care", "hr").get(address).status_code == 404


def test_there_are_none_for_a_room_code_and_none_after_closing(
    desk: Desk, browser: Browser
) -> None:
    hr = browser("town", "hr")
    room = desk.open("south")
    assert hr.get(f"/collect/rounds/{room}/units/south/slips").status_code == 404
    round_id = desk.open(code="slips")
    address, drawing = _form(hr, round_id)
    desk.act(CloseRound(round_id))
    assert hr.post(address, data={"drawing": drawing, "count": "3"}).status_code == 404


def test_no_page_tells_how_many_slips_are_left(desk: Desk, browser: Browser) -> None:
    """That would tell how many have answered, although they are fewer than five."""
    round_id = desk.open(code="slips")
    hr = browser("town", "hr")
    codes = _drawn(hr, round_id, 7)
    address, _ = _form(hr, round_id)

    def pages() -> tuple[str, str]:
        form = re.sub(r'value="[^"]{22}"', "", hr.get(address).text)
        return hr.get(f"/collect/rounds/{round_id}").text, form

    before = pages()
    for code in codes[:4]:
        assert desk.answer(code).status_code == 200
    assert pages() == before
    status = round_status(desk.store, round_id)
    assert status is not None
    assert status.sessions[0].at_least is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_is_in_the_readers_language(desk: Desk, browser: Browser, language: str) -> None:
    round_id = desk.open(code="slips")
    hr = browser("town", "hr")
    address, drawing = _form(hr, round_id)
    sheet = hr.post(f"{address}?lang={language}", data={"drawing": drawing, "count": "1"}).text
    assert f'<html lang="{language}">' in sheet
    assert ("Print these slips now." in sheet) == (language == "en")
