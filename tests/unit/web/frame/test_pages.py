"""What every page of the collector has: its own address in each language."""

import re
from collections.abc import Callable

from starlette.testclient import TestClient

from tests.unit.web.conftest import Desk

Browser = Callable[..., TestClient]


def test_a_page_that_answers_a_form_is_there_in_another_language(
    desk: Desk, browser: Browser
) -> None:
    hr = browser("town", "hr")
    slips = f"rounds/{desk.open(code='slips')}/units/north/slips"
    for form in ("code", "enter", "letters", "rounds", slips, f"{slips}/confirm"):
        given = {"code": "nothing", "secret": "nothing", "printed": "nothing", "drawing": "x"}
        answer = hr.post(f"/collect/{form}", data=given)
        assert answer.status_code in {404, 409, 422}, form
        led = re.findall(r'<li><a href="([^"]+)" lang', answer.text)
        assert len(led) == 4, form
        assert [hr.get(each).status_code for each in led] == [200] * 4, form


def test_where_something_is_wrong_is_where_one_is(desk: Desk, browser: Browser) -> None:
    hr = browser("town", "hr")
    for form in ("code", "enter", "letters", "rounds", "after"):
        answer = hr.post(f"/collect/{form}", data={"code": "nothing", "secret": "nothing"})
        (focused,) = re.findall(r"<(\w+) [^>]*\bautofocus\b", answer.text)
        assert focused in {"input", "select", "div"}, form
    assert "autofocus" not in hr.get("/collect/units").text
