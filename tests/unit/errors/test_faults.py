"""A fault of ours is named by its place, and by nothing that somebody has sent."""

import json

from kit.errors import fault_at
from kit.source import read_text


def test_the_kind_and_the_place_are_told_and_the_words_are_not() -> None:
    try:
        json.loads('{"code": "K7PM-SECRET')
    except ValueError as error:
        told = fault_at(error)
    assert told.startswith("JSONDecodeError at decoder.py:")
    assert "SECRET" not in told


def test_the_last_of_our_own_files_on_the_way_is_told_too() -> None:
    try:
        read_text(None, "a.yml")  # type: ignore[arg-type]
    except Exception as error:  # noqa: BLE001 - whatever it is
        told = fault_at(error)
    assert "asked by " in told
    assert told.split("asked by ")[1].partition(".py:")[0] in {"reading", "composing"}


def test_an_error_that_never_happened_has_no_place() -> None:
    assert fault_at(ValueError("K7PM")) == "ValueError at ?, asked by ?"
