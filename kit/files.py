"""Write files so that nobody ever meets half of one, and put some into one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP file can hold."""


def write_whole(path: Path, data: bytes) -> bool:
    """Write a file in one step unless it holds this already; return whether it was written.

    Whoever reads it meanwhile, or after an interruption, finds the old content or the new.

    :raises OSError: naming ``path``, also where the system names no file, as on a full disk.
    """
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        new = beside(path)
        try:
            new.write_bytes(data)
            new.replace(path)
        except OSError:
            new.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise named(error, path) from error
    return True


def beside(path: Path) -> Path:
    """Return where a file is written before it takes its place.

    >>> beside(Path("nb/index.html")).as_posix()
    'nb/.index.html.new'
    """
    return path.with_name(f".{path.name}.new")


def named(error: OSError, path: Path) -> OSError:
    """Return the error with the path, which the system leaves out where it writes or reads.

    Where one file is copied to another it names both, and the first could be read.
    """
    known = error.filename is not None and error.filename2 is None
    return error if known else OSError(error.errno, error.strerror, str(path))


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files as a ZIP file that says nothing about when or where it was made.

    :param files: names and contents, in their order.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Otherwise it differs between Windows and others.
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            made.writestr(entry, data)
    return out.getvalue()
