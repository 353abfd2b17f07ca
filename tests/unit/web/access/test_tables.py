"""The tables of access: how they came to be its own, and what their proofs are made of."""

import hmac
import json
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import inspect, select, text

from kit.ballots import UnitSpec
from kit.web.access import (
    Wall,
    enter,
    issue_links,
    list_links,
    make_wall,
    revoke_link,
    visitor,
    waiting_code,
)
from kit.web.access.runs import begin_run, run_of
from kit.web.access.tables import link, visit
from tests.older_database import bring_back
from tests.unit.ballots.conftest import TODAY, Organisation

TOP = UnitSpec("town", "The town", None)
LATER = TODAY + timedelta(days=30)
FROM_BALLOTS = text("DELETE FROM alembic_version WHERE version_num = 'access'")
"""Then the tables were those of ballots."""


def test_links_and_visits_of_an_older_database_stay_what_they_were(town: Organisation) -> None:
    first, second = (issue_links(town.store, TOP, "hr", LATER, "hr")[0] for _ in range(2))
    inside = enter(town.store, first.secret)
    revoke_link(town.store, second.id, "hr")
    with town.store.writing() as connection:
        bring_back(connection, "access", "access")
        connection.execute(FROM_BALLOTS)
    before = list_links(town.store)
    again = town.another()
    assert list_links(again) == before
    assert visitor(again, inside or "") is not None
    assert enter(again, first.secret) is not None
    assert enter(again, second.secret) is None


def test_a_new_database_gets_the_tables_from_access_and_not_from_ballots(
    town: Organisation,
) -> None:
    with town.store.writing() as connection:
        bring_back(connection, "access", "access")
        connection.execute(FROM_BALLOTS)
        for table in ("visit", "link"):
            connection.execute(text(f"DROP TABLE {table}"))
    again = town.another()
    with again.reading() as connection:
        assert {"link", "visit", "wall"} <= {*inspect(connection).get_table_names()}
    assert list_links(again) == []


def test_a_database_of_the_version_before_gets_tables_for_walls_and_runs(
    town: Organisation,
) -> None:
    [made] = issue_links(town.store, TOP, "hr", LATER, "hr")
    inside = enter(town.store, made.secret)
    with town.store.writing() as connection:
        bring_back(connection, "access", "access")
    again = town.another()
    assert visitor(again, inside or "") is not None
    make_wall(again, Wall("r" * 22, "a"), made.id, "test")
    assert waiting_code(again, Wall("r" * 22, "a"), made.id)
    begin_run(again, Wall("r" * 22, "a"), "learn", made.id, "test")
    assert run_of(again, Wall("r" * 22, "a"))


def test_proofs_are_byte_for_byte_what_every_version_made(town: Organisation) -> None:
    [made] = issue_links(town.store, TOP, "hr", LATER, "hr")
    inside = enter(town.store, made.secret)
    assert inside is not None
    of_link, of_visit = (sha256(each.encode()).hexdigest() for each in (made.secret, inside))
    with town.store.reading() as connection:
        given = connection.execute(select(link)).one()
        seen = connection.execute(select(visit)).one()
    facts = ["link", made.id, of_link, "town", "hr", LATER.isoformat()]
    assert given.proof == _proof(town, facts)
    row = {"secret": of_visit, "link": made.id, "ends_at": seen.ends_at}
    assert seen.proof == _proof(town, ["visit", row])


def _proof(town: Organisation, facts: list[object]) -> bytes:
    return hmac.digest(town.store.code_key, b"row|" + json.dumps(facts).encode(), "sha256")
