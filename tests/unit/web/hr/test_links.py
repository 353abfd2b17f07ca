"""HR sees which links leaders have, ends them, and makes new letters."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from kit.ballots import UnitSpec, UnitTree, save_units
from kit.catalogues import LANGUAGES
from kit.storage import audit_entries
from kit.web.access import list_links, renew_link
from tests.unit.web.conftest import TREE, Desk

Browser = Callable[..., TestClient]
LIST = "/collect/links"
ONLY = {"again": ""}


def _ends(page: str) -> list[str]:
    return re.findall(r'href="(/collect/links/[^"]+/end)"', page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_links_in_use_are_listed_by_unit_and_never_a_secret(
    desk: Desk, browser: Browser, language: str
) -> None:
    secret, _ = desk.secret("south"), desk.secret("town", "hr")
    leader, hr = browser("north"), browser("town", "hr")
    assert LIST in hr.get("/collect/units").text
    page = hr.get(f"{LIST}?lang={language}")
    assert re.findall(r'<th scope="row">(\w+)<', page.text) == ["North", "South"]
    assert secret not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert ("End the link" in page.text) == (language == "en")
    assert leader.get(LIST).status_code == 404


def test_a_link_that_is_ended_signs_its_leader_out(desk: Desk, browser: Browser) -> None:
    leader, hr = browser("north"), browser("town", "hr")
    [end] = _ends(hr.get(LIST).text)
    assert "Surveys that are open stay open" in hr.get(end).text
    assert leader.get("/collect/rounds").status_code == 200, "looking at the question ends nothing"
    answer = hr.post(end, data=ONLY)
    assert (answer.status_code, answer.headers["location"]) == (303, LIST)
    assert leader.get("/collect/rounds").status_code == 401
    assert "Nobody has a link that can be used." in hr.get(LIST).text
    last = audit_entries(desk.store)[-1]
    assert (last.act, last.actor.split()[:2]) == ("revoke-link", ["hr", "town"])
    assert hr.post(end, data=ONLY).status_code == 404


def test_a_new_letter_replaces_a_link_until_the_same_day(desk: Desk, browser: Browser) -> None:
    leader, hr = browser("care"), browser("town", "hr")
    before = {link.id for link in list_links(desk.store)}
    end = next(each for each in _ends(hr.get(LIST).text))
    [old] = [link for link in list_links(desk.store) if link.id in end]
    letter = hr.post(end, data={"again": "yes"})
    assert letter.text.count("<section>") == 1, "nobody below gets another"
    [made] = [link for link in list_links(desk.store) if link.id not in before]
    assert (made.unit, made.role, made.expires_on) == ("care", "leader", old.expires_on)
    assert leader.get("/collect/rounds").status_code == 401
    (typed,) = re.findall(r'<p class="code" translate="no">([^<]+)</p>', letter.text)
    given = {"secret": typed}
    entered = desk.client.post(
        "/collect/enter", data=given, headers={"origin": "http://testserver"}
    )
    assert entered.status_code == 303
    assert [each.act for each in audit_entries(desk.store)][-2:] == ["revoke-link", "issue-link"]


def test_a_link_is_not_ended_where_no_other_can_be_made(
    desk: Desk, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader, hr = browser("north"), browser("town", "hr")
    [end] = _ends(hr.get(LIST).text)
    before = len(audit_entries(desk.store))

    def fail(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr("kit.web.access.links._insert", fail)
        assert hr.post(end, data={"again": "yes"}).status_code == 500
    assert leader.get("/collect/rounds").status_code == 200
    assert len(audit_entries(desk.store)) == before
    # A form that was sent twice makes one.
    found = next(link for link in list_links(desk.store) if link.role == "leader")
    unit = next(each for each in TREE.root.children if each.id == "north")
    made = [renew_link(desk.store, found, unit, "test") for _ in range(2)]
    assert [each is None for each in made] == [False, True]


def test_hr_of_a_part_ends_only_links_of_that_part(desk: Desk, browser: Browser) -> None:
    browser("north")
    browser("day")
    whole, part = browser("town", "hr"), browser("care", "hr")
    assert len(_ends(whole.get(LIST).text)) == 2
    [mine] = _ends(part.get(LIST).text)
    [other] = set(_ends(whole.get(LIST).text)) - {mine}
    assert (part.get(other).status_code, part.post(other, data=ONLY).status_code) == (404, 404)
    assert browser("north").post(mine, data=ONLY).status_code == 404
    assert not any(link.revoked for link in list_links(desk.store))
    hr = next(link.id for link in list_links(desk.store) if link.role == "hr")
    assert whole.post(f"{LIST}/{hr}/end", data=ONLY).status_code == 404, (
        "the administrator ends HR's"
    )


def test_the_link_of_a_unit_that_is_gone_can_still_be_ended(desk: Desk, browser: Browser) -> None:
    browser("north")
    hr = browser("town", "hr")
    left = UnitTree(UnitSpec("town", "Town", 0, TREE.root.children[1:]))
    save_units(desk.store, left, "test")
    [end] = _ends(hr.get(LIST).text)
    assert 'name="again"' not in hr.get(end).text
    assert hr.post(end, data={"again": "yes"}).status_code == 303
    assert _ends(hr.get(LIST).text) == []


def test_what_has_expired_is_not_listed(
    desk: Desk, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.secret("north")
    later = desk.store.today() + timedelta(days=9)
    hr = browser("town", "hr")
    monkeypatch.setattr(type(desk.store), "today", lambda _: later)
    assert len(_ends(hr.get(LIST).text)) == 1
    made = [link for link in list_links(desk.store) if link.role == "leader"]
    assert [link.expires_on for link in made] == [later]
