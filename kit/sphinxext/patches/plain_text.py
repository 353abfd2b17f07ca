"""Texts that Markdown shows just as they stand, and that need no parser."""

from __future__ import annotations

import re
from typing import Final

_PLAIN: Final = re.compile(r"[^\W\d_][\w ,.;:?!()/«»–—…’%-]*[\w.?!)»…]")
"""One line that begins with a letter, of signs that mean nothing in Markdown."""
_MARKED: Final = re.compile(r"_|[.,?!:/-]{2}|\w[.:/]\w|www|\((?:c|r|p|tm)\)|  ", re.IGNORECASE)
"""What is made a link or another sign of: addresses, ellipses, dashes."""


def is_plain(text: str) -> bool:
    """Return whether Markdown shows a text just as it stands.

    >>> is_plain("Se på det som skiller seg ut (i dag)."), is_plain("Les *dette*.")
    (True, False)
    >>> [is_plain(text) for text in ("1. Først", "Se kit.no", "Vent...", "Rød - blå")]
    [False, False, False, True]
    """
    return bool(_PLAIN.fullmatch(text)) and not _MARKED.search(text)
