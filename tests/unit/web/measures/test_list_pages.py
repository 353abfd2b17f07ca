"""What a unit has here: what it is asked, what its sittings pass on; and who may answer."""

import re

from starlette.testclient import TestClient

from tests.unit.web.conftest import Desk
from tests.unit.web.measures.test_agreement_pages import FORM, Browser, fields, kept, written

SENT = {"m0-status": "sent-up", "m0-to": "care", "m0-answer_due": "2099-01-01"}


def asked_at(who: TestClient) -> str:
    """Return the address at which somebody answers the one thing they are asked."""
    (place,) = set(re.findall(r"/collect/measures/asked/[\w-]+", who.get("/collect/measures").text))
    return str(place)


def test_what_is_sent_up_is_due_above_is_answered_there_and_comes_back(
    desk: Desk, browser: Browser
) -> None:
    day, care = browser("day"), browser("care")
    own = written(day, keep="Dette er vårt", **SENT)
    first = care.get("/collect/rounds").text
    assert "Day asks for an answer" in first
    page = care.get(asked_at(care))
    assert "Øve" in page.text
    assert "Dette er vårt" not in page.text
    empty = care.post(asked_at(care), data={"answer": " ", "by": ""}, headers=FORM)
    assert empty.status_code == 422
    sent = {"answer": "Fra januar <b>", "by": "virksomhetsleder"}
    assert care.post(asked_at(care), data=sent, headers=FORM).status_code == 303
    shown = day.get(f"/collect/measures/{fields(own)['id']}").text
    assert "Fra januar &lt;b&gt;" in shown
    assert "virksomhetsleder" in shown
    assert "asks for an answer" not in care.get("/collect/rounds").text


def test_nobody_answers_who_was_not_asked(desk: Desk, browser: Browser) -> None:
    written(browser("day"), **SENT)
    place = asked_at(browser("care"))
    for other in (browser("day"), browser("night"), browser("north"), browser("town", "hr")):
        assert other.get(place).status_code == 404
        sent = other.post(place, data={"answer": "Nei", "by": "x"}, headers=FORM)
        assert sent.status_code == 404
    assert kept(desk, "day")[0].measures[0].waits


def test_a_unit_sends_up_to_its_own_levels_only(desk: Desk, browser: Browser) -> None:
    north = browser("north")
    new = north.get("/collect/measures/new").text
    assert 'value="town"' in new
    assert 'value="care"' not in new
    given = fields(north.get("/collect/measures/new")) | {"m0-text": "Øve"} | SENT
    answer = north.post("/collect/measures", data=given, headers=FORM)
    assert answer.status_code == 422
    assert "Choose whom you ask." in answer.text


def test_a_sitting_passes_on_and_the_unit_alone_reads_it(desk: Desk, browser: Browser) -> None:
    night = browser("night")
    sent = night.post("/collect/measures/passed-on", data={"text": "Pumpen piper"}, headers=FORM)
    assert sent.status_code == 303
    listed = night.get("/collect/measures").text
    assert "Pumpen piper" in listed
    assert "Pumpen piper" not in browser("day").get("/collect/measures").text
    (place,) = re.findall(r'action="(/collect/measures/passed-on/[\w-]+)"', listed)
    assert browser("day").post(place, headers=FORM).status_code == 404
    assert "Pumpen piper" in night.get("/collect/measures").text
    assert night.post(place, headers=FORM).status_code == 303
    assert "Pumpen piper" not in night.get("/collect/measures").text
    wrong = night.post("/collect/measures/passed-on", data={"text": " "}, headers=FORM)
    assert wrong.status_code == 422
