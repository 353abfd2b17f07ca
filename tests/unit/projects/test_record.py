"""A book remembers what its pack gave, so that a later version can be brought in."""

import json
from pathlib import Path

from kit.plugins import Pack
from kit.projects.platforms import find_origin
from kit.projects.record import RECORD, digest_of, record_files


def test_the_record_names_the_pack_its_version_and_what_each_file_was() -> None:
    origin = find_origin("sarpsborg")
    record = json.loads(record_files(origin)[RECORD])
    assert (record["schema"], record["pack"], record["package"]) == (1, "sarpsborg", "workshop-kit")
    assert record["version"][0].isdigit()
    assert record["files"] == {path: digest_of(data) for path, data in origin.files.items()}
    assert list(record["files"]) == sorted(record["files"])


def test_a_pack_that_is_not_installed_has_no_version(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "platform.yml").write_bytes(b"schema: 1\n")
    record = json.loads(record_files(find_origin(Pack("trial", tmp_path)))[RECORD])
    assert (record["pack"], record["package"], record["version"]) == ("trial", "", "")


def test_a_platform_file_of_ones_own_leaves_no_record(tmp_path: Path) -> None:
    (tmp_path / "ours.yml").write_bytes(b"schema: 1\n")
    assert record_files(find_origin(tmp_path / "ours.yml")) == {}


def test_other_ends_of_lines_are_no_change_and_another_letter_is() -> None:
    assert digest_of(b"one\r\ntwo\r\n") == digest_of(b"one\ntwo\n")
    assert digest_of(b"one\ntwo\n") != digest_of(b"one\ntwO\n")
