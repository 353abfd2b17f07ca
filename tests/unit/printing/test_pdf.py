"""HTML to PDF: what a document is made of, and that it always is the same."""

from collections import Counter
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from kit.printing.edition import Sheet
from kit.printing.pdf import laid_out, printed, written
from tests.paper import answers, bookmarks, fields, reader, tags

Print = Callable[[str], PdfReader]

FORM = """<!doctype html><html lang="sv"><title>En blankett</title><h1>Rubrik</h1>
<form><table><thead><tr><th scope="col">Fråga<th scope="col">Ja<th scope="col">Nej</thead>
<tr><th scope="row">Sover du?<td><input type="radio" name="a" title="Ja">
<td><input type="radio" name="a" title="Nej"></table>
<input type="text" name="b" title="Vad mer?"></form></html>"""


def test_a_document_says_its_language_and_title_and_has_bookmarks_and_a_structure() -> None:
    pdf = reader(written(laid_out(FORM)))
    assert pdf.root_object["/Lang"] == "sv"
    assert pdf.metadata
    assert pdf.metadata.title == "En blankett"
    assert pdf.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert bookmarks(pdf) == ["Rubrik"]
    assert tags(pdf) >= Counter(H1=1, Table=1, TH=4, TD=2, Form=3)


def test_a_group_of_buttons_is_called_what_it_asks_and_each_button_what_it_answers() -> None:
    pdf = reader(written(laid_out(FORM), {"a": "Sover du?"}))
    assert fields(pdf) == {"a": "Sover du?", "b": "Vad mer?"}
    assert answers(pdf, "a") == ["Ja", "Nej"]


def test_the_same_sheet_is_the_same_bytes_without_a_date(sheet: Callable[[str], Sheet]) -> None:
    one = printed(sheet("nb/workshops/dare/handout.pdf"))
    assert one == printed(sheet("nb/workshops/dare/handout.pdf"))
    assert b"Date" not in one


def test_all_letters_are_set_in_the_kits_own_fonts(print_sheet: Print) -> None:
    pdf = print_sheet("nb/workshops/dare/handout.pdf")
    fonts = pdf.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    names = {each.get_object()["/BaseFont"].partition("+")[2] for each in fonts}
    assert names == {"Kit-Text", "Kit-Text-Bold", "Kit-Title-Semi-Bold"}


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/a.png", "file:///etc/passwd"])
def test_nothing_is_fetched_from_a_host_or_a_disk(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    laid_out(f'<html lang="nb"><title>x</title><img alt="" src="{address}">')
    assert f"disallowed protocol: {address}" in caplog.text
