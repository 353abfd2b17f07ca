"""Short names in our scripts: nobody who opens a page reads them, and every phone fetches them.

No minifier that shortens names has packages for every system that authors use, and some would need
Node. So tree-sitter reads the script, and what is renamed here is only what cannot be seen from
outside: a name has one short name wherever it stands, and no other name has that where it is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count, product
from operator import attrgetter
from string import ascii_letters
from typing import Final

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser, Query, QueryCursor

_FUNCTIONS: Final = frozenset(
    {
        "arrow_function",
        "function_declaration",
        "function_expression",
        "generator_function",
        "generator_function_declaration",
        "method_definition",
    }
)
_SCOPES: Final = _FUNCTIONS | {
    "catch_clause",
    "class_static_block",
    "for_in_statement",
    "for_statement",
    "program",
    "statement_block",
    "switch_body",
}
_DECLARING: Final = _FUNCTIONS | {
    "catch_clause",
    "class",
    "class_declaration",
    "for_in_statement",
    "variable_declarator",
}
_SHORTHANDS: Final = ("shorthand_property_identifier", "shorthand_property_identifier_pattern")
_NAMES: Final = ("identifier", *_SHORTHANDS)
_ASKED: Final = "\n".join(
    [
        *(f"({name}) @name" for name in _NAMES),
        *(f"({each}) @declaring" for each in sorted(_DECLARING)),
    ]
)
_RESERVED: Final = {"as", "do", "if", "in", "is", "of"}
_Span = tuple[int, int]


def shortened(source: str, *, alone: bool = False) -> str:
    """Return a script in which what it declares has short names.

    :param alone: whether nothing else sees what it declares at its top, as with a module.
    :raises ValueError: if it is no JavaScript.
    """
    text = source.encode()
    javascript = Language(tree_sitter_javascript.language())
    root = Parser(javascript).parse(text).root_node
    if root.has_error:
        raise ValueError("a script of ours is no JavaScript")
    nodes = QueryCursor(Query(javascript, _ASKED)).captures(root)
    found = [
        (_text(node), node) for node in sorted(nodes.get("name", ()), key=attrgetter("start_byte"))
    ]
    scopes: dict[str, list[_Span]] = {}
    for declared, scope in chain.from_iterable(map(_declared, nodes.get("declaring", ()))):
        if alone or scope.type != "program":
            scopes.setdefault(_text(declared), []).append(scope.byte_range)
    # Where a name stands outside of what declares it, it is the browser's or another script's.
    others = {name for name, node in found if not _within(node, scopes.get(name, ()))}
    counted = Counter(name for name, _ in found if name not in others)
    spans = {each: scopes[each] for each, _ in counted.most_common()}
    short = _short(spans, others)
    parts, end = [], 0
    for name, node in found:
        if name in short:
            parts += [text[end : node.start_byte].decode(), _renamed(node, name, short[name])]
            end = node.end_byte
    return "".join([*parts, text[end:].decode()])


def _text(node: Node) -> str:
    text: bytes = node.text or b""
    return text.decode()


def _renamed(node: Node, name: str, short: str) -> str:
    """Return what stands for a name; where it names a property as well, that keeps its name."""
    return f"{name}:{short}" if node.type in _SHORTHANDS else short


def _within(node: Node, spans: Iterable[_Span]) -> bool:
    place = node.start_byte
    return any(start <= place < end for start, end in spans)


def _short(scopes: Mapping[str, list[_Span]], taken: set[str]) -> dict[str, str]:
    """Return a short name for each, the shortest first: one that means nothing else there."""
    given: dict[str, list[_Span]] = {}
    found = {}
    for name, spans in scopes.items():
        found[name] = next(
            short for short in _fresh(taken) if not _meet(given.get(short, ()), spans)
        )
        given.setdefault(found[name], []).extend(spans)
    return found


def _meet(some: Iterable[_Span], others: Iterable[_Span]) -> bool:
    return any(start < until and since < end for start, end in some for since, until in others)


def _fresh(taken: set[str]) -> Iterator[str]:
    every = (product(ascii_letters, repeat=length) for length in count(1))
    names = map("".join, chain.from_iterable(every))
    return (name for name in names if name not in taken and name not in _RESERVED)


def _declared(node: Node) -> Iterator[tuple[Node, Node]]:
    """Yield what a node declares: the name, and where that is known."""
    name = node.child_by_field_name("name")
    match node.type:
        case "variable_declarator" if node.parent and node.parent.type == "lexical_declaration":
            yield from ((found, _scope(node)) for found in _bound(name))
        case "function_declaration" | "generator_function_declaration" | "class_declaration":
            yield from ((found, _scope(node)) for found in _bound(name))
        case "function_expression" | "generator_function" | "class":
            yield from ((found, node) for found in _bound(name))
        case "for_in_statement" if node.child_by_field_name("kind"):
            left = node.child_by_field_name("left")
            yield from ((found, node) for found in _bound(left))
    if node.type in _FUNCTIONS or node.type == "catch_clause":
        given = [node.child_by_field_name(field) for field in ("parameter", "parameters")]
        yield from ((found, node) for each in given for found in _bound(each))


def _scope(node: Node) -> Node:
    """Return the nearest thing around a node in which a name is known."""
    around = node.parent
    while around and around.parent and around.type not in _SCOPES:
        around = around.parent
    return around or node


def _bound(pattern: Node | None) -> Iterator[Node]:
    """Yield the names that a pattern binds, and none of what it takes them from."""
    if pattern is None:
        return
    inner: list[Node | None] = list(pattern.named_children)
    match pattern.type:
        case "identifier" | "shorthand_property_identifier_pattern":
            yield pattern
        case "pair_pattern":
            inner = [pattern.child_by_field_name("value")]
        case "assignment_pattern" | "object_assignment_pattern":
            inner = [pattern.child_by_field_name("left")]
    for each in inner:
        yield from _bound(each)
