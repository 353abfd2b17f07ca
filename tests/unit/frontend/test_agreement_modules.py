"""What a page says of an agreement without a service is what the service says of it.

Both read, refuse, ask and remind by one table: ``tests/data/measures-vectors.json``.
"""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kit.measures import (
    LENGTHS,
    MOST_MEASURES,
    Agreement,
    Kept,
    Unreadable,
    UnreadableFileError,
    due,
    faults,
    looks_like_a_name,
    questions,
    read_file,
    write_file,
)
from kit.measures.faults import Found
from kit.measures.roles import roles_only
from kit.web.measures.agreement_files import Told, measures_table
from kit.web.measures.files import csv_bytes
from tests.e2e.building import REPOSITORY

VECTORS = json.loads((REPOSITORY / "tests/data/measures-vectors.json").read_text("utf-8"))
MODULES = REPOSITORY / "kit" / "frontend" / "modules"
NO_ID = "A" * 22
STRINGS = {
    **{f"column-{key}": text for key, text in {
        "text": "Measure", "responsible": "Responsible", "date": "Date", "status": "Status",
        "reason": "Why it was dropped", "to": "Sent up to", "answer-by": "Answer by",
        "answer": "Answer", "helped": "Did it help?", "environment": "Working environment",
        "risk": "Risk", "took-part": "Who took part",
    }.items()},
    "status-agreed": "Agreed", "status-under-way": "Under way", "status-done": "Done",
    "status-dropped": "Dropped", "status-sent-up": "Sent up",
    "helped-yes": "Yes", "helped-partly": "Partly", "helped-no": "No", "yes": "Yes",
}  # fmt: skip

ASK = """
import { readFileSync } from "node:fs";
import { readFile, whole, writeFile, newId } from "./agreement-file.js";
import { LENGTHS, MOST_MEASURES, faults, looksLikeAName, questions } from "./agreement-faults.js";
import { dueOf } from "./agreement-due.js";
import { rolesOf } from "./agreement-roles.js";
import { measuresTable } from "./agreement-table.js";
const { files, faults: wrong, names, due, tables, strings } = JSON.parse(readFileSync(0, "utf-8"));
const bytes = ({ text = "", times = 1, hex }) =>
  hex ? Buffer.from(hex, "hex") : Buffer.from(text.repeat(times));
process.stdout.write(JSON.stringify({
  files: files.map((each) => {
    const { agreement, unreadable } = readFile(bytes(each));
    return unreadable ?? { again: readFile(Buffer.from(writeFile(agreement))).agreement,
      agreement, file: writeFile(agreement) };
  }),
  faults: wrong.map(whole).map((each) => [...faults(each), ...questions(each)]),
  names: names.map(looksLikeAName),
  due: due.map(([each, today]) => dueOf(whole(each), today)),
  roles: names.map(rolesOf),
  tables: [false, true].flatMap((initials) => tables.map((measures) => measuresTable(
    whole({ agreed: "2026-01-01", language: "en", measures }).measures,
    (key) => strings[key], initials))),
  lengths: LENGTHS,
  most: MOST_MEASURES,
  ids: Array.from({ length: 200 }, newId)
}));
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder: Path = tmp_path_factory.mktemp("agreement")
    (folder / "package.json").write_text('{"type": "module"}')
    for module in MODULES.glob("agreement-*.js"):
        shutil.copy(module, folder)
    (folder / "ask.js").write_text(ASK, encoding="utf-8")
    asked = json.dumps({**VECTORS, "strings": STRINGS}).encode()
    done = subprocess.run(
        ["node", "ask.js"], cwd=folder, input=asked, capture_output=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def data_of(file: dict[str, Any]) -> bytes:
    if "hex" in file:
        return bytes.fromhex(file["hex"])
    return (file["text"] * file.get("times", 1)).encode()


def without_ids(agreement: dict[str, Any]) -> dict[str, Any]:
    """Return the same where a file that has no ids of its own has got some."""
    measures = [{**each, "id": NO_ID} for each in agreement["measures"]]
    return {**agreement, "id": NO_ID, "measures": measures}


@pytest.mark.parametrize("at", range(len(VECTORS["files"])))
def test_a_file_opens_in_both_or_is_refused_for_one_reason(at: int, said: dict[str, Any]) -> None:
    file, found = VECTORS["files"][at], said["files"][at]
    read = read_or_refused(data_of(file))
    if not isinstance(read, Agreement):
        assert (read, found) == (file["is"], file["is"]), file["what"]
        return
    assert file["is"] == "opens", file["what"]
    assert without_ids(found["agreement"]) == without_ids(read.model_dump(mode="json"))
    assert found["again"] == found["agreement"]


def read_or_refused(data: bytes) -> Agreement | Unreadable:
    try:
        return read_file(data)
    except UnreadableFileError as refused:
        return refused.reason


def test_the_service_opens_what_the_page_writes_byte_for_byte(said: dict[str, Any]) -> None:
    written = [each["file"] for each in said["files"] if isinstance(each, dict)]
    assert len(written) == sum(file["is"] == "opens" for file in VECTORS["files"])
    for text in written:
        assert write_file(read_file(text.encode())).decode() == text


def test_both_find_the_same_faults_and_ask_about_the_same_names(said: dict[str, Any]) -> None:
    for told, found in zip(VECTORS["faults"], said["faults"], strict=True):
        agreement = Agreement.model_validate(told)
        expected = [_told(each) for each in (*faults(agreement), *questions(agreement))]
        assert sorted(map(_told, found), key=str) == sorted(expected, key=str), told
    assert said["names"] == [looks_like_a_name(name) for name in VECTORS["names"]]


def _told(found: Found | dict[str, Any]) -> tuple[Any, ...]:
    if isinstance(found, Found):
        return found.field, found.measure, found.fault
    return found["field"], found["measure"], found["fault"]


def test_both_remind_of_the_same(said: dict[str, Any]) -> None:
    for (told, today), found in zip(VECTORS["due"], said["due"], strict=True):
        agreement = Agreement.model_validate(told)
        reminded = next(iter(due([agreement], date.fromisoformat(today))), None)
        assert found["isDue"] == (reminded is not None), (told, today)
        if reminded:
            ids = [[each["id"] for each in found[key]] for key in ("measures", "unanswered")]
            assert (found["months"], found["lookAgain"], *ids) == (
                reminded.months,
                reminded.look_again,
                [each.id for each in reminded.measures],
                [each.id for each in reminded.unanswered],
            )


def test_both_make_the_same_table_and_none_of_it_a_formula(said: dict[str, Any]) -> None:
    asked = [(each, initials) for initials in (False, True) for each in VECTORS["tables"]]
    for (measures, initials), found in zip(asked, said["tables"], strict=True):
        given = {"agreed": "2026-01-01", "language": "en", "measures": measures}
        kept = Kept(Agreement.model_validate(given), "a", "Team A", 1)
        told = Told(kept, "en", date(2026, 1, 1), initials)
        assert found.encode() == csv_bytes(measures_table(told))


def test_both_leave_out_the_same_names_and_initials(said: dict[str, Any]) -> None:
    assert said["roles"] == [roles_only(name) for name in VECTORS["names"]]


def test_fields_are_as_long_as_in_the_service(said: dict[str, Any]) -> None:
    assert said["lengths"].items() <= LENGTHS.items()
    assert said["most"] == MOST_MEASURES


def test_ids_are_those_of_the_service(said: dict[str, Any]) -> None:
    assert len(set(said["ids"])) == 200
    for each in said["ids"]:
        Agreement.model_validate({"id": each, "agreed": "2026-01-01", "language": "en"})
