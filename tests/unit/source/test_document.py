"""Every value of a file has a place, and every key is the word that was written."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kit.errors import Place
from kit.source import Document, Reading, read_bytes


def read_text(text: str) -> Reading:
    return read_bytes(text.encode("utf-8", errors="surrogatepass"), "a.yml")


def document_of(text: str) -> Document:
    document = read_text(text).document
    assert document is not None
    return document


def test_keys_stay_the_words_that_were_written() -> None:
    assert document_of("1: a\ntrue: b\nno: c\n").data == {"1": "a", "true": "b", "no": "c"}


def test_a_place_is_line_and_column_from_one() -> None:
    document = document_of("# top\na: 1\nb:\n  - c: å\n    d: 2\n")
    assert document.place(("b", 0, "d")) == Place("a.yml", 5, 8)
    assert document.place(("b", 0, "d"), of="key") == Place("a.yml", 5, 5)
    assert document.place(("b", 0), of="key") == Place("a.yml", 4, 5)
    assert document.place(()) == Place("a.yml", 2, 1)


def test_the_place_of_what_is_not_there_is_its_nearest_ancestor() -> None:
    document = document_of("a:\n  b:\n    c: 1\n")
    assert document.place(("a", "b", "x", 3)) == document.place(("a", "b"))
    assert document.place(("x",)) == document.place(())


def test_a_place_behind_an_alias_is_where_the_value_is_written() -> None:
    document = document_of("a: &a {b: 1}\nc: *a\n")
    assert document.place(("c", "b")) == Place("a.yml", 1, 11)
    assert document.data["c"] == {"b": 1}


YAML_LIKE = st.text(alphabet=st.sampled_from("ab: -\n\t'\"[]{},#&*!|>?%@`\\0~\u00e5\ufeff\u2028"))


def keys_of(data: Any, key: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found: list[tuple[str | int, ...]] = []
    entries = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for name, value in entries:
        found += [(*key, name), *keys_of(value, (*key, name))]
    return found


@given(YAML_LIKE)
def test_every_value_has_a_place(text: str) -> None:
    document = read_text(text).document
    if document is not None:
        for key in keys_of(document.data):
            assert document.place(key).line >= 1
