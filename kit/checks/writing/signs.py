"""Signs of Markdown in texts that are shown as they are written: those of our YAML files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kit.errors import quoted

_SIGN: Final = re.compile(
    r"""
    (?P<strong> \*\*[^\s*](?:[^*\n]*[^\s*])?\*\* | (?<!\w)__[^\W_](?:[^_\n]*[^\s_])?__(?!\w) )
  | (?P<link> !?\[[^\[\]\n]*\]\((?:https?://|mailto:|www\.|\#|[\w./-]+\.\w{2,5}\b)[^()\s]*\) )
  | (?P<code> (?<![`\w])`[^`\s](?:[^`\n]*[^`\s])?`(?![`\w]) | ```+ )
  | (?P<heading> ^\#{1,6}[ ][^\W\d].* )
  | (?P<list> ^([-*])[ ]+\S.*\n\6[ ]+\S.* )
  | (?P<tag> <(?:b|i|em|strong|u|br|p|a|ul|li)\b[^<>\n]*> )
    """,
    re.VERBOSE | re.MULTILINE,
)
"""Only what nobody writes who does not mean Markdown or HTML: a line of underscores is none."""
_SUSPECT: Final = re.compile(r"\*\*|__\w|\]\(|`|<|^[#*-]", re.MULTILINE)
_LIST_HINT: Final = "separate the lines by empty ones, or make them one sentence"
_HINT: Final = "leave the signs out; this text is no Markdown"


class Sign(NamedTuple):
    """What readers would see, and where it begins in its text."""

    offset: int
    message: str
    hint: str
    shape: bool
    """Whether it is that of a list or a link."""


def signs_in(text: str) -> Iterator[Sign]:
    """Yield the signs of Markdown or HTML in a text.

    >>> texts = ("a **b**", "[Our plan](plan.pdf)", "2 * 3 * 4", "____")
    >>> [len([*signs_in(text)]) for text in texts]
    [1, 1, 0, 0]
    """
    if not _SUSPECT.search(text):
        return
    for found in _SIGN.finditer(text):
        if found["list"]:
            message = "lines that begin with a sign run into each other on the page"
            yield Sign(found.start(), message, _LIST_HINT, shape=True)
        else:
            message = f"readers see {quoted(found[0])} with its signs"
            is_link = found["link"] is not None and not found[0].startswith("!")
            yield Sign(found.start(), message, _HINT, shape=is_link)
