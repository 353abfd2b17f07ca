"""A file that could be read: its data, the place of every value, and how to change one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from kit.errors import Place
from kit.source.nodes import ListNode, MappingNode, Node, ScalarNode, Span, resolve
from kit.source.scalars import value_of

Key = tuple[str | int, ...]
"""The way to a value: keys, and positions in lists from 0."""


@dataclass(frozen=True, slots=True)
class Written:
    """A single value as it stands in a file."""

    node: Node
    """The value, or the word that repeats it."""
    parent: ListNode | MappingNode
    offset: int
    """Characters of the file before the first of those that the nodes count."""


class Document:
    """A YAML file whose top level is a mapping.

    ``name`` is the path shown to the author, ``text`` the whole file.
    """

    def __init__(self, name: str, text: str, root: MappingNode, offset: int = 0) -> None:
        self.name = name
        self.text = text
        self._root = root
        self._offset = offset
        """Characters before the YAML begins, such as a byte order mark."""

    @cached_property
    def data(self) -> dict[str, Any]:
        """The file as dictionaries, lists and scalars; keys are the words as they are written."""
        data: dict[str, Any] = _construct(self._root, {})
        return data

    def place(self, key: Key, of: Literal["value", "key"] = "value") -> Place:
        """Return where a value or its key stands; for one that is not there, where its parent does.

        An entry of a list has no key: its place is where the entry begins.
        """
        span, node = self._root.span, resolve(self._root)
        for part in key:
            found = _child(node, part)
            if found is None:
                break
            key_node, child = found
            span = key_node.span if of == "key" and key_node else child.span
            node = resolve(child)
        return Place(self.name, span.line, span.column)

    def swallowed(self, key: Key) -> tuple[int, str] | None:
        """Return where a key that is missing stands inside a text, indented too far.

        :return: the line, and the key of the text beside it that it became a part of.
        """
        node = resolve(self._root)
        for part in key[:-1]:
            found = _child(node, part)
            if found is None:
                return None
            node = resolve(found[1])
        if not isinstance(node, MappingNode):
            return None
        wanted = re.compile(rf"(?:^|\s+){re.escape(str(key[-1]))}:(?:\s|$)")
        lines = self.text.splitlines()
        for name, (_, child) in node.pairs.items():
            text = resolve(child)
            if isinstance(text, ScalarNode) and wanted.search(text.text):
                for number, line in enumerate(lines[text.span.line :], start=text.span.line + 1):
                    if wanted.match(line):
                        return number, name
        return None

    def scalar(self, key: Key) -> Written:
        """Return a value as it is written.

        :raises KeyError: if nothing stands there.
        :raises TypeError: if a list or a mapping stands there.
        """
        parent: ListNode | MappingNode = self._root
        child: Node = self._root
        for part in key:
            holder = resolve(child)
            found = _child(holder, part)
            if found is None or isinstance(holder, ScalarNode):
                raise KeyError(key)
            parent, child = holder, found[1]
        if not isinstance(resolve(child), ScalarNode):
            raise TypeError(f"{key} is not a single value")
        return Written(child, parent, self._offset)

    def words(self) -> Iterator[tuple[Key, str, Place]]:
        """Yield every unquoted word, keys included, with the way to it and where it stands."""
        for key, word, span in _words(self._root, ()):
            yield key, word, Place(self.name, span.line, span.column)

    def with_quotes(self, wanted: Callable[[str], bool]) -> str:
        """Return the text of the file with quotes around the unquoted words that are to have them.

        Every other byte is as it was.
        """
        text = self.text
        ends = ((self._offset + span.end, word) for _, word, span in _words(self._root, ()))
        for end, word in sorted(ends, reverse=True):
            # Counted from its end: before it there may be a name for it, as in '&when 2027-06-01'.
            start = end - len(word)
            if wanted(word) and text[start:end] == word:
                text = f'{text[:start]}"{word}"{text[end:]}'
        return text


def _child(node: Node, part: str | int) -> tuple[ScalarNode | None, Node] | None:
    if isinstance(node, MappingNode) and isinstance(part, str):
        return node.pairs.get(part)
    if isinstance(node, ListNode) and isinstance(part, int) and 0 <= part < len(node.entries):
        return None, node.entries[part]
    return None


def _construct(node: Node, made: dict[int, Any]) -> Any:
    """Build plain data; what aliases share is built once."""
    node = resolve(node)
    if isinstance(node, ScalarNode):
        return value_of(node)
    if id(node) not in made:
        made[id(node)] = (
            [_construct(entry, made) for entry in node.entries]
            if isinstance(node, ListNode)
            else {key: _construct(child, made) for key, (_, child) in node.pairs.items()}
        )
    return made[id(node)]


def _words(node: Node, key: Key) -> Iterator[tuple[Key, str, Span]]:
    if isinstance(node, ScalarNode):
        if not node.style:
            yield key, node.text, node.span
    elif isinstance(node, ListNode):
        for position, entry in enumerate(node.entries):
            yield from _words(entry, (*key, position))
    elif isinstance(node, MappingNode):
        for name, (key_node, child) in node.pairs.items():
            yield from _words(key_node, (*key, name))
            yield from _words(child, (*key, name))
