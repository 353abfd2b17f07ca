"""A faulty file is made usable enough to check the rest, and nothing is invented."""

from typing import Any

from kit.load.repair import repaired
from kit.source import Key


def mend(data: dict[str, Any], key: Key, code: str, meant: str | None = None) -> dict[str, Any]:
    before = repr(data)
    result = repaired(data, [(key, code, meant)])
    assert repr(data) == before, "the author's own data stay as they are"
    return {name: value for name, value in result.items() if name not in {"owner", "review_by"}}


def test_what_is_wrong_is_left_out_and_the_rest_stays() -> None:
    data = {"title": "A", "minutes": "ten"}
    assert mend(data, ("minutes",), "wrong-type") == {"title": "A"}


def test_a_misspelt_key_gets_its_right_name_and_never_over_one_that_is_there() -> None:
    assert mend({"titel": "A"}, ("titel",), "unknown-key", "title") == {"title": "A"}
    both = {"titel": "A", "title": "B"}
    assert mend(both, ("titel",), "unknown-key", "title") == {"title": "B"}


def test_a_text_that_is_too_long_still_stands_for_a_text() -> None:
    assert mend({"title": "x" * 900}, ("title",), "text-too-long") == {"title": "-"}


def test_entries_of_a_list_keep_their_places() -> None:
    data = {"items": [{"id": "A!"}, {"id": "b"}]}
    assert mend(data, ("items", 0, "id"), "invalid-id") == {"items": [{}, {"id": "b"}]}


def test_owner_date_and_source_are_filled_in_since_no_other_check_looks_at_them() -> None:
    found = repaired({"review_by": "soon", "source": 5}, [(("review_by",), "wrong-value", None)])
    assert found["owner"] == "-"
    assert found["review_by"] == "2100-01-01"
    assert mend({"source": 5}, ("source",), "wrong-type") == {"source": "kit"}


def test_what_a_mending_took_away_is_not_mended_again() -> None:
    faults: list[tuple[Key, str, str | None]] = [
        (("a",), "wrong-type", None),
        (("a", 0, "b"), "wrong-type", None),
        ((), "missing-key", None),
    ]
    assert "a" not in repaired({"a": [{"b": 1}]}, faults)


def test_keys_with_nothing_are_left_out_at_any_depth() -> None:
    assert mend({"a": None, "b": [{"c": None, "d": 1}]}, ("x",), "missing-key") == {"b": [{"d": 1}]}
