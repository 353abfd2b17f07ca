"""A file of measures opens again; what is none gets a reason, and no traceback."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.measures import (
    Agreement,
    Measure,
    Status,
    Unreadable,
    UnreadableFileError,
    read_file,
    write_file,
)
from kit.measures.file import MOST_BYTES
from tests.unit.measures.conftest import agreed, asked

OLD = {
    "version": 1,
    "exercise": "learn/looking-back",
    "title": "Se tilbake",
    "language": "nb",
    "saved": "2026-03-12",
    "variant": None,
    "keep": "Fredagskaffe",
    "improve": "",
    "measures": [
        {"text": "Øve", "responsible": "KN", "due": "2026-04-01", "status": "started"},
        {"text": "Slutte", "responsible": "", "due": None, "status": "stopped"},
    ],
    "notes": [],
    "people": 12,
    "votes": [],
}


def reason(data: bytes) -> Unreadable:
    with pytest.raises(UnreadableFileError) as refused:
        read_file(data)
    return refused.value.reason


def changed(**changes: object) -> bytes:
    told = json.loads(write_file(agreed()))
    return json.dumps({**told, **changes}).encode()


def test_what_is_written_is_read_again() -> None:
    written = agreed(measures=(asked(), Measure(text="=HYPERLINK(1)\n<b>", responsible="Å")))
    assert read_file(write_file(written)) == written
    assert read_file(b"\xef\xbb\xbf" + write_file(written)) == written


def test_a_file_that_an_older_notebook_saved_opens() -> None:
    found = read_file(json.dumps(OLD).encode())
    assert (found.agreed, found.keep, found.origin.exercise) == (
        date(2026, 3, 12),
        "Fredagskaffe",
        "Se tilbake",
    )
    assert [(each.text, each.status) for each in found.measures] == [
        ("Øve", Status.UNDER_WAY),
        ("Slutte", Status.DROPPED),
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Unreadable.NOT_OURS),
        (b"PK\x03\x04", Unreadable.NOT_OURS),
        (b"[1, 2]", Unreadable.NOT_OURS),
        (b'{"name": "x"}', Unreadable.NOT_OURS),
        (b"[" * 100_000, Unreadable.NOT_OURS),
        (b" " * (MOST_BYTES + 1), Unreadable.TOO_LARGE),
        (changed(schema=3), Unreadable.NEWER),
        (changed(schema="2"), Unreadable.NOT_OURS),
        (changed(kind="plan"), Unreadable.NOT_OURS),
        (json.dumps({**OLD, "version": 2}).encode(), Unreadable.NEWER),
        (json.dumps({**OLD, "measures": "x"}).encode(), Unreadable.DAMAGED),
        (write_file(agreed())[:200], Unreadable.NOT_OURS),
        (changed(agreed="i går"), Unreadable.DAMAGED),
        (changed(keep=7), Unreadable.DAMAGED),
        (changed(more="x"), Unreadable.DAMAGED),
    ],
)
def test_a_file_that_is_none_has_a_reason(data: bytes, expected: Unreadable) -> None:
    assert reason(data) is expected


def test_a_field_that_was_changed_by_hand_is_named() -> None:
    told = json.loads(write_file(agreed()))
    told["measures"][0]["due"] = "snart"
    with pytest.raises(UnreadableFileError) as refused:
        read_file(json.dumps(told).encode())
    assert (refused.value.reason, refused.value.place) == (Unreadable.DAMAGED, "measures.0.due")


_JSON = st.recursive(
    st.text() | st.integers() | st.none(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from([*OLD, "schema", "kind"]), inner)
    ),
)


@given(st.binary(max_size=400) | _JSON.map(lambda found: json.dumps(found).encode()))
def test_no_file_whatever_brings_anything_but_an_agreement_or_a_reason(data: bytes) -> None:
    try:
        found = read_file(data)
    except UnreadableFileError:
        return
    assert isinstance(found, Agreement)


def test_thousands_of_measures_are_no_agreement() -> None:
    measure = json.loads(write_file(agreed()))["measures"][0]
    many = [{**measure, "id": f"{n:022}"} for n in range(51)]
    assert len(read_file(changed(measures=many[:50])).measures) == 50
    assert reason(changed(measures=many)) is Unreadable.DAMAGED
    assert reason(changed(held=["2026-11-02"] * 1001)) is Unreadable.DAMAGED
