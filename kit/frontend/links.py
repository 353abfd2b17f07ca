"""Links inside rendered HTML are written ``kit:...``; who knows the addresses puts them in."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Final

_LINK: Final = re.compile(r'<a\b([^>]*?) href="kit:([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_SOURCE: Final = re.compile(r' src="kit:([^"]*)"')
"""Of what a page shows and does not lead to, such as a film."""
_OPTIONAL: Final = re.compile(r"\s*\bdata-kit-optional(=\"\")?")


def resolve_links(html: str, resolve: Callable[[str], str | None]) -> str:
    """Return ``html`` with the address of every ``kit:`` link put in.

    A link that leads nowhere becomes its text; if it is marked ``data-kit-optional``, because
    its text says nothing without it ("Download as a notebook"), it goes altogether.

    >>> resolve_links('<a href="kit:role/leader">leaders</a>', {"role/leader": "../roles.html"}.get)
    '<a href="../roles.html">leaders</a>'
    >>> resolve_links('<a href="kit:role/elf">elves</a>', {}.get)
    'elves'

    :param resolve: returns the address for a target such as ``exercise/learn/looking-back``.
    """

    def put_in(match: re.Match[str]) -> str:
        before, target, after, text = match.groups()
        optional = bool(_OPTIONAL.search(before + after))
        address = resolve(target)
        if address is None:
            return "" if optional else text
        attributes = _OPTIONAL.sub("", before) + f' href="{escape(address)}"'
        return f"<a{attributes}{_OPTIONAL.sub('', after)}>{text}</a>"

    def put_in_source(match: re.Match[str]) -> str:
        address = resolve(match[1])
        return "" if address is None else f' src="{escape(address)}"'

    return _SOURCE.sub(put_in_source, _LINK.sub(put_in, html))
