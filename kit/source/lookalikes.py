"""What a line looks like to its author, where a YAML parser only says that it does not fit."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_KEY: Final = r"[ ]*(?:-[ ]+)?[\w-]+"
_CONFLICT: Final = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
_DASH: Final = re.compile(r"[ ]*([–—])[ ]")
_GLUED: Final = re.compile(rf"({_KEY}:)(?!//)[^\s:]\S*(?:[ ]+#.*)?$")
_ROUND: Final = re.compile(rf"{_KEY}:[ ]+([“”„‘’«])")
_BRACKET: Final = re.compile(rf"{_KEY}:[ ]+(\[.*\]|\{{.*\}})[ ]*[^\s#]")
_BACK: Final = 6
"""How many lines before its complaint a parser may have met what is wrong."""


class Seen(NamedTuple):
    """Where it is, from 1, what is wrong, and what to do."""

    line: int
    column: int
    what: str
    hint: str


def seen(text: str, line: int, *, glued: bool) -> Seen | None:
    """Return what is wrong in the eyes of an author, if a line or one shortly before it shows it.

    :param line: where the parser complains, from 1.
    :param glued: whether a key without a space after it can be what is wrong.
    """
    conflict = _CONFLICT.search(text)
    if conflict:
        number = text.count("\n", 0, conflict.start()) + 1
        message = "two versions of the file stand in it, which nobody has brought together"
        hint = "keep one of them, and delete the lines with '<<<', '===' and '>>>'"
        return Seen(number, 1, message, hint)
    lines = text.splitlines()
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    found = _dash(line, here) or _bracket(line, here) or _round(line, here)
    if found or not glued:
        return found
    back = range(min(line, len(lines)), max(line - _BACK, 0), -1)
    return next((it for at in back if (it := _without_space(at, lines[at - 1]))), None)


def _dash(number: int, words: str) -> Seen | None:
    match = _DASH.match(words)
    if match is None:
        return None
    message = "a long dash, as from Word, begins the line"
    return Seen(number, match.start(1) + 1, message, "write '-' and a space instead")


def _bracket(number: int, words: str) -> Seen | None:
    match = _BRACKET.match(words)
    if match is None:
        return None
    message = f"after '{match[1][0]}...{match[1][-1]}' the text goes on"
    return Seen(number, match.start(1) + 1, message, "put the value in quotes")


def _round(number: int, words: str) -> Seen | None:
    match = _ROUND.match(words)
    if match is None or ": " not in words[match.end() :]:
        return None
    message = f"'{match[1]}', as from Word, begins a text and no quotation"
    hint = "write straight quotes, \" or ', before and after the value"
    return Seen(number, match.start(1) + 1, message, hint)


def _without_space(number: int, words: str) -> Seen | None:
    match = _GLUED.match(words)
    if match is None:
        return None
    key = match[1].strip().removeprefix("-").strip()
    message = f"no space stands after '{key}'"
    return Seen(number, match.end(1), message, f"write '{key} ' and the value")
