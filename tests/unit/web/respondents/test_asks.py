import logging
import os
from typing import Any

import pytest

from kit.ballots import CloseRound
from kit.web.frame.problems import problem

ROUTES = ("join", "answers", "withdrawals")


def test_a_code_tells_what_it_opens(desk: Any) -> None:
    round_id = desk.open()
    answer = desk.client.post(
        "/collect/v1/join", json={"code": desk.code(round_id).lower().ljust(24)}
    )
    assert answer.status_code == 200
    told = answer.json()
    assert told["round"] == round_id
    assert told["unit"] == "North"
    assert told["items"] == ["i1", "i2", "i3"]
    assert told["code_kind"] == "room"
    assert told["item_figures"] is False


def test_an_answer_is_received_once_and_withdrawn_with_its_ballot(desk: Any) -> None:
    code, ballot = desk.code(desk.open()), os.urandom(16).hex()
    assert desk.answer(code, ballot=ballot).json() == {"state": "received"}
    assert desk.answer(code, ballot=ballot).json() == {"state": "received"}
    withdrawn = desk.client.post("/collect/v1/withdrawals", json={"ballot": ballot})
    assert withdrawn.json() == {"state": "withdrawn"}
    again = desk.client.post("/collect/v1/withdrawals", json={"ballot": ballot})
    assert (again.status_code, again.json()["code"]) == (404, "unknown-ballot")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"code": "0000-0000".ljust(24)}, 404, "unknown-code"),
        ({"fingerprint": "0" * 32}, 409, "other-version"),
        ({"answers": "010209"}, 409, "other-version"),
        ({"answers": "01"}, 409, "other-version"),
        ({"code": "short"}, 422, "not-understood"),
        ({"answers": "0"}, 422, "not-understood"),
        ({"ballot": "xyz"}, 422, "not-understood"),
        ({"more": "1"}, 422, "not-understood"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_shape(
    desk: Any, changes: dict[str, str], status: int, code: str
) -> None:
    answer = desk.answer(desk.code(desk.open()), **changes)
    assert answer.status_code == status
    assert answer.json().keys() == {"code", "message", "hint"}
    assert answer.json()["code"] == code


def test_a_closed_round_takes_no_answer_and_gives_none_back(desk: Any) -> None:
    round_id = desk.open()
    code, ballot = desk.code(round_id), os.urandom(16).hex()
    desk.answer(code, ballot=ballot)
    desk.act(CloseRound(round_id))
    assert desk.answer(code).status_code in {404, 410}
    late = desk.client.post("/collect/v1/withdrawals", json={"ballot": ballot})
    assert late.status_code in {404, 410}


def test_who_is_too_late_is_not_told_that_an_earlier_try_did_not_count() -> None:
    told = problem("closed", "en")
    assert "may have been counted" in told.hint
    assert "not sent" not in told.hint


def test_a_room_takes_no_more_answers_than_there_are_people(desk: Any) -> None:
    code = desk.code(desk.open())
    assert [desk.answer(code).status_code for _ in range(13)] == [200] * 12 + [409]
    assert desk.answer(code).json()["code"] == "round-full"


@pytest.mark.parametrize("language", ["nb", "nn", "sv", "en"])
def test_a_refusal_speaks_the_browsers_language(desk: Any, language: str) -> None:
    body = {"code": "0000-0000".ljust(24)}
    headers = {"accept-language": language}
    told = desk.client.post("/collect/v1/join", json=body, headers=headers).json()
    english = desk.client.post("/collect/v1/join", json=body).json()
    assert (told["message"] == english["message"]) is (language == "en")


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_sent_is_ever_repeated(
    desk: Any, route: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for body in (
        '{"code": "SECRET-CODE", "ballot": "SECRET-BALLOT"}',
        '{"code": "SECRET-CODE"',
        '"SECRET-CODE"',
        "SECRET-CODE",
        '{"SECRET-CODE": 1}',
    ):
        answer = desk.client.post(
            f"/collect/v1/{route}", content=body, headers={"content-type": "application/json"}
        )
        assert answer.status_code == 422
        assert "SECRET" not in answer.text
    out = capsys.readouterr()
    own = [r for r in caplog.records if not r.name.startswith(("httpx", "asyncio"))]
    assert "SECRET" not in out.out + out.err + "".join(r.getMessage() for r in own)


def test_an_error_of_ours_tells_neither_the_log_nor_the_client_what_was_sent(
    desk: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_self: object, *sent: Any) -> None:
        raise RuntimeError(f"could not store {sent}")

    monkeypatch.setattr("kit.ballots.Receiver.answer", fail)
    answer = desk.answer("SECR-ETXX")
    assert (answer.status_code, answer.json()["code"]) == (500, "failed")
    assert "RuntimeError" in caplog.text
    assert "SECR" not in caplog.text + answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_no_respondent_ever_gets_a_cookie(desk: Any) -> None:
    code = desk.code(desk.open())
    assert "set-cookie" not in desk.answer(code).headers
    joined = desk.client.post("/collect/v1/join", json={"code": code.ljust(24)})
    assert "set-cookie" not in joined.headers
