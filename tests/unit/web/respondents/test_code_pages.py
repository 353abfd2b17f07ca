"""Who types the short address and a code comes to the exercise; a wrong code opens nothing."""

from dataclasses import replace

import pytest
from httpx2 import Response

from kit.ballots import CloseRound
from kit.catalogues import LANGUAGES
from tests.danish import FOLDER
from tests.unit.web.conftest import BOOK, HOST, Desk


def _typed(desk: Desk, code: str, **given: str) -> Response:
    return desk.client.post("/collect/code", data={"code": code}, headers={"origin": HOST} | given)


def test_a_typed_code_leads_to_the_exercise_and_stands_in_no_path(desk: Desk) -> None:
    code = desk.code(desk.open())
    answer = _typed(desk, code.lower().replace("-", " "))
    link = f"{HOST}/en/pull.html#join={code}"
    assert f'content="0; url={link}"' in answer.text
    assert f'href="{link}"' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


def test_a_book_on_another_host_is_led_to(desk: Desk) -> None:
    desk.app.state.shared = replace(desk.app.state.shared, book=BOOK)
    code = desk.code(desk.open())
    assert f'href="{BOOK}/en/pull.html#join={code}"' in _typed(desk, code).text


def test_a_code_that_is_closed_says_so(desk: Desk) -> None:
    round_id = desk.open()
    closed = desk.code(round_id)
    desk.act(CloseRound(round_id))
    told = _typed(desk, closed)
    assert told.status_code == 200
    assert "The survey is closed." in told.text


def test_wrong_and_absurd_codes_get_one_answer(desk: Desk) -> None:
    told = [_typed(desk, code) for code in ("AAAA-AAAA", "", "<b>", "Ü" * 40)]
    assert {each.status_code for each in told} == {404}
    assert len({each.text for each in told}) == 1
    assert "This code opens nothing." in told[0].text
    assert 'id="code-error"' in told[0].text


def test_whoever_guesses_here_is_slowed_down_as_everywhere(desk: Desk) -> None:
    found = [_typed(desk, f"AAAA-{n:04}").status_code for n in range(130)]
    assert found[:100] == [404] * 100
    assert 429 in found[100:]


def test_the_form_works_from_its_own_page_only(desk: Desk) -> None:
    code = desk.code(desk.open())
    assert _typed(desk, code, origin="https://elsewhere.example").status_code == 403


def test_the_entrance_asks_for_the_code_first_in_every_language(desk: Desk) -> None:
    for language in LANGUAGES:
        text = desk.client.get(f"/collect/?lang={language}").text
        assert text.index('id="code"') < text.index('id="secret"')
        assert f'action="/collect/code?lang={language}"' in text


def test_a_language_that_was_installed_is_spoken_and_offered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"accept-language": "da, en;q=0.5"}
    assert 'lang="nb"' in desk.client.get("/collect/code", headers=asked).text
    monkeypatch.syspath_prepend(FOLDER)
    page = desk.client.get("/collect/code", headers=asked).text
    assert '<html lang="da"' in page
    assert "Til indholdet" in page
    assert ">Dansk</a>" in desk.client.get("/collect/code?lang=nb").text
    assert "Sprog" in desk.client.get("/collect/code?lang=da").text
