"""Office files are ZIP files: ours say nothing about when, by whom or by which program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from kit.files import zipped

_FIRST: Final = "[Content_Types].xml"
XML: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OF_NO_PROGRAM: Final = {
    "docProps/app.xml": XML
    + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>'
}


def without_time(data: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    """Return a ZIP file with its files in a fixed order, and no date or program in it.

    :param instead: files that say something else, by name.
    """
    told = {**_OF_NO_PROGRAM, **(instead or {})}
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        names = sorted(made.namelist(), key=lambda name: (name != _FIRST, name))
        return zipped((name, told.get(name) or made.read(name)) for name in names)
