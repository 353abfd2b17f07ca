"""From text to a tree: every problem of the file itself, and no recursion on what authors nest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Never

import yaml

from kit.errors import Place, Problem
from kit.source.nodes import AliasNode, ListNode, MappingNode, Node, ScalarNode, Span, resolve
from kit.source.scalars import STANDARD
from kit.source.syntax import explain

MAXIMUM_DEPTH: Final = 60
MAXIMUM_SIZE: Final = 200_000
"""Values in the file once every alias is written out; a long platform has some thousands."""

_KNOWN_TAGS: Final = frozenset(
    f"{STANDARD}{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")
) | {"!"}
_CHARACTERS_PER_UNIT: Final = 64
_SHOWN: Final = 60

# libyaml, twenty times as fast as parsing in Python, where the installed PyYAML has it.
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open; ``key`` waits for its value."""

    node: ListNode | MappingNode
    anchor: str | None
    key: ScalarNode | None = None
    repeated: bool = False


@dataclass(slots=True)
class Composition:
    """A tree, if there is one, and what is wrong with the text."""

    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)


class _Stop(Exception):  # noqa: N818 - ends the reading, it is not an error of ours
    """The rest of the file cannot be read."""


def compose(text: str, path: str) -> Composition:
    """Return the tree of a text; never raises, whatever the text is.

    Reading stops at the first fault of syntax, since what follows it can only be guessed;
    keys that stand twice are found up to there.
    """
    composer = _Composer(path)
    try:
        for event in _events(text):
            composer.take(event)
    except _Stop:
        composer.result.root = None
    except yaml.YAMLError as error:
        composer.result.root = None
        composer.result.problems.append(explain(error, text, path))
    return composer.result


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _Loader(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


class _Composer:
    """Builds the tree event by event, with a stack of its own instead of the call stack."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.result = Composition()
        self._stack: list[_Frame] = []
        self._anchors: dict[str, Node | None] = {}
        """None while the value is still open: an alias to it would never end."""
        self._has_root = False

    def take(self, event: yaml.Event) -> None:
        """Take the next event.

        :raises _Stop: if what follows it cannot be read.
        """
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event))
        elif isinstance(event, yaml.AliasEvent):
            self._add(self._alias(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.DocumentStartEvent) and self._has_root:
            message = "a second document begins here"
            hint = "keep one document in a file, and remove '---'"
            self._stop(_span(event), "yaml-syntax", message, hint)

    def _scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        tag = self._tag(event)
        size = 1 + len(event.value) // _CHARACTERS_PER_UNIT
        node = ScalarNode(_span(event), event.value, event.style or "", tag, event.anchor, size)
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _alias(self, event: yaml.AliasEvent) -> AliasNode:
        name, span = event.anchor, _span(event)
        shown = name[:_SHOWN]
        if name not in self._anchors:
            message = f"'*{shown}' repeats a value that nothing above names '&{shown}'"
            hint = "put a word that begins with '*' in quotes"
            self._stop(span, "yaml-syntax", message, hint)
        target = self._anchors[name]
        if target is None:
            self._stop(span, "too-many-aliases", f"'*{shown}' stands inside the value it repeats")
        node = resolve(target)
        return AliasNode(span, node, node.size, node.height)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._tag(event)
        span = _span(event)
        if len(self._stack) >= MAXIMUM_DEPTH:
            self._too_deep(span)
        if self._expects_key():
            self._no_key(span)
        kind = MappingNode if isinstance(event, yaml.MappingStartEvent) else ListNode
        self._stack.append(_Frame(kind(span, bool(event.flow_style)), event.anchor))
        if event.anchor:
            self._anchors[event.anchor] = None

    def _close(self) -> None:
        frame = self._stack.pop()
        if frame.anchor:
            self._anchors[frame.anchor] = frame.node
        self._add(frame.node)

    def _expects_key(self) -> bool:
        top = self._stack[-1] if self._stack else None
        return top is not None and isinstance(top.node, MappingNode) and top.key is None

    def _add(self, node: Node) -> None:
        if not self._stack:
            self.result.root = node
            self._has_root = True
            return
        frame = self._stack[-1]
        if self._expects_key():
            self._take_key(frame, node)
            return
        self._grow(frame.node, node)
        if isinstance(frame.node, ListNode):
            frame.node.entries.append(node)
        elif frame.key is not None:
            if not frame.repeated:
                frame.node.pairs[frame.key.text] = (frame.key, node)
            frame.key, frame.repeated = None, False

    def _grow(self, holder: ListNode | MappingNode, node: Node) -> None:
        holder.height = max(holder.height, node.height + 1)
        if holder.height > MAXIMUM_DEPTH:
            self._too_deep(node.span)
        holder.size += node.size
        if holder.size > MAXIMUM_SIZE:
            message = f"the file grows to more than {MAXIMUM_SIZE} values here"
            hint = "write the values out instead of repeating them with '*'"
            self._stop(node.span, "too-many-aliases", message, hint)

    def _take_key(self, frame: _Frame, node: Node) -> None:
        key = resolve(node)
        if not isinstance(key, ScalarNode) or not isinstance(frame.node, MappingNode):
            self._no_key(node.span)
        first = frame.node.pairs.get(key.text)
        frame.key, frame.repeated = key, first is not None
        if first is not None:
            message = f"'{key.text[:_SHOWN]}' stands twice"
            hint = f"keep one; the first is in line {first[0].span.line}"
            self._report(node.span, "duplicate-key", message, hint)

    def _no_key(self, span: Span) -> Never:
        self._stop(span, "yaml-syntax", "a key is a word, not a list or a mapping")

    def _too_deep(self, span: Span) -> Never:
        message = f"more than {MAXIMUM_DEPTH} levels stand inside each other"
        self._stop(span, "yaml-syntax", message)

    def _tag(self, event: yaml.NodeEvent) -> str | None:
        tag: str | None = event.tag
        if tag is not None and tag not in _KNOWN_TAGS:
            shown = tag.replace(STANDARD, "!!")[:_SHOWN]
            hint = "put a word that begins with '!' in quotes"
            self._report(_span(event), "yaml-syntax", f"'{shown}' has no meaning here", hint)
        return tag

    def _report(self, span: Span, code: str, message: str, hint: str | None = None) -> None:
        place = Place(self.path, span.line, span.column)
        self.result.problems.append(Problem(place, code, message, hint))

    def _stop(self, span: Span, code: str, message: str, hint: str | None = None) -> Never:
        self._report(span, code, message, hint)
        raise _Stop


def _span(event: yaml.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.index, end.index, start.line + 1, start.column + 1)
