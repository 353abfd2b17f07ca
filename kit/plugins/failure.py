"""What a plugin's code may raise, and how it is said in one line."""

from __future__ import annotations

import traceback
from typing import Final

FAILURES: Final = (Exception, SystemExit)
"""A plugin that calls ``sys.exit()`` must not end our command; Ctrl+C still does."""


def reason(error: BaseException) -> str:
    """Return an error's type and text in one line.

    >>> reason(ValueError("no such" + chr(10) + "thing"))
    'ValueError: no such thing'
    """
    # The file and the line of a slip of the pen are its place.
    text = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def spot(error: BaseException, origin: str) -> tuple[int, int]:
    """Return the line and column in a plugin's file to which an error points, or its beginning.

    :param origin: the file's path, from the folder of the book on.
    """
    if isinstance(error, SyntaxError) and _is_of(error.filename, origin):
        return max(error.lineno or 1, 1), max(error.offset or 1, 1)
    lines = [
        step.lineno
        for step in traceback.extract_tb(error.__traceback__)
        if _is_of(step.filename, origin) and step.lineno
    ]
    return (lines[-1] if lines else 1), 1


def advice(error: BaseException) -> str | None:
    """Return what whoever has a plugin in the book can do about an error, if that is clear."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"install what brings '{error.name}', or correct the name"
    if isinstance(error, SyntaxError) and isinstance(error, IndentationError | TabError):
        return "indent each line with spaces, four for each level"
    return None


def _is_of(filename: str | None, origin: str) -> bool:
    return filename is not None and f"/{filename}".replace("\\", "/").endswith(f"/{origin}")
