"""A table from a spreadsheet: read in every encoding, each cell at its place in the file."""

import codecs

import pytest

from kit.ballots.units.cells import (
    MOST_CELLS,
    MOST_LINES,
    CellsError,
    CellsFault,
    rows_of,
    separator_of,
    table_text,
)


def texts(text: str, separator: str = ";") -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows_of(text, separator)]


def places(text: str, separator: str = ";") -> list[list[tuple[int, int]]]:
    return [[(cell.line, cell.column) for cell in row] for row in rows_of(text, separator)]


@pytest.mark.parametrize(
    "data",
    [
        "unit;Ærøy".encode(),
        codecs.BOM_UTF8 + "unit;Ærøy".encode(),
        codecs.BOM_UTF16_LE + "unit;Ærøy".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "unit;Ærøy".encode("utf-16-be"),
        "unit;Ærøy".encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16 little", "utf-16 big", "Windows"],
)
def test_letters_survive_every_encoding_that_a_spreadsheet_saves_in(data: bytes) -> None:
    assert table_text(data) == "unit;Ærøy"


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0", b"\x81\x8d", codecs.BOM_UTF8 + b"\xff"])
def test_what_is_no_text_is_no_table(data: bytes) -> None:
    assert table_text(data) is None


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("unit;name\na,b,c,d;e", ";"),
        ("unit,name", ","),
        ("unit\tname, first", "\t"),
        ("sep=|\nunit|name", "|"),
        ("unit", ";"),
    ],
)
def test_the_first_line_says_what_separates_cells(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_a_first_line_for_the_spreadsheet_is_no_row() -> None:
    assert texts("sep=;\nunit;name\n") == [["unit", "name"]]


def test_text_in_quotes_may_hold_separators_breaks_and_quotes() -> None:
    assert texts('a;"b; ""c""\nd";e\nf') == [["a", 'b; "c" d', "e"], ["f"]]


def test_a_space_before_a_quotation_mark_is_no_part_of_the_text() -> None:
    assert texts('a; "b; c"') == [["a", "b; c"]]


def test_cells_after_a_break_inside_a_cell_are_at_their_line_in_the_file() -> None:
    assert places('a;"b\r\nc";d\r\n  e;f') == [[(1, 1), (1, 3), (2, 4)], [(3, 3), (3, 5)]]


def test_an_empty_line_in_a_table_moves_no_place() -> None:
    assert places("a;b\n\nc;d") == [[(1, 1), (1, 3)], [], [(3, 1), (3, 3)]]


@pytest.mark.parametrize(
    ("text", "fault", "place"),
    [
        ('a;b\nc;"d\ne', CellsFault.UNCLOSED, (2, 3)),
        ("a\n" + ";" * MOST_CELLS, CellsFault.MANY_CELLS, (2, MOST_CELLS + 1)),
        ("\n" * MOST_LINES + "a", CellsFault.MANY_LINES, (MOST_LINES + 1, 1)),
    ],
)
def test_a_table_without_an_end_is_refused_where_it_goes_wrong(
    text: str, fault: CellsFault, place: tuple[int, int]
) -> None:
    with pytest.raises(CellsError) as refused:
        texts(text)
    assert (refused.value.fault, (refused.value.line, refused.value.column)) == (fault, place)


def test_a_cell_of_a_hundred_pages_is_refused() -> None:
    with pytest.raises(CellsError) as refused:
        texts("a;" + "b" * 200_000)
    assert refused.value.fault is CellsFault.LONG_CELL
