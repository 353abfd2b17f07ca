"""DOCX, opened with the library that reads it: structure, language, and nothing about anybody."""

import io
import zipfile
from datetime import date
from itertools import pairwise

import docx
import pytest
from docx.document import Document as Opened
from docx.oxml.ns import qn

from kit.documents import (
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    Signatures,
    Table,
    as_docx,
)

MADE = date(2026, 3, 1)
TABLE = Table(("Measure", "By"), (("Ask for help", "1 May"), ("Say thanks", "2 May")), (3, 1))
DOCUMENT = Document(
    "What we agreed on",
    "nn",
    MADE,
    (
        Facts((("Unit", "Nordby"), ("Agreed", "1 March"))),
        Heading("Measures"),
        TABLE,
        Paragraph("A remark", small=True),
        Heading("More", 3),
        Bullets(("one", "two")),
        Signatures(("Leader", "Representative")),
    ),
    foot="Nordby",
)


def opened(document: Document = DOCUMENT) -> Opened:
    return docx.Document(io.BytesIO(as_docx(document)))


def parts(document: Document = DOCUMENT) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(as_docx(document))) as made:
        return {name: made.read(name) for name in made.namelist()}


def test_title_and_headings_are_headings() -> None:
    found = [(p.style.name, p.text) for p in opened().paragraphs if p.style and p.text]
    assert [each for each in found if (each[0] or "").startswith("Heading")] == [
        ("Heading 1", "What we agreed on"),
        ("Heading 2", "Measures"),
        ("Heading 3", "More"),
    ]


def test_only_the_title_is_a_heading_of_level_1() -> None:
    made = opened(Document("Title", "en", MADE, (Heading("One", 1), Heading("Deep", 12))))
    styles = [p.style.name for p in made.paragraphs if p.style]
    assert styles == ["Heading 1", "Heading 2", "Heading 9"]


@pytest.mark.parametrize(
    ("language", "told"),
    [("nb", "nb-NO"), ("nn", "nn-NO"), ("sv", "sv-SE"), ("en", "en-GB"), ("se", "se")],
)
def test_all_of_it_is_in_its_language(language: str, told: str) -> None:
    made = opened(Document("Title", language, MADE, ()))
    found = {
        each.get(qn("w:val"))
        for part in (made.element, made.styles.element, made.settings.element)
        for each in part.iter(qn("w:lang"), qn("w:themeFontLang"))
    }
    assert found == {told}
    assert made.core_properties.language == language


def test_heads_of_a_table_are_marked_and_stand_on_every_page() -> None:
    table = opened().tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Measure", "By"],
        ["Ask for help", "1 May"],
        ["Say thanks", "2 May"],
    ]
    marks = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows]
    assert marks == [True, False, False]
    (look,) = table._tbl.xpath("w:tblPr/w:tblLook")
    assert look.get(qn("w:firstRow")) == "1"
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)


def test_widths_are_shares_of_the_page() -> None:
    first, second = opened().tables[0].columns
    assert first.width is not None
    assert second.width is not None
    assert first.width == pytest.approx(3 * second.width, rel=0.01)


def test_two_tables_stay_two() -> None:
    made = opened(Document("Title", "en", MADE, (TABLE, TABLE)))
    tags = [each.tag for each in made.element.body]
    assert len(made.tables) == 2
    assert (qn("w:tbl"), qn("w:tbl")) not in pairwise(tags)


def test_a_list_is_a_list_and_a_fact_has_its_name() -> None:
    found = [(p.style.name, p.text) for p in opened().paragraphs if p.style]
    assert ("List Bullet", "one") in found
    assert ("Fact", "Unit\tNordby") in found
    assert ("Signature line", "Leader") in found


def test_pages_are_a4_and_numbered() -> None:
    (section,) = opened().sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), rel=1e-3)
    foot = section.footer.paragraphs[0]
    assert foot.text == "Nordby\t1 / 1"
    fields = [each.text.strip() for each in foot._p.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_it_says_nothing_of_anybody_or_of_a_program() -> None:
    told = opened().core_properties
    assert (told.author, told.last_modified_by, told.comments) == ("", "", "")
    assert told.title == "What we agreed on"
    assert told.created
    assert told.modified
    assert {told.created.date(), told.modified.date()} == {MADE}
    found = parts()
    assert not [name for name in found if "thumbnail" in name]
    for word in (b"python-docx", b"Macintosh", b"Steve"):
        assert not [name for name, data in found.items() if word in data]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert as_docx(DOCUMENT) == as_docx(DOCUMENT)
    with zipfile.ZipFile(io.BytesIO(as_docx(DOCUMENT))) as made:
        assert {each.date_time[0] for each in made.infolist()} == {1980}


def test_texts_stay_texts() -> None:
    text = "<w:b/> & ]]> \x00 \ud800 {{ 1 }}\r\nnext"
    made = opened(Document(text, "en", MADE, (Paragraph(text), Table((text,), ((text,),)))))
    expected = "<w:b/> & ]]>     {{ 1 }}\nnext"
    assert [p.text for p in made.paragraphs] == [expected, expected]
    assert made.tables[0].rows[1].cells[0].text == expected


def test_elements_stand_where_the_schema_wants_them() -> None:
    # Word refuses a file in which they do not.
    found = parts()["word/styles.xml"].decode()
    style = found[found.index('w:name w:val="Signature line"') :].split("</w:style>")[0]
    names = ("<w:pBdr>", "<w:spacing", "<w:ind", "<w:rPr>")
    places = [style.index(name) for name in names]
    assert places == sorted(places)
