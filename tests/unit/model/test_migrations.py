"""Files of older versions are brought up to today's before their schema is applied."""

from typing import Any

import pytest

from kit.model import SCHEMA_VERSION, migrated
from kit.model.migrations import STEPS, FileKind, Step


def rename_title(data: dict[str, Any]) -> dict[str, Any]:
    return {("name" if key == "title" else key): value for key, value in data.items()}


def wrap_name(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "name": {"text": data["name"]}}


TABLE: dict[FileKind, dict[int, Step]] = {"platform": {1: rename_title, 3: wrap_name}}


def test_steps_are_applied_in_order_and_a_version_without_one_changes_nothing() -> None:
    found = migrated({"schema": 1, "title": "A"}, "platform", TABLE, 4)
    assert found.data == {"schema": 4, "name": {"text": "A"}}
    assert found.code is None


def test_only_the_steps_after_the_files_version_are_applied() -> None:
    found = migrated({"schema": 3, "name": "A"}, "platform", TABLE, 4)
    assert found.data == {"schema": 4, "name": {"text": "A"}}


def test_the_authors_data_is_left_as_it_was() -> None:
    data = {"schema": 1, "title": "A"}
    migrated(data, "platform", TABLE, 4)
    assert data == {"schema": 1, "title": "A"}


def test_a_file_of_today_is_not_touched() -> None:
    data = {"schema": SCHEMA_VERSION, "title": "A"}
    assert migrated(data, "platform").data == data


def test_a_file_without_a_version_is_read_as_one_of_today() -> None:
    found = migrated({"title": "A"}, "platform")
    assert (found.code, found.readable) == ("missing-schema", True)
    assert found.data == {"schema": SCHEMA_VERSION, "title": "A"}


def test_a_file_of_a_newer_kit_is_refused_and_not_half_read() -> None:
    found = migrated({"schema": SCHEMA_VERSION + 1}, "platform")
    assert (found.code, found.readable) == ("schema-too-new", False)


@pytest.mark.parametrize("version", ["1", 0, -1, True, 1.0, None, [1]])
def test_what_is_no_version_is_said(version: object) -> None:
    assert migrated({"schema": version}, "platform").code == "wrong-value"


def test_every_step_of_ours_leads_from_a_version_that_there_was() -> None:
    for steps in STEPS.values():
        assert all(1 <= older < SCHEMA_VERSION for older in steps)
