"""Read a file's bytes: encoding, byte order mark and tabs first, then the YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from kit.errors import Place, Problem
from kit.source.composing import Composition, compose
from kit.source.document import Document
from kit.source.nodes import MappingNode, ScalarNode

_DOCUMENTS: Final = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How files of Word and LibreOffice begin, new and old, and those of Acrobat."""
BYTE_ORDER_MARK: Final = "\ufeff"
# Where only plain spaces may stand: in an indent, after the sign of an entry, after a key.
_WIDE: Final = "\u00a0\u2002\u2003\u2007\u2009\u202f"
_ODD_SPACE: Final = re.compile(
    rf"^[ ]*[\t{_WIDE}][ \t{_WIDE}]*(?=[^\s#])"
    rf"|^[ ]*-[ ]*[{_WIDE}]+"
    rf"|^[ ]*(?:-[ ]+)?[\w-]+:[ ]*[{_WIDE}]+",
    re.MULTILINE,
)
_EACH: Final = re.compile(f"[\t{_WIDE}]")
_FIRST_KEYS: Final = {"_config.yml": "title: Our book", "_toc.yml": "format: jb-book"}
"""How a file can begin that is none of ours."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: the document, if it could be read, and every problem."""

    document: Document | None
    problems: tuple[Problem, ...]


def read(path: Path, name: str) -> Reading:
    """Return what stands in a file, called ``name`` in every message.

    Never raises for what is in the file, nor for a file that cannot be read.
    """
    data = read_data(path, name)
    return Reading(None, (data,)) if isinstance(data, Problem) else read_bytes(data, name)


def read_text(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file that is not YAML, and why it cannot be read; never raises."""
    data = read_data(path, name)
    return (None, [data]) if isinstance(data, Problem) else decode(data, name)


def read_data(path: Path, name: str) -> bytes | Problem:
    """Return what stands in a file, or why it cannot be read; never raises."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return Problem(Place(name), "missing-file", "the file is not there")
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        return Problem(Place(name), "missing-file", f"the file cannot be read: {reason}")


@lru_cache(maxsize=4096)
def read_bytes(data: bytes, name: str) -> Reading:
    """Return what stands in these bytes, called ``name`` in every message.

    Reading is what takes longest before a build; a file that is as it was is not read again.
    """
    text, problems = decode(data, name)
    if text is None:
        return Reading(None, tuple(problems))
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    composition = _compose_despite_spaces(text.removeprefix(mark), name)
    problems += composition.problems
    root = composition.root
    if isinstance(root, MappingNode):
        return Reading(Document(name, text, root, len(mark)), _in_order(problems))
    if not composition.problems or root is not None:
        problems.append(_not_a_mapping(root, name))
    return Reading(None, _in_order(problems))


def decode(data: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file and what is wrong with its encoding.

    A file in an old Windows encoding is reported and read all the same, so that its other
    problems are found in the same run.
    """
    if data.startswith(_DOCUMENTS):
        message = "the file is a document of another program, not plain text"
        hint = "copy its text into a file of a text editor, and save that as UTF-8"
        return None, [Problem(Place(name), "not-utf8", message, hint)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        hint = "save it with the encoding UTF-8"
        problem = Problem(place, "not-utf8", "the file is not saved as UTF-8", hint)
        # A zero byte is UTF-16's, not a letter's.
        return None if b"\0" in data else data.decode("cp1252", errors="replace"), [problem]
    return text, []


def _compose_despite_spaces(text: str, name: str) -> Composition:
    """Compose; where odd spaces are what is wrong, name each and read on as if they were plain."""
    composition = compose(text, name)
    if composition.root is not None or not _EACH.search(text):
        return composition
    odd = list(_ODD_SPACE.finditer(text))
    if not odd:
        return composition
    # One space for one keeps every position, and levels stay levels.
    second = compose(_ODD_SPACE.sub(lambda match: _EACH.sub(" ", match[0]), text), name)
    if second.root is None:
        second.problems = [p for p in second.problems if p.code != "yaml-syntax"]
    second.problems += [_odd_space(text, match, name) for match in odd]
    return second


def _odd_space(text: str, match: re.Match[str], name: str) -> Problem:
    found = _EACH.search(text, match.start())
    offset = found.start() if found else match.start()
    place = Place(name, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
    if text[offset] == "\t":
        message = "a tab stands where only spaces may stand"
        return Problem(place, "tab", message, "indent with spaces")
    message = "a space of another kind, as from Word, stands where only a plain one may stand"
    return Problem(place, "yaml-syntax", message, "delete it and press the space bar")


def _not_a_mapping(root: object, name: str) -> Problem:
    key = _FIRST_KEYS.get(name, "schema: 1")
    if root is None or (isinstance(root, ScalarNode) and not root.text.strip()):
        hint = f"write '{key}' and the other keys in it, or remove the file"
        return Problem(Place(name), "not-a-mapping", "the file is empty", hint)
    what = "a single text" if isinstance(root, ScalarNode) else "a list"
    return Problem(
        Place(name),
        "not-a-mapping",
        f"the file is {what}, not keys with values",
        f"begin the first line with a key, as in '{key}'",
    )


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.place))
