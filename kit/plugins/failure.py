"""What a plugin's code may raise, and how it is said in one line."""

from __future__ import annotations

from typing import Final

FAILURES: Final = (Exception, SystemExit)
"""A plugin that calls ``sys.exit()`` must not end our command; Ctrl+C still does."""


def reason(error: BaseException) -> str:
    """Return an error's type and text in one line.

    >>> reason(ValueError("no such" + chr(10) + "thing"))
    'ValueError: no such thing'
    """
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
