"""A file of a conversation is read whole, or refused with a reason: whatever somebody opens."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.e2e.building import REPOSITORY

MODULE = REPOSITORY / "kit" / "frontend" / "modules" / "conversation-file.js"
ASK = """
import { readFileSync } from "node:fs";
import { readSaved, writeSaved } from "./conversation-file.js";
const asked = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(asked.map((hex) => {
  const found = readSaved(Buffer.from(hex, "hex"));
  return found.refused ?? { saved: found.saved,
    again: readSaved(Buffer.from(writeSaved(found.saved))).saved };
})));
"""
SAVED: dict[str, Any] = {
    "schema": 1,
    "kind": "conversation",
    "exercise": "lead/appraisal",
    "title": "Medarbeidersamtale",
    "part": "before",
    "side": "employee",
    "answers": [{"id": "glad", "label": "Hva er du glad for?", "text": "Vaktlista 😀"}],
}
ANSWER = SAVED["answers"][0]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
IDS = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)
ANSWERS = st.lists(
    st.fixed_dictionaries({"id": IDS, "label": TEXTS, "text": TEXTS}),
    max_size=6,
    unique_by=lambda each: str(each["id"]),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXTS, inside, max_size=3),
    max_leaves=8,
)
REASONS = {"too-large", "not-ours", "newer", "damaged"}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("conversation")
    (folder / "package.json").write_text('{"type": "module"}')
    shutil.copy(MODULE, folder)
    (folder / "ask.js").write_text(ASK, encoding="utf-8")

    def said(*files: bytes) -> list[Any]:
        asked = json.dumps([file.hex() for file in files])
        command = ["node", str(folder / "ask.js")]
        done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
        found: list[Any] = json.loads(done.stdout)
        return found

    return said


def file(**changes: Any) -> bytes:
    return json.dumps({**SAVED, **changes}).encode()


def test_what_was_saved_comes_back(read: Any) -> None:
    (found,) = read(file())

    assert found["saved"] == found["again"]
    assert found["saved"]["answers"] == SAVED["answers"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not-ours"),
        (b"\xff\xfe", "not-ours"),
        (b"null", "not-ours"),
        (b"[]", "not-ours"),
        (b" " * (256 * 1024 + 1), "too-large"),
        (file(kind="agreement"), "not-ours"),
        (file(schema=2), "newer"),
        (file(schema="1"), "damaged"),
        (file(more=1), "damaged"),
        (file(part="document"), "damaged"),
        (file(side=""), "damaged"),
        (file(part="together", side=""), "damaged"),
        (file(title=None), "damaged"),
        (file(answers=None), "damaged"),
        (file(answers=[None]), "damaged"),
        (file(answers=[ANSWER, ANSWER]), "damaged"),
        (file(answers=[{**ANSWER, "id": "<b>"}]), "damaged"),
        (file(answers=[{**ANSWER, "text": "\ud800"}]), "damaged"),
        (file(answers=[{"id": "glad", "text": ""}]), "damaged"),
    ],
)
def test_what_is_none_newer_edited_or_huge_is_refused(read: Any, data: bytes, reason: str) -> None:
    assert read(data) == [reason]


@settings(max_examples=4, deadline=None)
@given(st.lists(ANSWERS, min_size=20, max_size=20))
def test_whatever_somebody_wrote_comes_back_as_it_was(read: Any, written: list[Any]) -> None:
    found = read(*(file(answers=answers) for answers in written))

    assert [each["again"]["answers"] for each in found] == written


@settings(max_examples=4, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(SAVED)), JSON), min_size=20, max_size=20))
def test_whatever_stands_in_a_file_is_read_whole_or_refused(read: Any, wild: list[Any]) -> None:
    for found in read(*(file(**{key: value}) for key, value in wild)):
        assert found in REASONS if isinstance(found, str) else found["saved"] == found["again"]
