"""Where the collector's tables are found."""

from pathlib import Path

from kit.storage import open_store, verify_audit
from tests.postgres import Postgres
from tests.unit.ballots.conftest import settings_in


def test_tables_that_another_application_has_beside_ours_are_not_taken_for_ours(
    postgres: Postgres, tmp_path: Path
) -> None:
    address = postgres.database()
    postgres.run("CREATE SCHEMA beside")
    postgres.run("CREATE TABLE beside.audit (number integer)")
    postgres.run("CREATE TABLE beside.alembic_version (version_num text)")
    postgres.run("INSERT INTO beside.alembic_version VALUES ('theirs')")
    for _ in ("made", "opened again"):
        store = open_store(settings_in(tmp_path, f"{address}%2Cbeside"))
        assert verify_audit(store).intact
        store.close()
    theirs = postgres.run("SELECT version_num FROM beside.alembic_version")
    assert theirs == [("theirs",)]
