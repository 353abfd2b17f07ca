"""Write files so that nobody ever meets half of one."""

from __future__ import annotations

from pathlib import Path


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
