"""What a style sheet asks another host for, by itself, when it is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kit.checks.foreign_hosts.addresses import Asked, is_foreign

_CHARACTER: Final = r"[^{0}\\\n]|\\[\s\S]"
_QUOTED: Final = (
    rf"""(?:"((?:{_CHARACTER.format('"')})*)(?:"|\Z)|'((?:{_CHARACTER.format("'")})*)(?:'|\Z))"""
)
_COMMENT: Final = re.compile(rf"(?P<text>{_QUOTED})|/\*.*?(?:\*/|\Z)", re.DOTALL)
_STYLE: Final = re.compile(
    rf"@namespace[^;]*|@import\s*{_QUOTED}"
    rf"|\burl\(\s*(?:{_QUOTED}|((?:[^)\\\s\"']|\\[0-9a-f]{{1,6}}\s?|\\.)*))",
    re.IGNORECASE,
)
_SET: Final = re.compile(r"\bimage-set\([^;{}]*", re.IGNORECASE)
_IN_SET: Final = re.compile(rf"url\([^)]*\)|{_QUOTED}")
_ESCAPE: Final = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|([\s\S]))", re.IGNORECASE)
_OF_NAMES: Final = re.compile(
    r"(?<!\\)\\(?:0{0,4}(2d|[46][1-9a-f]|[57][0-9a])(?![0-9a-f])\s?|([-g-z]))", re.IGNORECASE
)
"""A letter of a name such as ``url``, written as an escape."""
_MARKS: Final = ("//", "\\", "http:", "https:")


def asked_by_style(text: str) -> Iterator[Asked]:
    """Yield what a style sheet, or the value of an attribute ``style``, asks other hosts for."""
    small = text.lower()
    if not any(mark in small for mark in _MARKS):
        return
    text, gaps = _spelt_out(text)
    # As long as before, so that places stay.
    text = _COMMENT.sub(lambda found: found["text"] or " " * len(found[0]), text)
    found = [*_STYLE.finditer(text)]
    for images in _SET.finditer(text):
        found += _IN_SET.finditer(text, *images.span())
    for match in found:
        group = match.lastindex or 0
        address = _ESCAPE.sub(_unescaped, match[group]) if group else ""
        if is_foreign(address):
            start = match.start(group)
            yield Asked(start + sum(gap for at, gap in gaps if at < start), address)


def _spelt_out(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a style with the letters of its names as they are, and where it is shorter by what."""
    gaps: list[tuple[int, int]] = []
    removed = 0

    def letter(match: re.Match[str]) -> str:
        nonlocal removed
        gaps.append((match.start() - removed, len(match[0]) - 1))
        removed += len(match[0]) - 1
        return chr(int(match[1], 16)) if match[1] else match[2]

    return _OF_NAMES.sub(letter, text), gaps


def _unescaped(match: re.Match[str]) -> str:
    return chr(min(int(match[1], 16), 0x10FFFF)) if match[1] else match[2]
