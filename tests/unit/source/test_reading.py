"""Reading YAML: what words mean, where they stand, and that nothing escapes as an exception."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import Place
from kit.source import Reading, read, read_bytes
from kit.source.reading import decode


def read_text(text: str) -> Reading:
    return read_bytes(text.encode("utf-8", errors="surrogatepass"), "a.yml")


def codes_of(text: str) -> list[str]:
    return [problem.code for problem in read_text(text).problems]


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
