"""How a DOCX file looks: one face, no theme of the template before it."""

import docx
import pytest
from docx.oxml.ns import qn

from kit.documents.word_styles import TEXT_WIDTH, element, set_language, set_page, set_styles


def test_headings_and_text_have_one_face() -> None:
    made = docx.Document()
    set_styles(made)
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        fonts = made.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:hAnsi")) == "Arial"
        assert not [key for key in fonts.keys() if key.lower().endswith("theme")]  # noqa: SIM118


def test_text_fits_between_the_margins() -> None:
    made = docx.Document()
    set_page(made)
    (page,) = made.sections
    assert page.page_width is not None
    assert page.left_margin is not None
    assert page.page_width - 2 * page.left_margin == pytest.approx(TEXT_WIDTH, rel=1e-3)


def test_word_opens_it_as_one_of_today() -> None:
    made = docx.Document()
    set_language(made, "sv")
    (mode,) = made.settings.element.xpath('//w:compatSetting[@w:name="compatibilityMode"]')
    assert mode.get(qn("w:val")) == "15"


def test_an_element_has_the_attributes_of_its_namespace() -> None:
    assert element("w:lang", val="sv-SE").get(qn("w:val")) == "sv-SE"
