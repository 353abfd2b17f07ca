"""The record of acts goes to the archive with whether it is whole."""

import json

from sqlalchemy import text

from kit.archives import archive_of_record
from tests.unit.archives.conftest import files
from tests.unit.ballots.conftest import Organisation


def test_the_record_says_whether_it_is_whole(sqlite: Organisation, closed: str) -> None:
    found = files(archive_of_record([sqlite.store], "en"))
    assert "open-round" in found["acts-of-collector.csv"].decode()
    assert "unchanged" in json.loads(found["metadata.json"])["checks"][0]


def test_a_record_that_was_changed_is_said_to_be(sqlite: Organisation, closed: str) -> None:
    with sqlite.store.writing() as connection:
        connection.execute(text("DROP TRIGGER audit_refuses_update"))
        connection.execute(text("UPDATE audit SET actor = 'nobody' WHERE number = 2"))
    found = files(archive_of_record([sqlite.store], "en"))
    assert "changed at act 2" in json.loads(found["metadata.json"])["checks"][0]
