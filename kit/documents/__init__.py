"""Plain data as files that other programs open: DOCX, XLSX and iCalendar.

Whoever asks brings every word and the date; the same data gives the same bytes. What writes each
kind of file is imported when it is asked for.
"""

from kit.documents.content import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    Signatures,
    Table,
)
from kit.documents.events import MEDIA_TYPE as ICS
from kit.documents.events import Event, as_ics
from kit.documents.word import MEDIA_TYPE as DOCX
from kit.documents.word import as_docx
from kit.documents.workbook import MEDIA_TYPE as XLSX
from kit.documents.workbook import Cell, Sheet, as_xlsx

__all__ = [
    "DOCX",
    "ICS",
    "XLSX",
    "Block",
    "Bullets",
    "Cell",
    "Document",
    "Event",
    "Facts",
    "Heading",
    "Paragraph",
    "Sheet",
    "Signatures",
    "Table",
    "as_docx",
    "as_ics",
    "as_xlsx",
]
