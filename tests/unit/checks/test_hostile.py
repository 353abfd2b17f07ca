"""Whatever stands in a file, the checks answer with problems and not with an exception."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.checks import check_book
from kit.load import load_book
from kit.plugins import discover
from kit.source import read

pytestmark = pytest.mark.slow

BASE = Path(__file__).parents[2] / "invalid" / "base"
FILES = sorted(p.relative_to(BASE).as_posix() for p in BASE.rglob("*.yml"))

Key = tuple[str | int, ...]

VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(["learn", "leader", "kit", "learn/looking-back", "group", "2027-06-01"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["id", "text", "source", "role", "x"]), inner, max_size=3),
    ),
    max_leaves=6,
)


def data_of(name: str) -> dict[str, Any]:
    document = read(BASE / name, name).document
    assert document is not None
    return document.data


def keys_in(data: Any, key: Key = ()) -> list[Key]:
    if isinstance(data, dict):
        return [
            k for name, value in data.items() for k in [(*key, name), *keys_in(value, (*key, name))]
        ]
    if isinstance(data, list):
        return [
            k for at, value in enumerate(data) for k in [(*key, at), *keys_in(value, (*key, at))]
        ]
    return []


PLACES = [(name, key) for name in FILES for key in keys_in(data_of(name))]


def changed(data: Any, key: Key, value: Any) -> Any:
    if not key:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[key[0]] = changed(copy[key[0]], key[1:], value)
    return copy


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("hostile") / "book-project"
    shutil.copytree(BASE, folder)
    found = discover(folder)
    with pytest.MonkeyPatch.context() as patch:
        # Looking for plugins takes most of the time of a book as small as this one.
        patch.setattr("kit.load.loading.discover", lambda _root: found)
        yield folder


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PLACES), VALUES)
def test_no_value_in_any_place_makes_the_checks_raise(
    book: Path, place: tuple[str, Key], value: object
) -> None:
    name, key = place
    path = book / name
    path.write_text(json.dumps(changed(data_of(name), key, value)), encoding="utf-8")
    try:
        for problem in check_book(load_book(book)):
            assert "\n" not in problem.message
            assert not problem.message.endswith(".")
    finally:
        shutil.copy(BASE / name, path)
