"""What a sheet of paper consists of, as who listens to it meets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader


def reader(data: bytes) -> PdfReader:
    """Open a PDF."""
    return PdfReader(BytesIO(data))


def tags(pdf: PdfReader) -> Counter[str]:
    """Count the parts of a document's structure by what they are: ``H1``, ``TH``."""
    return Counter(_tags(pdf.root_object["/StructTreeRoot"]["/K"]))


def fields(pdf: PdfReader) -> dict[str, str]:
    """Return what each field, and each group of buttons, is called, by its name."""
    form = pdf.root_object.get("/AcroForm", {})
    return {each["/T"]: each["/TU"] for each in map(_object, form.get("/Fields", ()))}


def answers(pdf: PdfReader, name: str) -> list[str]:
    """Return what the buttons of a group are called."""
    form = pdf.root_object["/AcroForm"]
    group = next(each for each in map(_object, form["/Fields"]) if each["/T"] == name)
    return [_object(each)["/TU"] for each in group["/Kids"]]


def bookmarks(pdf: PdfReader) -> list[str]:
    """Return the bookmarks in order, whatever their level."""
    return [*_bookmarks(pdf.outline)]


def words(pdf: PdfReader) -> str:
    """Return all text, with what a line's end parted put together."""
    text = "\n".join(page.extract_text() for page in pdf.pages)
    return " ".join(text.replace("-\n", "").replace("\u00ad\n", "").split())


def _tags(part: Any) -> Iterator[str]:
    part = _object(part)
    if isinstance(part, list):
        for each in part:
            yield from _tags(each)
    elif isinstance(part, dict) and "/S" in part:
        yield part["/S"].removeprefix("/")
        yield from _tags(part.get("/K", []))


def _bookmarks(outline: list[Any]) -> Iterator[str]:
    for each in outline:
        if isinstance(each, list):
            yield from _bookmarks(each)
        else:
            yield each.title


def _object(part: Any) -> Any:
    return part.get_object() if hasattr(part, "get_object") else part
