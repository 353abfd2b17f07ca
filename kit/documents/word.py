"""A document as DOCX: real headings, lists and heads of tables, in its own language."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any, Final

from kit.documents.content import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    Signatures,
    Table,
    plain,
)
from kit.documents.word_styles import (
    CELL,
    NAME_OF_FACT,
    REMARK,
    SIGNATURE,
    SPACE,
    TABLE,
    TEXT_WIDTH,
    element,
    field,
    set_language,
    set_page,
    set_styles,
    without_preview,
)
from kit.documents.zipped import without_time

if TYPE_CHECKING:
    from docx.document import Document as Made

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DEEPEST: Final = 9


def as_docx(document: Document) -> bytes:
    """Return a document as DOCX, A4, of which no part says who wrote it or with what."""
    import docx  # noqa: PLC0415 - slow to import, and only this needs it

    made = docx.Document()
    set_styles(made)
    set_language(made, document.language)
    set_page(made)
    _set_properties(made, document)
    made.add_heading(plain(document.title), 1)
    for before, block in zip((None, *document.blocks), document.blocks, strict=False):
        _write(made, block, below_table=isinstance(before, Table))
    _write_foot(made, document.foot)
    without_preview(made)
    out = io.BytesIO()
    made.save(out)
    return without_time(out.getvalue())


def _set_properties(made: Made, document: Document) -> None:
    """Say what it is, in which language, and of which day; nothing about a person or a program."""
    told = made.core_properties
    told.title, told.language = plain(document.title)[:255], document.language
    told.author = told.last_modified_by = told.comments = told.keywords = ""
    told.created = told.modified = datetime.combine(document.made, time(), UTC)
    told.revision = 1


def _write(made: Made, block: Block, *, below_table: bool) -> None:
    """Write one block; below a table it keeps away from it, or two tables would become one."""
    if below_table and isinstance(block, Table):
        made.add_paragraph()
    count = len(made.paragraphs)
    _WRITERS[type(block)](made, block)
    if below_table and not isinstance(block, Heading):
        for paragraph in made.paragraphs[count : count + 1]:
            paragraph.paragraph_format.space_before = SPACE


def _write_heading(made: Made, block: Heading) -> None:
    made.add_heading(plain(block.text), min(max(block.level, 2), _DEEPEST))


def _write_paragraph(made: Made, block: Paragraph) -> None:
    made.add_paragraph(plain(block.text), REMARK if block.small else None)


def _write_bullets(made: Made, block: Bullets) -> None:
    for item in block.items:
        made.add_paragraph(plain(item), "List Bullet")


def _write_facts(made: Made, block: Facts) -> None:
    for name, text in block.pairs:
        paragraph = made.add_paragraph(style=NAME_OF_FACT)
        paragraph.add_run(plain(name)).bold = True
        paragraph.add_run("\t" + plain(text))


def _write_signatures(made: Made, block: Signatures) -> None:
    for label in block.labels:
        made.add_paragraph(plain(label), SIGNATURE)


def _write_table(made: Made, block: Table) -> None:
    table = made.add_table(1 + len(block.rows), len(block.heads), TABLE)
    table.autofit = False
    _describe(table, block.about)
    shares = block.widths or (1,) * len(block.heads)
    widths = [int(TEXT_WIDTH * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, (row, texts) in enumerate(zip(table.rows, (block.heads, *block.rows), strict=True)):
        _write_row(row, texts, widths, head=place == 0)


def _write_row(row: Any, texts: Sequence[str], widths: Sequence[int], *, head: bool) -> None:
    """Write one row; a row of heads is marked as such, so that it stands on every page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no name for it
    properties.append(element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        # Through `paragraph.style` it is looked for among all styles, in each cell anew.
        paragraph._p.style = CELL  # noqa: SLF001 - as above
        paragraph.add_run(plain(text)).bold = head or None


def _describe(table: Any, about: str) -> None:
    """Say that the first row has the heads, and what the table shows."""
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no name for it
    for old in properties.xpath("w:tblLook"):
        properties.remove(old)
    looks = {"firstRow": "1", "lastRow": "0", "firstColumn": "0", "lastColumn": "0"}
    properties.append(element("w:tblLook", val="0020", noHBand="1", noVBand="1", **looks))
    if about:
        properties.append(element("w:tblCaption", val=plain(about)))


def _write_foot(made: Made, text: str) -> None:
    """Write what stands on every page, and its number of how many."""
    paragraph = made.sections[0].footer.paragraphs[0]
    if text:
        paragraph.add_run(plain(text))
    paragraph.add_run("\t")
    field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    field(paragraph, "NUMPAGES")


_WRITERS: Final[Mapping[type[Block], Callable[[Any, Any], None]]] = {
    Heading: _write_heading,
    Paragraph: _write_paragraph,
    Bullets: _write_bullets,
    Facts: _write_facts,
    Table: _write_table,
    Signatures: _write_signatures,
}
