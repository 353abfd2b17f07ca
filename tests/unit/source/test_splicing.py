"""Writing one value back: it reads as asked, and every other byte stays."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.source import Document, Key, Scalar, read_bytes, with_value

FILE = """\
# The top comment
schema: 1   # which version
title: Looking back # a remark
single: 'it''s quoted'
double: "a \\"b\\"\\n"
empty:
flow: {a: 1, b: [x, 'y', {c: "d"}]}

items:
- id: first   # unindented list
  text: >-
    A long text
    that is folded

    twice

  say: |  # a block's remark
    Line one
      Line two
# between
- id: second
  kept: |+
    End

  last: multi
    line plain
nested:
    deeper:
        - one
        - "two"
end: of file"""

# Each value's key, and how it is written in the file.
WRITTEN: dict[Key, str] = {
    ("schema",): "1",
    ("title",): "Looking back",
    ("single",): "'it''s quoted'",
    ("double",): '"a \\"b\\"\\n"',
    ("flow", "a"): "1",
    ("flow", "b", 0): "x",
    ("flow", "b", 1): "'y'",
    ("flow", "b", 2, "c"): '"d"',
    ("items", 0, "id"): "first",
    ("items", 0, "text"): ">-\n    A long text\n    that is folded\n\n    twice",
    ("items", 0, "say"): "|  # a block's remark\n    Line one\n      Line two",
    ("items", 1, "kept"): "|+\n    End\n",
    ("items", 1, "last"): "multi\n    line plain",
    ("nested", "deeper", 0): "one",
    ("nested", "deeper", 1): '"two"',
    ("end",): "of file",
}
BEFORE: dict[Key, str] = {
    ("schema",): "schema: ",
    ("flow", "a"): "{a: ",
    ("flow", "b", 0): "[",
    ("items", 1, "kept"): "kept: ",
    ("nested", "deeper", 0): "        - ",
}


def document_of(text: str) -> Document:
    document = read_bytes(text.encode(), "a.yml").document
    assert document is not None
    return document


def replaced(data: Any, key: Key, value: Scalar) -> Any:
    if not key:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[key[0]] = replaced(copy[key[0]], key[1:], value)
    return copy


WORDS = st.text(alphabet=st.sampled_from("ab \n:#'\"-,[]{}&*!|>%@\\\tåø\u2028\0~?01."))
VALUES = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    WORDS,
    st.integers(min_value=-(10**12), max_value=10**12),
    st.floats(),
    st.booleans(),
    st.none(),
    st.sampled_from(["no", "on", "true", "null", "~", "1", "1.0", "2027-06-01", "a: b", "# a"]),
)


@given(st.sampled_from(sorted(WRITTEN, key=str)), VALUES, st.sampled_from(["\n", "\r\n"]))
@example(("items", 0, "text"), "a\n\n\nb  c\n", "\r\n")
@example(("items", 1, "kept"), "", "\n")
@example(("end",), "two\nlines\n", "\n")
def test_the_new_value_is_read_back_and_every_other_byte_stays(
    key: Key, value: Scalar, newline: str
) -> None:
    text = FILE.replace("\n", newline)
    document = document_of(text)
    changed = with_value(document, key, value)
    assert repr(document_of(changed).data) == repr(replaced(document.data, key, value))
    before = BEFORE.get(key, "")
    start = text.index((before + WRITTEN[key]).replace("\n", newline)) + len(before)
    end = start + len(WRITTEN[key].replace("\n", newline))
    assert changed.startswith(text[:start])
    assert changed.endswith(text[end:])
    assert len(changed) >= start + len(text) - end


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        (("title",), "Looking ahead", "title: Looking ahead # a remark"),
        (("title",), "Ahead: a look", "title: 'Ahead: a look' # a remark"),
        (("title",), "no", "title: 'no' # a remark"),
        (("single",), "it's new", "single: 'it''s new'"),
        (("double",), "new", 'double: "new"'),
        (("schema",), 2, "schema: 2   # which version"),
        (("empty",), "full", "empty: full"),
        (("flow", "b", 0), "p, q", "flow: {a: 1, b: ['p, q', 'y', {c: \"d\"}]}"),
    ],
)
def test_the_old_style_is_kept(key: Key, value: Scalar, line: str) -> None:
    assert line in with_value(document_of(FILE), key, value).splitlines()


def test_a_folded_block_stays_a_folded_block() -> None:
    changed = with_value(document_of(FILE), ("items", 0, "text"), "word " * 30 + "end\nnew")
    assert "  text: >-\n    word word" in changed
    assert max(len(line) for line in changed.splitlines()) <= 100


def test_a_literal_block_keeps_its_remark() -> None:
    changed = with_value(document_of(FILE), ("items", 0, "say"), "New\nlines\n")
    assert "  say: | # a block's remark\n    New\n    lines\n# between\n" in changed


def test_an_anchored_value_keeps_its_name() -> None:
    changed = with_value(document_of("a: &x old\nb: *x\n"), ("a",), "new")
    assert changed == "a: &x new\nb: *x\n"


def test_an_alias_is_replaced_by_a_value_of_its_own() -> None:
    assert with_value(document_of("a: &x old\nb: *x\n"), ("b",), "new") == "a: &x old\nb: new\n"


def test_a_byte_order_mark_stays() -> None:
    assert with_value(document_of("\ufeffa: 1\n"), ("a",), 2) == "\ufeffa: 2\n"


def test_what_is_not_there_cannot_be_replaced() -> None:
    with pytest.raises(KeyError):
        with_value(document_of("a: 1\n"), ("b",), 2)


def test_a_list_is_not_a_value() -> None:
    with pytest.raises(TypeError):
        with_value(document_of("a: [1]\n"), ("a",), 2)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        with_value(document_of("a: 1\n"), ("a",), "\ud800")
