"""The tree of a YAML file: what stands where, before it becomes plain data."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in the text: offsets, and line and column from 1."""

    start: int
    end: int
    line: int
    column: int


@dataclass(slots=True)
class ScalarNode:
    """A single value as written; ``style`` is ``''`` (plain), ``'``, ``"``, ``|`` or ``>``."""

    span: Span
    text: str
    style: str
    tag: str | None = None
    anchor: str | None = None
    size: int = 1
    height: int = 1


@dataclass(slots=True)
class ListNode:
    """A list; ``flow`` when it is written in brackets."""

    span: Span
    flow: bool
    entries: list[Node] = field(default_factory=list)
    size: int = 1
    height: int = 1


@dataclass(slots=True)
class MappingNode:
    """Keys with values in the order of the file; of a key that stands twice, the first."""

    span: Span
    flow: bool
    pairs: dict[str, tuple[ScalarNode, Node]] = field(default_factory=dict)
    size: int = 1
    height: int = 1


@dataclass(slots=True)
class AliasNode:
    """A place where an earlier value is used again."""

    span: Span
    target: ScalarNode | ListNode | MappingNode
    size: int = 1
    height: int = 1


Node = ScalarNode | ListNode | MappingNode | AliasNode


def resolve(node: Node) -> ScalarNode | ListNode | MappingNode:
    """Return the node that stands behind an alias, or the node itself."""
    return node.target if isinstance(node, AliasNode) else node
