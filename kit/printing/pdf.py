"""HTML to PDF: tagged, with bookmarks and fields, the same bytes every time; asks no host.

WeasyPrint and Pango, which it draws letters with, are imported here and nowhere else: a book can
do without paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, Final

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from kit.printing.edition import Sheet
from kit.printing.lines import line_rules
from kit.printing.style import close_pages

_OWN: Final = files("kit.printing")
_SCHEME: Final = "kit"
_VARIANT: Final = "pdf/ua-1"
_MOST_PAGES: Final = 2
"""Of a sheet that can be cut."""


class _Fetcher(URLFetcher):  # type: ignore[misc]  # it brings no types
    """Gives the kit's own fonts, and what stands in the document itself."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",))

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return what an address of ours or a ``data:`` address holds.

        :raises ValueError: for any other.
        """
        scheme, _, name = url.partition(":")
        if scheme != _SCHEME:
            return super().fetch(url, headers)
        return URLFetcherResponse(url, (_OWN / "fonts" / PurePosixPath(name).name).read_bytes())


def printed(sheet: Sheet) -> bytes:
    """Return a sheet as PDF, set as roomy as its pages allow."""
    for setting in sheet.settings:
        html = setting()
        document = laid_out(html)
        if sheet.pages is None or len(document.pages) <= sheet.pages:
            break
    if sheet.cut is not None and len(document.pages) > _MOST_PAGES:
        document = laid_out(sheet.cut())
        document = document.copy(document.pages[:_MOST_PAGES])
    return written(document, sheet.questions, sha256(html.encode()).hexdigest()[:32])


def laid_out(html: str) -> Document:
    """Return a document with its pages, from which :func:`written` makes the file."""
    config, style = _shared()
    return HTML(string=html, url_fetcher=_Fetcher()).render(
        stylesheets=[style], font_config=config, pdf_forms=True
    )


def written(
    document: Document,
    questions: Mapping[str, str] = MappingProxyType({}),
    identifier: str = "kit",
) -> bytes:
    """Return the PDF of a document.

    :param questions: what each group of buttons asks, by its name. WeasyPrint would call a group
        after its first answer.
    :param identifier: what programs tell documents apart by; not a date or chance.
    """
    data = document.write_pdf(
        finisher=_finisher(questions),
        pdf_variant=_VARIANT,
        pdf_forms=True,
        pdf_identifier=identifier.encode(),
    )
    return bytes(data)


@lru_cache(maxsize=1)
def _shared() -> tuple[FontConfiguration, CSS]:
    """Return the fonts and the style, which all documents of a process share."""
    config = FontConfiguration()
    return config, CSS(string=_style(), url_fetcher=_Fetcher(), font_config=config)


def _style() -> str:
    sheets = ((_OWN / name).read_text(encoding="utf-8") for name in ("fonts.css", "print.css"))
    return "".join((*sheets, line_rules(), close_pages()))


@lru_cache(maxsize=1)
def style_digest() -> str:
    """Return a digest of all that a document is made of beside its HTML."""
    digest = sha256(f"{version('weasyprint')}\n{_style()}".encode())
    for font in sorted((_OWN / "fonts").iterdir(), key=lambda file: file.name):
        digest.update(font.read_bytes())
    return digest.hexdigest()


def _finisher(questions: Mapping[str, str]) -> Callable[[Document, Any], None]:
    def finish(_document: Document, pdf: Any) -> None:
        form = pdf.catalog.get("AcroForm")
        if form is None:
            return
        groups = [each for each in pdf.objects if _is_group(each)]
        answers = {answer for group in groups for answer in group["Kids"]}
        for group in groups:
            name = group["T"].string
            group["TU"].string = questions.get(name, name)
        for answer in pdf.objects:
            if getattr(answer, "reference", None) in answers:
                # It is an answer of its group, and no field beside it.
                del answer["T"]
        form["Fields"][:] = [field for field in form["Fields"] if field not in answers]

    return finish


def _is_group(each: Any) -> bool:
    return isinstance(each, dict) and each.get("FT") == "/Btn" and "Kids" in each
