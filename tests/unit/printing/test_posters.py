"""Posters with a code to scan."""

from collections.abc import Callable
from pathlib import Path

import zxingcpp
from pypdfium2 import PdfDocument

from kit.load import load_book
from kit.printing.edition import Edition
from kit.printing.pdf import printed
from kit.printing.posters import posters
from tests.paper import reader, words

Edit = Callable[[str, str, str], None]


def test_without_an_address_there_are_none(root: Path) -> None:
    assert posters(Edition(load_book(root), "en")) is None


def test_each_leads_to_the_page_of_its_exercise_and_says_where(root: Path, edit: Edit) -> None:
    edit("_config.yml", "config:", "config:\n    html_baseurl: https://bok.example.org/a")
    sheet = posters(Edition(load_book(root), "en"))
    assert sheet
    data = printed(sheet)
    pdf = reader(data)
    assert len(pdf.pages) == 4
    assert "bok.example.org/a/exercises/learn/looking-back.html" in words(pdf).replace(" ", "")
    links = [each.get_object()["/A"]["/URI"] for page in pdf.pages for each in page["/Annots"]]
    meeting = "https://bok.example.org/a/workshops/thursday.html"
    assert meeting in links
    picture = PdfDocument(data)[0].render(scale=2).to_numpy()
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [meeting]
