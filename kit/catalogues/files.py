"""Read and write ``.po`` files so that the same entries always give the same bytes."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

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


class _Careful(Catalog):
    """A catalogue that loses no translation to a second entry of the same text."""

    def __setitem__(self, msgid: str, message: Message) -> None:  # type: ignore[override]
        """Add an entry; of two, what is translated counts.

        :raises PoFileError: if there are two translations.
        """
        first = self.get(msgid, message.context) if msgid else None
        if first is not None and message.string and first.string:
            if message.string != first.string:
                raise PoFileError(
                    f"a text has two translations, the other one in line {first.lineno}",
                    *(self, msgid, (message.lineno or 1) - 1),
                )
            message.flags &= first.flags
            first.flags &= message.flags
        elif first is not None and message.string:
            first.string, first.flags = message.string, set(message.flags)
        elif first is not None:
            message.flags = set(first.flags)
        super().__setitem__(msgid, message)


def read_catalogue(path: Traversable, language: str) -> Catalog:
    """Return the entries of a ``.po`` file; an empty catalogue if there is no such file.

    :raises babel.messages.pofile.PoFileError: if the file is not a valid ``.po`` file.
    :raises UnicodeDecodeError: if it is not UTF-8.
    """
    return parse_catalogue(path.read_bytes() if path.is_file() else b"", language)


def parse_catalogue(data: bytes, language: str) -> Catalog:
    """Return the entries of a ``.po`` file's bytes; raises as :func:`read_catalogue` does."""
    data.decode("utf-8")
    catalogue = _Careful(locale=language.replace("-", "_"), charset="utf-8")
    PoFileParser(catalogue, abort_invalid=True).parse(BytesIO(data))
    catalogue.creation_date = _NO_DATE
    catalogue.revision_date = _NO_DATE
    return catalogue


def broken_catalogue(name: str, error: PoFileError | ValueError) -> Problem:
    """Return the problem that :func:`read_catalogue` raised ``error`` for the file ``name``."""
    line, reason = 1, str(error)
    if isinstance(error, PoFileError):
        # Babel counts lines from 0, and says the number in its text, too.
        line, reason = (error.lineno or 0) + 1, re.sub(r" on \d+$", "", str(error.args[0]))
    elif isinstance(error, UnicodeDecodeError):
        reason = "the file is not saved as UTF-8"
    return Problem(
        Place(name, line),
        "broken-catalogue",
        f"the translations cannot be read: {reason[:1].lower()}{reason[1:]}",
        "open the file in a translation editor, or take back the last change",
    )


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
