"""Put authors' texts into notebook cells so that every character survives and none does harm."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

_INLINE: Final = re.compile(r"[\\&<>`*_\[\]{}$~|#]")
_ENTITIES: Final = {"\\": "&#92;", "&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BLOCK: Final = re.compile(r"^(?=[+=-])|^(\d{1,9})(?=[.)])", re.MULTILINE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_WIDTH: Final = 80


def markdown_text(text: str) -> str:
    r"""Return plain text as Markdown that shows exactly that text; paragraphs stay paragraphs.

    >>> print(markdown_text("2 * 3 < [7]"))
    2 \* 3 &lt; \[7\]

    A backslash becomes an entity, since JupyterLab reads ``\\(`` as the beginning of a formula.
    """
    lines = (line.strip() for line in _CONTROL.sub(" ", text).split("\n"))
    plain = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    safe = _INLINE.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), plain)
    return _BLOCK.sub(lambda found: f"{found[1] or ''}\\", safe)


def markdown_line(text: str) -> str:
    """Return plain text as Markdown in one line: for a heading, a list or a table's cell."""
    return " ".join(markdown_text(text).split("\n")).replace("  ", " ")


def python_literal(value: object, indent: int = 0) -> str:
    r"""Return JSON-ready data as a Python literal that one can read, the same in every Python.

    >>> print(python_literal({"title": 'Say "yes"', "steps": [{"id": "ask", "minutes": 5}]}))
    {
        "title": "Say \"yes\"",
        "steps": [
            {"id": "ask", "minutes": 5},
        ],
    }

    Characters that one cannot see are written as escapes: they could change how the editor
    shows the line, or where the kernel thinks that it ends.

    :raises TypeError: if there is something in it that JSON does not know.
    """
    pad, inner = "    " * indent, "    " * (indent + 1)
    if isinstance(value, str):
        return _string(value)
    if value is None or isinstance(value, bool | int | float):
        return repr(value)
    if isinstance(value, Mapping):
        lines = [f"{_string(k)}: {python_literal(v, indent + 1)}" for k, v in value.items()]
        opening, closing = "{", "}"
    elif isinstance(value, Sequence):
        lines = [python_literal(entry, indent + 1) for entry in value]
        opening, closing = "[", "]"
    else:
        raise TypeError(f"{type(value).__name__} cannot be written into a cell")
    if _fits(value, lines, indent):
        return opening + ", ".join(lines) + closing
    body = "".join(f"{inner}{line},\n" for line in lines)
    return f"{opening}\n{body}{pad}{closing}"


def python_comment(text: str) -> str:
    """Return a text as one line of Python comment."""
    return "# " + " ".join(_CONTROL.sub(" ", text).split())


def _fits(value: Iterable[object], lines: Sequence[str], indent: int) -> bool:
    """Whether a list or mapping without others inside is short enough for one line."""
    entries = value.values() if isinstance(value, Mapping) else value
    flat = all(isinstance(entry, str | int | float | None) for entry in entries)
    return flat and 4 * indent + sum(len(line) + 2 for line in lines) <= _WIDTH


def _string(text: str) -> str:
    """Return a Python string literal; JSON's escapes mean the same in Python."""
    literal = json.dumps(text, ensure_ascii=False)
    return literal if literal.isprintable() else "".join(map(_visible, literal))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - one unit
