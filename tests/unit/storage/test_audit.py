"""The record of administrative acts."""

import pytest
from sqlalchemy.exc import DBAPIError

from kit.ballots import CloseRound
from kit.storage import audit_entries, open_store, verify_audit
from kit.storage.tables import audit
from tests.unit.ballots.conftest import Organisation


def test_administrative_acts_are_recorded_and_nothing_of_respondents(town: Organisation) -> None:
    round_id = town.open("a", code="slips")
    slips = town.slips(round_id, "a", 7)
    [(mine, _)] = town.answer(slips[0], b"\4\4\4")
    town.withdraw(mine)
    town.answer(slips[1], b"\4\4\4")
    town.ask(CloseRound(round_id))
    entries = audit_entries(town.store)
    assert [each.act for each in entries] == [
        "save-units",
        "open-round",
        "draw-slips",
        "confirm-slips",
        "close-round",
    ]
    drawn = {"round": round_id, "unit": "a", "slips": "7", "people": "12"}
    told = [dict(each.details) for each in entries[2:]]
    assert told == [drawn, drawn, {"round": round_id}]


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_the_record(town: Organisation, act: str) -> None:
    change = audit.update().values(actor="nobody") if act == "update" else audit.delete()
    with pytest.raises(DBAPIError, match="only ever added to"), town.store.writing() as connection:
        connection.execute(change)
    assert len(audit_entries(town.store)) == 1


@pytest.mark.parametrize("change", ["actor", "removed", "added"])
def test_who_gets_past_the_database_is_found_out(sqlite: Organisation, change: str) -> None:
    rounds = [sqlite.open(root) for root in ("a", "b")]
    sqlite.ask(CloseRound(rounds[0]))
    assert verify_audit(sqlite.store).intact
    with sqlite.store.writing() as connection:
        for trigger in ("audit_refuses_update", "audit_refuses_delete"):
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        if change == "actor":
            connection.exec_driver_sql("UPDATE audit SET actor = 'nobody' WHERE number = 2")
        elif change == "removed":
            connection.exec_driver_sql("DELETE FROM audit WHERE number = 2")
        else:
            connection.exec_driver_sql(
                "INSERT INTO audit SELECT 5, at, actor, act, details, key, "
                "(SELECT hash FROM audit WHERE number = 4), x'00' FROM audit WHERE number = 1"
            )
    found = verify_audit(sqlite.store)
    assert not found.intact
    assert found.broken_at == (5 if change == "added" else 2)


def test_the_last_hash_shows_that_the_end_was_cut_off(sqlite: Organisation) -> None:
    sqlite.open("a")
    noted = verify_audit(sqlite.store).head
    with sqlite.store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_refuses_delete")
        connection.exec_driver_sql("DELETE FROM audit WHERE number = 2")
    found = verify_audit(sqlite.store)
    assert found.intact
    assert found.head != noted


def test_acts_of_an_earlier_code_key_are_said_to_be_unproven(sqlite: Organisation) -> None:
    sqlite.settings.code_key.write_text("ab" * 32)
    store = open_store(sqlite.settings)
    found = verify_audit(store)
    store.close()
    assert (found.intact, found.unproven) == (True, 1)
