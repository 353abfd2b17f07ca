"""The archive gets what was released and what it means, and nothing else."""

import json
import re
from hashlib import sha256

from kit.archives import archive_of_record, archive_of_results
from kit.ballots import WithdrawRound, decide_on_results
from tests.unit.archives.conftest import files
from tests.unit.ballots.conftest import TODAY, Organisation, exercise


def test_it_reads_by_itself_and_every_file_is_in_its_metadata(
    sqlite: Organisation, closed: str
) -> None:
    decide_on_results(sqlite.store, "Sak 26/1", TODAY, 24, "hr")
    archive = archive_of_results(sqlite.store, "en")
    assert archive.name == f"results-{TODAY}.zip"
    found = files(archive)
    told = json.loads(found["metadata.json"])
    assert {each["name"] for each in told["files"]} == found.keys() - {
        "README.txt",
        "metadata.json",
    }
    for each in told["files"]:
        assert each["sha256"] == sha256(found[each["name"]]).hexdigest()
        assert each["meaning"]
    assert (told["first_day"], told["last_day"]) == (str(TODAY), str(TODAY))
    assert {"id": "a", "name": "Team A"} in told["units"]
    assert "Sak 26/1" in told["basis"][0]
    assert "24 months" in told["basis"][0]
    read_me = found["README.txt"].decode("utf-8-sig")
    for name in found.keys() - {"README.txt", "metadata.json"}:
        assert name in read_me
    surveys = found["surveys.csv"].decode("utf-8-sig")
    assert "'=Why we ask" in surveys
    assert told["creator"] == "The town"
    for each in told["files"]:
        if each["name"].endswith(".csv"):
            head = found[each["name"]].decode("utf-8-sig").splitlines()[0]
            assert re.split("[;,]", head) == [column["name"] for column in each["columns"]]
            assert all(column["meaning"] for column in each["columns"])


def test_what_was_not_released_is_not_in_it(sqlite: Organisation, closed: str) -> None:
    withdrawn = sqlite.open("d", exercise("learn/ended"))
    assert sqlite.ask(WithdrawRound(withdrawn)).done
    open_ = sqlite.open("d", exercise("learn/open"))
    found = files(archive_of_results(sqlite.store, "en"))
    report = json.loads(found[f"results/{closed}.json"])
    shown = {each["id"]: each["included"] for each in report["below"]}
    # Two in B would be told from eight in both.
    assert shown["b"] is None
    assert not any(open_.encode() in data for data in found.values())
    assert withdrawn in found["surveys.csv"].decode()
    assert not any(name.startswith(f"results/{withdrawn}") for name in found)


def test_the_same_day_gives_the_same_bytes_and_codes_are_in_none(
    sqlite: Organisation, closed: str
) -> None:
    first, again = (archive_of_results(sqlite.store, "nb") for _ in range(2))
    assert first == again
    code = sqlite.code(sqlite.open("d", exercise("learn/open")), "d")
    everything = b"".join(files(archive_of_results(sqlite.store, "nb")).values())
    everything += b"".join(files(archive_of_record([sqlite.store], "nb")).values())
    assert code.encode() not in everything


def test_a_place_without_surveys_has_an_archive_that_says_so(sqlite: Organisation) -> None:
    found = files(archive_of_results(sqlite.store, "sv"))
    assert json.loads(found["metadata.json"])["first_day"] is None
    assert len(found["surveys.csv"].decode("utf-8-sig").splitlines()) == 1
