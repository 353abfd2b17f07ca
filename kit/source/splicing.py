"""Put one new value into a text and leave every other byte alone."""

from __future__ import annotations

from typing import Any

from kit.source.document import Document, Key, Written
from kit.source.nodes import ScalarNode
from kit.source.reading import read_bytes
from kit.source.scalars import Scalar
from kit.source.writing import Surroundings, renderings


def with_value(document: Document, key: Key, value: Scalar) -> str:
    """Return the whole text of a file with one value replaced and every other byte as it was.

    Of all ways to write the value, the one closest to the old style wins that reads back as
    this value and changes nothing else; each is tried by reading the result. A value that is
    named with ``&`` changes wherever it is repeated.

    :raises KeyError: if nothing stands there.
    :raises TypeError: if a list or a mapping stands there.
    :raises ValueError: if YAML cannot say the value (half a surrogate pair, say).
    """
    text, written = document.text, document.scalar(key)
    node = written.node
    start, end = _extent(text, written)
    anchored = isinstance(node, ScalarNode) and node.anchor is not None
    expected = None if anchored else _replaced(_data(text), key, value)
    for rendering in renderings(value, _surroundings(text, start, end, written)):
        candidate = text[:start] + rendering + text[end:]
        data = _data(candidate)
        if data is None:
            continue
        if _same(_at(data, key), value) if anchored else _same(data, expected):
            return candidate
    raise ValueError(f"{value!r} cannot be written here")


def _extent(text: str, written: Written) -> tuple[int, int]:
    """Return from where to where the value is written, without its anchor.

    A block keeps its last line's end, so that what follows stays on its own line.
    """
    node = written.node
    start, end = node.span.start + written.offset, node.span.end + written.offset
    if not isinstance(node, ScalarNode):
        return start, end
    if node.anchor:
        start = text.index(f"&{node.anchor}", start) + len(node.anchor) + 1
        start += len(text[start:end]) - len(text[start:end].lstrip(" "))
    if node.style in {"|", ">"}:
        body = text[start:end]
        header = body.partition("\n")[0].partition("#")[0]
        kept = body.removesuffix("\n") if "+" in header else body.rstrip("\r\n")
        end = start + len(kept.removesuffix("\r"))
    return start, end


def _surroundings(text: str, start: int, end: int, written: Written) -> Surroundings:
    node, parent = written.node, written.parent
    line_end = text.find("\n", end)
    before = text[max(start - 1, 0) : start]
    return Surroundings(
        style=node.style if isinstance(node, ScalarNode) else "",
        written=text[start:end],
        indent=parent.span.column + 1,
        in_flow=parent.flow,
        newline="\r\n" if "\r\n" in text else "\n",
        tail=text[end : line_end if line_end >= 0 else len(text)].strip(),
        needs_space=bool(before) and before not in " \t\n[{",
    )


def _data(text: str) -> dict[str, Any] | None:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return None
    document = read_bytes(data, "").document
    return None if document is None else document.data


def _replaced(data: Any, key: Key, value: Scalar) -> Any:
    if not key:
        return value
    first, rest = key[0], key[1:]
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[first] = _replaced(copy[first], rest, value)
    return copy


def _at(data: Any, key: Key) -> Any:
    for part in key:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _same(one: object, other: object) -> bool:
    """Compare values and types; ``repr`` tells ``1`` from ``True`` and holds a NaN to be itself."""
    return repr(one) == repr(other)
