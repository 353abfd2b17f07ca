"""HR of a team's own unit reads what the team has shared, and nothing else of it."""

from tests.unit.web.conftest import Desk
from tests.unit.web.measures.test_agreement_pages import (
    FORM,
    Browser,
    fields,
    kept,
    send,
    written,
)


def test_what_is_not_shared_does_not_exist_for_hr_of_the_same_unit(
    desk: Desk, browser: Browser
) -> None:
    north, hr = browser("north"), browser("north", "hr")
    shown = fields(written(north, next="2026-01-01"))
    said = {"text": "Pumpa står"}
    assert north.post("/collect/measures/passed-on", data=said, headers=FORM).status_code == 303
    place = f"/collect/measures/{shown['id']}"
    for each in ("/collect/measures", "/collect/rounds"):
        page = hr.get(each).text
        for said_by_the_team in (shown["id"], "Øve", "Fredagskaffe", "Pumpa står"):
            assert said_by_the_team not in page
    for each in (
        place,
        *(f"{place}/agreement.{each}" for each in ("json", "csv", "docx", "xlsx", "ics", "pdf")),
        f"{place}/delete",
    ):
        assert hr.get(each).status_code == 404, each
    assert hr.post(f"{place}/held", headers=FORM).status_code == 404
    assert hr.post(f"{place}/delete", data={"revision": "1"}).status_code == 404
    for revision in ("0", "1", "7"):
        sent = shown | {"keep": "Vårt", "revision": revision}
        answer = hr.post("/collect/measures", data=sent, headers=FORM)
        assert (answer.status_code, "Fredagskaffe" in answer.text) == (404, False)
    assert hr.post("/collect/measures/passed-on", data=said, headers=FORM).status_code == 404
    assert [each.keep for each in kept(desk)] == ["Fredagskaffe"]


def test_what_is_shared_it_reads(browser: Browser) -> None:
    place = f"/collect/measures/{fields(written(browser('north'), shared='yes'))['id']}"
    hr = browser("north", "hr")
    assert "Øve" in hr.get("/collect/measures").text
    assert "Øve" in hr.get(place).text


def test_what_hr_writes_down_itself_is_not_lost_to_it(browser: Browser) -> None:
    hr = browser("town", "hr")
    page = written(hr)
    assert "Saved." in page.text
    assert "HR may read the wording" not in page.text
    assert send(hr, page, keep="Mandagskaffe").status_code == 303
    assert "Mandagskaffe" in hr.get("/collect/measures").text
