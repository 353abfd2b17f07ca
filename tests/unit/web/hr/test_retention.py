"""HR of all units enters archival decisions; nobody else sees or enters one."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient

from kit.ballots import WithdrawRound, decide_on_results, result_decisions
from kit.ballots.tables import round_
from kit.catalogues import day
from kit.measures import decisions
from kit.storage import Store, open_store
from kit.storage.decisions import RESTORED
from kit.storage.owners import MEASURES
from kit.web.hr import retention
from tests.unit.web.conftest import Desk

Browser = Callable[..., TestClient]
FORM = {"content-type": "application/x-www-form-urlencoded"}
PLACE = "/collect/retention"
GIVEN = {"reference": "Sak 26/1", "decided": "2026-10-01", "months": "24"}


@pytest.fixture
def measures(desk: Desk) -> Iterator[Store]:
    store = open_store(desk.store.settings.beside(MEASURES.beside), MEASURES)
    yield store
    store.close()


def test_a_decision_holds_for_what_it_is_about_and_stays_on_record(
    desk: Desk, measures: Store, browser: Browser
) -> None:
    hr = browser("town", "hr")
    for kind, months in (("results", "24"), ("measures", "")):
        given = GIVEN | {"kind": kind, "months": months, "sure": "yes"}
        sent = hr.post(PLACE, data=given, headers=FORM)
        assert sent.status_code == 303
        assert sent.headers["location"].endswith(f"#{kind}")
    assert [each.months for each in result_decisions(desk.store)] == [24]
    assert [each.months for each in decisions(measures)] == [None]
    page = hr.get(PLACE).text
    assert page.count("Sak 26/1") == 2
    assert "24 months" in page
    assert f"from {day(desk.store.today() + timedelta(days=14), 'en')}" in page


def test_what_is_old_enough_today_is_said_before_anything_is_entered(
    desk: Desk, measures: Store, browser: Browser
) -> None:
    hr = browser("town", "hr")
    desk.act(WithdrawRound(desk.open()))
    with desk.store.writing() as connection:
        connection.execute(round_.update().values(ended_on=date(2020, 1, 1)))
    told = (("results", "1 survey is"), ("measures", "0 agreements are"))
    for entered, (kind, said) in enumerate(told):
        asked = hr.post(PLACE, data=GIVEN | {"kind": kind}, headers=FORM)
        assert asked.status_code == 200
        assert said in asked.text
        assert day(desk.store.today() + timedelta(days=14), "en") in asked.text
        fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', asked.text))
        assert fields == GIVEN | {"kind": kind, "sure": "yes"}
        assert len(decisions(measures)) + len(result_decisions(desk.store)) == entered
        assert hr.post(PLACE, data=fields, headers=FORM).status_code == 303
    assert [each.months for each in result_decisions(desk.store)] == [24]


def test_what_a_restore_has_entered_is_said_in_words(desk: Desk, browser: Browser) -> None:
    decide_on_results(desk.store, RESTORED, desk.store.today(), None, "restore")
    assert "Restored from a backup" in browser("town", "hr").get(PLACE).text


def test_all_faults_are_told_at_once_and_nothing_is_entered(desk: Desk, browser: Browser) -> None:
    hr = browser("town", "hr")
    written = {"reference": "", "decided": "snart", "months": "x", "kind": "ballots"}
    wrong = hr.post(PLACE, data=written, headers=FORM)
    assert wrong.status_code == 422
    fields = re.findall(r'id="(\w+)-error"', wrong.text)
    assert sorted(fields) == ["decided", "kind", "months", "reference"]
    assert 'value="x"' in wrong.text
    assert result_decisions(desk.store) == ()


def test_whoever_only_looks_makes_no_database(desk: Desk, browser: Browser) -> None:
    file = desk.store.settings.beside(MEASURES.beside).database_file
    assert browser("town", "hr").get(PLACE).status_code == 200
    assert file is not None
    assert not file.exists()


def test_nobody_else_gets_there(desk: Desk, browser: Browser) -> None:
    # HR of a part is not responsible for the archive of the whole.
    for who in (browser("north"), browser("care"), browser("care", "hr"), desk.client):
        assert who.get(PLACE, headers=FORM).status_code in {401, 404}
        sent = who.post(PLACE, data=GIVEN | {"kind": "results"}, headers=FORM)
        assert sent.status_code in {401, 403, 404}
    assert result_decisions(desk.store) == ()


def test_hr_of_all_units_takes_the_results_to_the_archive(desk: Desk, browser: Browser) -> None:
    file = f"{PLACE}/results.zip"
    sent = browser("town", "hr").get(file)
    assert sent.status_code == 200
    assert sent.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(sent.content)) as archive:
        names = {name.rpartition("/")[2] for name in archive.namelist()}
        assert {"README.txt", "metadata.json", "surveys.csv"} <= names
    for who in (browser("north"), browser("care", "hr"), desk.client):
        assert who.get(file).status_code in {401, 404}


def test_results_are_put_together_for_one_at_a_time(desk: Desk, browser: Browser) -> None:
    hr = browser("town", "hr")
    with retention._ONE_AT_A_TIME:
        busy = hr.get(f"{PLACE}/results.zip")
    assert busy.status_code == 503
    assert int(busy.headers["retry-after"]) > 0
    assert "only one is made at a time" in busy.text
    assert hr.get(f"{PLACE}/results.zip").status_code == 200


def test_of_very_many_surveys_the_page_says_who_has_the_file(
    desk: Desk, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    hr = browser("town", "hr")
    desk.act(WithdrawRound(desk.open()))
    assert "results.zip" in hr.get(PLACE).text
    monkeypatch.setattr(retention, "_MOST_ROUNDS", 0)
    page = hr.get(PLACE).text
    assert "results.zip" not in page
    assert "kit archive" in page
    assert hr.get(f"{PLACE}/results.zip").status_code == 303
