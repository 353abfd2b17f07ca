"""An agreement as a page to hang up, behind the leader's link."""

import sys

import pytest

from tests.paper import reader, words
from tests.unit.web.measures.test_agreement_pages import Browser, fields, written

pytest.importorskip("weasyprint", exc_type=OSError)


def test_the_unit_itself_gets_the_page_and_initials_if_it_asks(browser: Browser) -> None:
    north = browser("north")
    page = written(north, keep="Fredagskaffe", **{"m0-responsible": "teamleder, KN"})
    place = f"/collect/measures/{fields(page)['id']}/agreement.pdf"
    assert place in page.text
    answer = north.get(f"{place}?lang=nb")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    said = words(reader(answer.content))
    assert "Fredagskaffe" in said
    assert "teamleder" in said
    assert "KN" not in said
    assert "teamleder, KN" in words(reader(north.get(f"{place}?initials=1").content))
    assert browser("south").get(place).status_code == 404


def test_without_what_it_takes_the_page_is_not_there(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    north = browser("north")
    place = f"/collect/measures/{fields(written(north))['id']}/agreement.pdf"
    monkeypatch.setitem(sys.modules, "kit.printing.pdf", None)
    assert north.get(place).status_code == 404
