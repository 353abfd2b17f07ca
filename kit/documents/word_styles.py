"""How a DOCX file looks, and in which language it is: what python-docx has no name for.

The elements and their order are those of ECMA-376, part 1, chapter 17 (WordprocessingML).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document as Made

NAME_OF_FACT: Final = "Fact"
REMARK: Final = "Remark"
SIGNATURE: Final = "Signature line"
CELL: Final = "Cell"
TABLE: Final = "Table Grid"
_FACE: Final = "Arial"
"""On every system, or one of the same widths: ours is not packed into the file."""
_INK: Final = "1F1B16"
_QUIET: Final = "5A534B"
_LINE: Final = {"val": "single", "sz": "4", "space": "0", "color": "A39B91"}
_EMU: Final = 36000
"""English metric units in a millimetre."""
_A4: Final = (210 * _EMU, 297 * _EMU)
_MARGIN: Final = 22 * _EMU
TEXT_WIDTH: Final = _A4[0] - 2 * _MARGIN
_NAMES_TAKE: Final = 48 * _EMU
_POINT: Final = 12700
SPACE: Final = 8 * _POINT
_TEXT: Final = 10.5
_SIZES: Final = {"Heading 1": (20, 0, 6), "Heading 2": (13, 14, 4), "Heading 3": (11, 10, 3)}
"""Points: the letters, and the space before and after."""
_WHERE: Final = {"nb": "nb-NO", "nn": "nn-NO", "no": "nb-NO", "sv": "sv-SE", "en": "en-GB"}
"""What Word spells a language by."""


def element(name: str, **attributes: str) -> Any:
    """Return an element of a DOCX file: ``element("w:lang", val="sv-SE")``."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - slow to import
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_styles(made: Made) -> None:
    """Give text, headings and what else we write one face, one ink and quiet sizes."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - slow to import

    text = made.styles["Normal"]
    _set_letters(text, _TEXT)
    _set_spaces(text, 0, 6)
    for name, (size, before, after) in _SIZES.items():
        _set_letters(made.styles[name], size)
        _set_spaces(made.styles[name], before, after)
    _set_spaces(made.styles["List Bullet"], 0, 3)
    _set_letters(made.styles["Footer"], 8.5, _QUIET)
    _stop_at(made.styles["Footer"], TEXT_WIDTH, right=True)
    cell, remark, fact, signature = (
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        for name in (CELL, REMARK, NAME_OF_FACT, SIGNATURE)
    )
    for style in (cell, remark, fact, signature):
        style.base_style = text
    _set_letters(cell, _TEXT)
    _set_spaces(cell, 3, 3)
    _draw_rows(made.styles[TABLE])
    _set_letters(remark, 9, _QUIET)
    _set_spaces(remark, 5, 0)
    _set_spaces(fact, 0, 3)
    _stop_at(fact, _NAMES_TAKE)
    fact.paragraph_format.left_indent = _NAMES_TAKE
    fact.paragraph_format.first_line_indent = -_NAMES_TAKE
    _set_letters(signature, 9, _QUIET)
    _set_spaces(signature, 34, 0)
    _draw_line(signature)


def set_language(made: Made, language: str) -> None:
    """Say in which language all of it is, so that it is read aloud and spelt in that one."""
    told = _WHERE.get(language, language)
    for old in made.styles.element.xpath("//w:lang"):
        old.getparent().remove(old)
    for place in (
        made.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0],
        made.styles["Normal"].element.get_or_add_rPr(),
    ):
        place.append(element("w:lang", val=told, eastAsia=told, bidi=told))
    for theme in made.settings.element.xpath("w:themeFontLang"):
        theme.getparent().replace(theme, element("w:themeFontLang", val=told))
    # Otherwise Word opens it "in compatibility mode".
    for mode in made.settings.element.xpath('//w:compatSetting[@w:name="compatibilityMode"]'):
        mode.set(next(key for key in mode.keys() if key.endswith("}val")), "15")  # noqa: SIM118


def set_page(made: Made) -> None:
    """Make it A4 with the same margins on all sides."""
    page: Any = made.sections[0]
    page.page_width, page.page_height = _A4
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    page.footer_distance = _MARGIN // 2


def field(paragraph: Any, what: str) -> None:
    """Write what the reading program works out: the number of a page, or of all pages."""
    for kind in ("begin", "", "separate", "1", "end"):
        run = paragraph.add_run()
        if kind in {"begin", "separate", "end"}:
            run._r.append(element("w:fldChar", fldCharType=kind))  # noqa: SLF001 - no name for it
        elif kind:
            run.text = kind
        else:
            told = element("w:instrText")
            told.text = f" {what} "
            run._r.append(told)  # noqa: SLF001 - python-docx has no name for it


def without_preview(made: Made) -> None:
    """Take away what the template brings and no document of ours needs: a picture of it."""
    package = made.part.package
    for key, found in list(package.rels.items()):
        if found.reltype.endswith("/thumbnail"):
            del package.rels[key]


def _set_letters(style: Any, size: float, ink: str = _INK) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - slow to import
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - as above

    style.font.name, style.font.size = _FACE, Pt(size)
    style.font.color.rgb = RGBColor.from_string(ink)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.keys()):
        # A theme's face goes before the one that is named.
        if name.lower().endswith("theme"):
            del fonts.attrib[name]
    fonts.set(qn("w:cs"), _FACE)


def _set_spaces(style: Any, before: float, after: float) -> None:
    told = style.paragraph_format
    told.space_before, told.space_after = int(before * _POINT), int(after * _POINT)
    told.line_spacing = 1.15


def _stop_at(style: Any, place: int, *, right: bool = False) -> None:
    """Let the tabulator lead to one place only."""
    from docx.enum.text import WD_TAB_ALIGNMENT  # noqa: PLC0415 - slow to import

    stops = style.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(place, WD_TAB_ALIGNMENT.RIGHT if right else WD_TAB_ALIGNMENT.LEFT)


def _draw_line(style: Any) -> None:
    """Draw the line above a label on which somebody signs."""
    properties = style.element.get_or_add_pPr()
    border = element("w:pBdr")
    # "between" is what is drawn above a second one.
    for place in ("top", "between"):
        border.append(element(f"w:{place}", val="single", sz="4", space="3", color=_QUIET))
    # Where the schema wants it: before the spaces.
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:rPr")
    style.paragraph_format.right_indent = TEXT_WIDTH // 2
    style.paragraph_format.keep_with_next = False


def _draw_rows(table: Any) -> None:
    """Draw quiet lines between the rows of a table, and none between its columns."""
    for border in table.element.xpath("w:tblPr/w:tblBorders/*"):
        if border.tag.endswith(("}left", "}right", "}insideV")):
            border.getparent().remove(border)
        else:
            border.getparent().replace(border, element(f"w:{border.tag.split('}')[1]}", **_LINE))
