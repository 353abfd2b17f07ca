"""Read and write ``.po`` files so that the same entries always give the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources.abc import Traversable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, write_po

from kit.catalogues.patches.babel_reader import CarefulCatalog, CarefulParser, CatalogueError, Slip
from kit.errors import Place, Problem
from kit.files import write_whole

_NO_DATE: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Babel would put the time of day into what it writes."""

_HEADER: Final = r"""msgid ""
msgstr ""
"Language: {language}\n"
"Plural-Forms: {plural}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def read_catalogue(path: Traversable, language: str) -> Catalog:
    """Return the entries of a ``.po`` file; an empty catalogue if there is no such file.

    :raises babel.messages.pofile.PoFileError: if the file is not a valid ``.po`` file.
    :raises UnicodeDecodeError: if it is not UTF-8.
    """
    return parse_catalogue(path.read_bytes() if path.is_file() else b"", language)


def parse_catalogue(data: bytes, language: str) -> CarefulCatalog:
    """Return the entries of a ``.po`` file's bytes; raises as :func:`read_catalogue` does."""
    text = data.decode("utf-8-sig")
    locale = language.replace("-", "_")
    catalogue = CarefulCatalog(locale=locale, charset="utf-8")
    parser = CarefulParser(catalogue)
    # Texts, whatever coding the header names; and lines as any editor ends them.
    parser.parse(StringIO(text, newline=None))
    slips = parser.found()
    if slips:
        raise CatalogueError(catalogue, slips)
    catalogue.creation_date = _NO_DATE
    catalogue.revision_date = _NO_DATE
    return catalogue


def broken_catalogue(name: str, error: PoFileError | ValueError) -> tuple[Problem, ...]:
    """Return the problems for which :func:`read_catalogue` raised ``error`` for ``name``."""
    slips = error.slips if isinstance(error, CatalogueError) else (_slip_of(error),)
    return tuple(
        Problem(
            Place(name, slip.line),
            "broken-catalogue",
            f"the translations cannot be read: {slip.what}",
            slip.hint or "open the file in a translation editor, or take back the last change",
        )
        for slip in slips
    )


def _slip_of(error: Exception) -> Slip:
    if isinstance(error, UnicodeDecodeError):
        return Slip(1, "the file is not saved as UTF-8", "save it anew, with the coding UTF-8")
    return Slip(1, str(error))


def write_catalogue(path: Path, catalogue: Catalog) -> bool:
    """Write a ``.po`` file without dates and line numbers; return whether it changed."""
    out = BytesIO()
    header = _HEADER.format(
        language=str(catalogue.locale or "").replace("_", "-"), plural=catalogue.plural_forms
    )
    out.write(header.encode())
    write_po(out, catalogue, width=100, omit_header=True, include_lineno=False)
    data = out.getvalue().rstrip(b"\n") + b"\n"
    # In one step: an interruption must not cost anybody their translations.
    return write_whole(path, data)
