"""HR draws slips once; nobody else does, and nothing shows them again."""

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kit.ballots import CloseRound, round_status
from kit.catalogues import LANGUAGES
from tests.unit.collector.conftest import Desk

Browser = Callable[..., TestClient]
CODE = re.compile(r'<p class="code">([0-9A-Z-]{14})</p>')


def _form(hr: TestClient, round_id: str, unit: str = "north") -> tuple[str, str]:
    """Return the address of the form and the id of its drawing."""
    address = f"/collect/rounds/{round_id}/units/{unit}/slips"
    text = hr.get(address).text
    found = re.search(r'name="drawing" value="([^"]+)"', text)
    assert found, text
    return address, found[1]


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
    assert desk.answer(codes[0]).json() == {"state": "received"}
    assert desk.answer(codes[0]).status_code == 404


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
    assert "Write a number from 1 to 1000." in answer.text


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
    address, drawing = _form(hr, round_id)
    codes = CODE.findall(hr.post(address, data={"drawing": drawing, "count": "7"}).text)

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
