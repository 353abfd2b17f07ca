"""Secret links and visits."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kit.ballots import UnitSpec, load_units
from kit.storage import StoreError
from kit.web.access import enter, issue_links, list_links, revoke_link, visitor
from kit.web.access.tables import link, visit
from tests.unit.ballots.conftest import TODAY, Organisation

LATER = TODAY + timedelta(days=30)


def _top(town: Organisation) -> UnitSpec:
    tree = load_units(town.store)
    assert tree is not None
    return tree.root


def test_each_leader_gets_a_link_and_hr_one(town: Organisation) -> None:
    made = issue_links(town.store, _top(town), "leader", LATER, "hr")
    assert [each.unit for each in made] == ["town", "school", "a", "b", "health", "c", "d"]
    assert len(issue_links(town.store, _top(town), "hr", LATER, "hr")) == 1
    assert len(issue_links(town.store, _top(town), "leader", LATER, "hr", below=False)) == 1
    assert len(list_links(town.store)) == 9


def test_a_link_lets_in_and_says_who(town: Organisation) -> None:
    made = issue_links(town.store, _top(town), "leader", LATER, "hr")
    secret = enter(town.store, made[2].secret)
    assert secret is not None
    found = visitor(town.store, secret)
    assert found is not None
    assert (found.role, found.unit, found.link_id) == ("leader", "a", made[2].id)
    assert enter(town.store, "wrong") is None
    assert visitor(town.store, made[2].secret) is None


def test_a_revoked_link_ends_its_visits_and_no_others(town: Organisation) -> None:
    first, second, *_ = issue_links(town.store, _top(town), "leader", LATER, "hr")
    visits = [enter(town.store, each.secret) for each in (first, second)]
    assert revoke_link(town.store, first.id, "hr")
    assert not revoke_link(town.store, first.id, "hr")
    assert enter(town.store, first.secret) is None
    assert [visitor(town.store, each or "") is not None for each in visits] == [False, True]


def test_a_link_ends_after_its_last_day(town: Organisation) -> None:
    [made] = issue_links(town.store, _top(town), "hr", TODAY, "hr")
    secret = enter(town.store, made.secret)
    assert secret is not None
    town.wait(1)
    assert enter(town.store, made.secret) is None
    assert visitor(town.store, secret) is None
    with pytest.raises(StoreError, match="expire"):
        issue_links(town.store, _top(town), "hr", TODAY, "hr")


def test_only_hashes_of_secrets_are_kept(town: Organisation) -> None:
    [made] = issue_links(town.store, _top(town), "hr", LATER, "hr")
    secret = enter(town.store, made.secret)
    assert secret is not None
    with town.store.reading() as connection:
        kept = repr([*connection.execute(select(link)), *connection.execute(select(visit))])
    assert made.secret not in kept
    assert secret not in kept
