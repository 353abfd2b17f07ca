"""An agreement as a page to hang up, behind the leader's link."""

import sys
from collections.abc import Iterator

import pytest

from kit.printing import pdf
from kit.web.measures import paper
from tests.paper import reader, words
from tests.unit.web.measures.test_agreement_pages import Browser, fields, written

pytest.importorskip("weasyprint", exc_type=OSError)


@pytest.fixture(autouse=True)
def _nothing_made() -> Iterator[None]:
    paper._MADE.clear()
    yield
    paper._MADE.clear()


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


def test_who_comes_while_a_page_is_made_does_not_wait_unless_there_is_one(browser: Browser) -> None:
    north = browser("north")
    page = written(north, **{"m0-responsible": "teamleder, KN"})
    place = f"/collect/measures/{fields(page)['id']}/agreement.pdf"
    made = north.get(place)
    assert made.status_code == 200
    with paper._ONE_AT_A_TIME:
        refused = north.get(f"{place}?initials=1")
        assert refused.status_code == 503
        assert int(refused.headers["retry-after"]) > 0
        assert north.get(place).content == made.content
    assert north.get(f"{place}?initials=1").status_code == 200


def test_a_page_is_laid_out_again_only_if_something_on_it_is_new(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[str] = []
    monkeypatch.setattr(paper, "_MOST", 2)
    monkeypatch.setattr(pdf, "printed", lambda sheet: laid_out.append(sheet.path) or b"x")
    north = browser("north")
    page = written(north, **{"m0-responsible": "teamleder, KN"})
    place = f"/collect/measures/{fields(page)['id']}/agreement.pdf"
    for query in ("", "", "?initials=1", "", "?lang=nn", "?lang=nn", "?initials=1"):
        assert north.get(f"{place}{query}").content == b"x"
    assert len(laid_out) == 3
    assert len(paper._MADE) == 2
