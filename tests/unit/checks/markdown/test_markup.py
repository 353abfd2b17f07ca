"""Several texts that follow each other are one page."""

from kit.checks.markdown.markup import blocks_of, read_block, read_texts


def test_lines_count_through_the_cells_of_a_notebook() -> None:
    markup = read_texts(("# One\n\nSee [a](a.md)", "See [b](b.md)\nand [c](c.md)"))
    assert [(spot.text, spot.line) for spot in markup.links] == [
        ("a.md", 3), ("b.md", 4), ("c.md", 5),
    ]  # fmt: skip


def test_what_a_cell_opens_and_does_not_close_ends_with_it() -> None:
    markup = read_texts(("```\n[no](no.md)", "[yes](yes.md)"))
    assert [spot.text for spot in markup.links] == ["yes.md"]


def test_translators_get_each_block_on_one_line() -> None:
    assert blocks_of("# Title\n\nTwo\nlines\n\n- a point\n") == ["Title", "Two lines", "a point"]


def test_a_translation_is_read_as_one_block_whatever_it_begins_with() -> None:
    markup = read_block("# no heading, but [a link](a.md)")
    assert markup.first_heading is None
    assert [spot.text for spot in markup.links] == ["a.md"]
