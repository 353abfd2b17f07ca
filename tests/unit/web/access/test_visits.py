"""Visits: how long somebody is in."""

from datetime import timedelta
from typing import cast

import pytest

from kit.ballots import UnitSpec
from kit.storage import open_store
from kit.web.access import Role, enter, issue_links, leave, links, list_links, visitor
from tests.unit.ballots.conftest import TODAY, Organisation

TOP = UnitSpec("town", "The town", None)
LATER = TODAY + timedelta(days=30)


def test_a_visit_lasts_twelve_hours(town: Organisation) -> None:
    time = 1_000_000.0
    store = open_store(town.settings, today=lambda: town.today, now=lambda: time)
    [made] = issue_links(store, TOP, "hr", LATER, "hr")
    secret = enter(store, made.secret)
    assert secret is not None
    time += 12 * 3600
    assert visitor(store, secret) is not None
    time += 1
    assert visitor(store, secret) is None
    store.close()


def test_the_visit_of_who_leaves_opens_nothing_any_more(town: Organisation) -> None:
    [made] = issue_links(town.store, TOP, "hr", LATER, "hr")
    secret = enter(town.store, made.secret)
    assert secret is not None
    leave(town.store, secret)
    assert visitor(town.store, secret) is None


def test_a_role_that_nobody_knows_lets_nobody_in(
    town: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    [made] = issue_links(town.store, TOP, cast("Role", "guest"), LATER, "hr")
    assert enter(town.store, made.secret) is None
    assert list_links(town.store) == []
    # A visit that began where the role was known.
    with monkeypatch.context() as known:
        known.setitem(links._ROLES, "guest", "hr")
        secret = enter(town.store, made.secret)
        assert secret is not None
        assert visitor(town.store, secret) is not None
    assert visitor(town.store, secret) is None
