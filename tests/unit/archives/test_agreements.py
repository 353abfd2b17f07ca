"""What teams agreed on goes to the archive whole, and opens again."""

import json

from kit.archives import archive_of_agreements
from kit.measures import pass_on, read_file
from tests.unit.archives.conftest import files
from tests.unit.measures.conftest import Clock, Keeps, clock, keeps

__all__ = ["clock", "keeps"]


def test_everything_is_in_it_and_opens_again(clock: Clock, keeps: Keeps) -> None:
    kept = [keeps("team-a"), keeps("team-b")]
    pass_on(clock.store, "team-a", "Team A", "Learn", "=Ask early", "leader")
    found = files(archive_of_agreements(clock.store, "en"))
    for each in kept:
        assert read_file(found[f"agreements/{each.agreement.id}.json"]) == each.agreement
    table = found["agreed-measures.csv"].decode("utf-8-sig").splitlines()
    assert len(table) == 1 + sum(max(1, len(each.agreement.measures)) for each in kept)
    assert "'=Ask early" in found["passed-on.csv"].decode("utf-8-sig")
    told = json.loads(found["metadata.json"])
    assert [each["id"] for each in told["units"]] == ["team-a", "team-b"]
    assert told["basis"] == []
    assert archive_of_agreements(clock.store, "en") == archive_of_agreements(clock.store, "en")
