"""Reading YAML: what words mean, where they stand, and that nothing escapes as an exception."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import Place
from kit.source import Document, Reading, read, read_bytes
from kit.source.reading import decode


def read_text(text: str) -> Reading:
    return read_bytes(text.encode("utf-8", errors="surrogatepass"), "a.yml")


def document_of(text: str) -> Document:
    document = read_text(text).document
    assert document is not None
    return document


def codes_of(text: str) -> list[str]:
    return [problem.code for problem in read_text(text).problems]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("", None),
        ("~", None),
        ("12", 12),
        ("-3", -3),
        ("0o17", 15),
        ("0x1F", 31),
        ("010", 10),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        ("2027-06-01", "2027-06-01"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("9" * 5000, "9" * 5000),
        (".inf", float("inf")),
    ],
)
def test_words_mean_what_yaml_1_2_says(word: str, value: object) -> None:
    found = document_of(f"a: {word}\n").data["a"]
    assert (found, type(found)) == (value, type(value))


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


def test_every_repeated_key_is_reported_and_the_first_one_counts() -> None:
    reading = read_text("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n")
    assert [(p.code, p.place.line) for p in reading.problems] == [
        ("duplicate-key", 2),
        ("duplicate-key", 3),
        ("duplicate-key", 4),
    ]
    assert reading.document is not None
    assert reading.document.data == {"a": 1, "b": {"c": 1}}


def test_tabs_are_named_one_by_one_and_what_stands_after_them_is_read() -> None:
    reading = read_text("a:\n\tb: 1\n\tc: 2\n\tc: 3\n")
    assert [p.code for p in reading.problems] == ["tab", "tab", "tab", "duplicate-key"]
    assert reading.document is not None
    assert reading.document.data == {"a": {"b": 1, "c": 2}}


def test_tabs_inside_a_text_are_nobodys_business() -> None:
    assert read_text("a: one\ttwo\nb: |\n  x\n  \ty\n# a\tcomment\n").problems == ()


def test_a_file_in_an_old_encoding_is_reported_and_read_all_the_same() -> None:
    reading = read_bytes("b: 1\na: blå\nb: 2\n".encode("cp1252"), "a.yml")
    assert [(p.code, p.place.line, p.place.column) for p in reading.problems] == [
        ("not-utf8", 2, 6),
        ("duplicate-key", 3, 1),
    ]
    assert reading.document is not None
    assert reading.document.data["a"] == "blå"


def test_a_byte_order_mark_is_no_problem_and_stays_out_of_the_first_key() -> None:
    reading = read_bytes(b"\xef\xbb\xbfa: 1\n", "a.yml")
    assert [p.code for p in reading.problems] == []
    assert reading.document is not None
    assert reading.document.place(("a",)) == Place("a.yml", 1, 4)


def test_aliases_that_would_grow_too_much_are_refused_before_they_grow() -> None:
    lines = ["a: &a [" + ", ".join("x" * 10) + "]"]
    lines += [
        f"{n}: &{n} [" + ", ".join([f"*{p}"] * 10) + "]"
        for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert codes_of("\n".join(lines)) == ["too-many-aliases"]


def test_a_long_text_that_is_repeated_counts_by_its_length() -> None:
    text = "a: &a " + "x" * 1_000_000 + "\nb: [" + ", ".join(["*a"] * 100) + "]\n"
    assert codes_of(text) == ["too-many-aliases"]


def test_a_value_that_repeats_itself_is_refused() -> None:
    assert codes_of("a: &a\n  b: *a\n") == ["too-many-aliases"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_and_does_not_crash(opening: str) -> None:
    text = "x: " * (opening != "- ") + opening * 100_000
    assert set(codes_of(text)) == {"yaml-syntax"}


def test_depth_that_aliases_add_up_to_is_refused() -> None:
    nest = "[" * 40 + "1" + "]" * 40
    text = f"a: &a {nest}\nb: &b {nest.replace('1', '*a')}\nc: {nest.replace('1', '*b')}\n"
    assert codes_of(text) == ["yaml-syntax"]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: b: c\n", 1, 5),
        ("a: 1\nb: 'open\nc: 2\n", 2, 4),
        ("a: [1, 2\nb: 3\n", 1, 4),
        ("a: *nobody\n", 1, 4),
        ("a: \0\n", 1, 4),
        ("a: 1\n---\nb: 2\n", 2, 1),
        ("a: !python/object:os.system x\n", 1, 4),
        ("? [a]\n: b\n", 1, 3),
    ],
)
def test_a_fault_of_syntax_is_shown_where_it_is(text: str, line: int, column: int) -> None:
    problem = read_text(text).problems[0]
    assert (problem.code, problem.place) == ("yaml-syntax", Place("a.yml", line, column))


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- a\n", "a text\n", "---\n"])
def test_a_file_without_keys_is_not_a_mapping(text: str) -> None:
    assert codes_of(text) == ["not-a-mapping"]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert [p.code for p in read(tmp_path / "a.yml", "a.yml").problems] == ["missing-file"]


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path: Path) -> None:
    assert [p.code for p in read(tmp_path, "a.yml").problems] == ["missing-file"]


def test_utf_16_is_named_and_not_guessed() -> None:
    text, problems = decode("a: 1\n".encode("utf-16"), "a.yml")
    assert text is None
    assert [problem.code for problem in problems] == ["not-utf8"]


YAML_LIKE = st.text(alphabet=st.sampled_from("ab: -\n\t'\"[]{},#&*!|>?%@`\\0~\u00e5\ufeff\u2028"))


@given(st.one_of(st.text(), YAML_LIKE))
def test_no_text_makes_reading_raise(text: str) -> None:
    reading = read_text(text)
    if reading.document is not None:
        assert isinstance(reading.document.data, dict)
        list(reading.document.words())
    else:
        assert reading.problems


@given(st.binary())
def test_no_bytes_make_reading_raise(data: bytes) -> None:
    reading = read_bytes(data, "a.yml")
    assert reading.document is not None or reading.problems


@given(st.one_of(st.text(), YAML_LIKE))
def test_every_problem_lies_inside_the_file(text: str) -> None:
    lines = text.replace("\r\n", "\n").count("\n") + text.count("\r") + text.count("\x85")
    lines += text.count("\u2028") + text.count("\u2029") + 1
    for problem in read_text(text).problems:
        assert 1 <= problem.place.line <= lines + 1
        assert problem.place.column >= 1


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
