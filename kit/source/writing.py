"""All ways to write a value as YAML, the one most like the old one first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kit.source.scalars import Scalar, plain_value


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a new value has to fit into."""

    style: str
    """How the old value is written: ``''`` (plain), ``'``, ``"``, ``|`` or ``>``."""
    written: str
    indent: int
    """Spaces before each line of a block."""
    in_flow: bool
    """Whether it stands inside brackets, where no block may stand."""
    newline: str
    tail: str
    """What follows on the same line, such as a comment."""
    needs_space: bool = False


_WIDTH: Final = 90
# What YAML 1.1 readers take for a word of their own stays in quotes, for Jupyter Book's sake.
_OLD_WORDS: Final = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null|~)|[-+.\d][-+\d.:_]*")
_PLAIN: Final = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f-\x9f:#]|:(?=[^\s])|(?<=\S)#)*")
_FLOW_SIGNS: Final = re.compile(r"[,\[\]{}:]")
_UNPRINTABLE: Final = re.compile(
    r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}
_WORDS: Final = {
    "None": "null",
    "True": "true",
    "False": "false",
    "nan": ".nan",
    "inf": ".inf",
    "-inf": "-.inf",
}


def renderings(value: Scalar, around: Surroundings) -> Iterator[str]:
    """Yield ways to write ``value``; the caller takes the first that reads back as it should."""
    space = " " if around.needs_space else ""
    for text in _ways(value, around):
        yield space + text


def _ways(value: Scalar, around: Surroundings) -> Iterator[str]:
    if not isinstance(value, str):
        yield _WORDS.get(repr(value), repr(value))
        return
    if around.style in {"|", ">"} or ("\n" in value.strip() and not around.style):
        yield from _blocks(value, around)
    if not around.style and _is_plain(value, around):
        yield value
    if around.style in {"", "'"} and not _UNPRINTABLE.search(value) and "\n" not in value:
        yield "'" + value.replace("'", "''") + "'"
    yield '"' + "".join(_escape(character) for character in value) + '"'


def _is_plain(value: str, around: Surroundings) -> bool:
    return (
        _PLAIN.fullmatch(value) is not None
        and value == value.strip()
        and isinstance(plain_value(value), str)
        and not _OLD_WORDS.fullmatch(value)
        and not (around.in_flow and _FLOW_SIGNS.search(value))
    )


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\U{ord(character):08x}" if _UNPRINTABLE.match(character) else character


def _blocks(value: str, around: Surroundings) -> Iterator[str]:
    """Yield the value as a block, if a block can say it: no odd spaces, nothing unprintable."""
    body = value.rstrip("\n")
    endings = len(value) - len(body)
    was_block = around.style in {"|", ">"}
    if around.in_flow or not body or _UNPRINTABLE.search(value) or body[0] in " \t\n":
        return
    if around.tail and not was_block:
        return
    chomping = "-" if not endings else "" if endings == 1 else "+"
    _, _, comment = around.written.partition("\n")[0].rstrip().partition(" #")
    remark = f" #{comment}" if comment and was_block else ""
    pad = " " * _indent_of(around)
    for style in (">", "|") if around.style == ">" else ("|",):
        lines = list(_folded(body)) if style == ">" else body.split("\n")
        lines += [""] * max(0, endings - 1)
        indented = [pad + line if line else "" for line in lines]
        yield around.newline.join([f"{style}{chomping}{remark}", *indented])


def _indent_of(around: Surroundings) -> int:
    """Return the old block's indentation, or the usual one."""
    for line in around.written.split("\n")[1:]:
        if line.strip():
            return max(len(line) - len(line.lstrip(" ")), 1)
    return around.indent


def _folded(body: str) -> Iterator[str]:
    """Break lines at single spaces; one line break of the value is an empty line more."""
    for position, paragraph in enumerate(body.split("\n")):
        if position:
            yield ""
        line = ""
        for word in re.split(r"(?<=\S) (?=\S)", paragraph):
            if line and len(line) + 1 + len(word) > _WIDTH:
                yield line
                line = word
            else:
                line = f"{line} {word}" if line else word
        if paragraph:
            yield line
