"""Addresses on other hosts: as browsers read them, however they are written."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_OUTSIDE: Final = re.compile(r"(?:https?|wss?|ftp):|//", re.IGNORECASE)
_IGNORED: Final = re.compile(r"[\t\r\n]|^[\x00- ]+")
"""What browsers leave out of an address before they read it."""
_BEFORE_HOST: Final = re.compile(r"^(?:[a-z]+:)?/*", re.IGNORECASE)


class Asked(NamedTuple):
    """An address on another host that something is loaded from or sent to."""

    offset: int
    """Where it, or the tag that has it, begins in the text."""
    address: str


def as_read(address: str) -> str:
    """Return an address without what browsers leave out of it."""
    return _IGNORED.sub("", address)


def is_foreign(address: str) -> bool:
    r"""Return whether a browser would look for an address on another host.

    >>> [is_foreign(each) for each in ("a.png", "//a.no/b.png", " \\\\a.no/b", "HTTPS:a.no")]
    [False, True, True, True]
    """
    return bool(_OUTSIDE.match(as_read(address).replace("\\", "/")))


def host_of(address: str) -> str:
    r"""Return the host of a foreign address, with its port; browsers count no slashes.

    >>> [host_of(each) for each in ("//A.no/b", "https:/a.no//b.no", "https:a.no:80?x")]
    ['a.no', 'a.no', 'a.no:80']
    """
    rest = _BEFORE_HOST.sub("", as_read(address).replace("\\", "/"))
    return re.split(r"[/?#]", rest, maxsplit=1)[0].lower()
