"""A table in a directive that the build would leave out is told at its line."""

import pytest
from markdown_it import MarkdownIt

from kit.checks.markdown.tables import Fault, table_faults

PARSE = MarkdownIt("commonmark").enable("table").parse


def faults(name: str, body: str, **options: str) -> list[Fault]:
    given = {key.replace("_", "-"): value for key, value in options.items()}
    return list(table_faults(name, body, given, PARSE))


def test_a_list_of_rows_of_the_same_length_is_a_table() -> None:
    assert faults("list-table", "* - a\n  - b\n* - c\n  - d\n", header_rows="1") == []


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("Text", 0, "one list of rows and nothing else"),
        ("* - a\n\nText", 0, "one list of rows and nothing else"),
        ("* - a\n  - b\n* c\n", 2, "a row of 'list-table' is a list of cells"),
        ("* - a\n  - b\n* - c\n", 2, "row 2 has 1 cell, and the first row has 2"),
        ("* - a\n* - b\n  - c\n  - d\n", 1, "row 2 has 3 cells, and the first row has 1"),
    ],
)
def test_what_is_no_table_is_told_at_its_row(body: str, line: int, words: str) -> None:
    ((at, said),) = faults("list-table", body)
    assert at == line
    assert words in said


def test_a_head_needs_a_row_below_it() -> None:
    assert faults("list-table", "* - a\n", header_rows="1") == [
        (0, "the table has no row below its head")
    ]


def test_widths_are_as_many_as_columns() -> None:
    assert faults("csv-table", "a,b\nc\n", widths="10, 20") == []
    assert faults("csv-table", "a,b\n", widths="10") == [
        (0, "'widths' has 1 number, and the table has 2 columns")
    ]
    assert faults("csv-table", "a;b\n", widths="10", delim=";") == [], "docutils reads it otherwise"
    assert faults("csv-table", "a,b\n", widths="auto") == []


def test_a_table_of_markdown_stands_alone_in_its_directive() -> None:
    table = "| a |\n|---|\n| b |\n"
    assert faults("table", table) == []
    assert len(faults("table", f"{table}\nText")) == 1
    assert faults("note", "Text") == []
