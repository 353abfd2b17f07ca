"""Links to headings: ``[together](learn.md#together)`` leads to every heading of a page."""

from __future__ import annotations

from typing import Final

from sphinx.config import Config

_DEPTH: Final = "myst_heading_anchors"
_DEEPEST: Final = 6


def link_headings(config: Config) -> None:
    """Give every heading an anchor, as ``kit check`` expects, unless the book says how deep.

    Without one MyST leaves the address as it is written, which is another where a heading has
    letters beyond a to z: ``#øve`` for ``#ove``.
    """
    if _DEPTH in config and not config[_DEPTH]:
        config[_DEPTH] = _DEEPEST
