"""A block of prose as its reader sees it, and where its words stand on the page."""

import pytest

from kit.checks.markdown.markup import is_marked, read_markup, text_of
from kit.checks.markdown.prose import Block


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("Plain words.", "Plain words."),
        ("Read *all* of [it](a.md).", "Read all of it."),
        ("Press {kbd}`Ctrl+C` now.", "Press Ctrl+C now."),
        ("See {doc}`the roles <roles>`.", "See the roles."),
        ("See {doc}`roles`.", "See ."),
        ("Run `kit check` first.", "Run  first."),
        ("![A boat](boat.svg) sails.", " sails."),
    ],
)
def test_only_what_a_reader_sees_is_text(markdown: str, shown: str) -> None:
    assert text_of(markdown) == shown


def test_plain_words_are_told_from_markup_at_a_glance() -> None:
    assert not is_marked("Ordinary words, with a comma (and a bracket).")
    assert all(is_marked(f"a {sign} b") for sign in "*_`[]{}<>\\&$!")


def test_a_block_of_several_lines_knows_line_and_column_of_each_word() -> None:
    page = ["# Title", "", "One *two* three", "and two more"]
    (_, block) = read_markup("\n".join(page)).blocks
    assert block.text == "One two three\nand two more"
    assert block.position(block.text.index("two")) == (3, 6)
    assert block.position(block.text.rindex("two")) == (4, 5)


def test_the_second_of_equal_words_is_not_shown_at_the_first() -> None:
    block = Block("on and on", "on and on", 1, running=True, page=["on and on"])
    assert block.position(7) == (1, 8)


def test_a_part_of_a_word_is_no_word() -> None:
    block = Block("art", "art", 1, running=True, page=["party art"])
    assert block.position(0) == (1, 7)


def test_what_the_page_does_not_have_as_it_is_stands_at_the_beginning_of_its_line() -> None:
    block = Block("word", "word", 3, running=True, page=["", "", "w&ouml;rd"])
    assert block.position(0) == (3, 1)
    assert Block("word", "word", 9, running=True, page=["word"]).position(0) == (9, 1)
