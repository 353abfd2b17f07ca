"""Directives that hold a table, as docutils asks for it; what is not so, the build leaves out."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

Fault = tuple[int, str]
"""A line of the directive's content, from 0, and what is wrong there."""

_CSV_OPTIONS: Final = frozenset({"delim", "quote", "escape", "file", "url", "keepspace"})


def table_faults(
    name: str, body: str, options: Mapping[str, str], parse: Callable[[str], Sequence[Token]]
) -> Iterator[Fault]:
    """Yield what is wrong with the table in a directive; nothing for other directives.

    :param body: what stands in it, without its options.
    """
    if name == "list-table":
        yield from _list_table(SyntaxTreeNode(parse(body)).children, options)
    elif name == "table":
        kinds = [node.type for node in SyntaxTreeNode(parse(body)).children]
        if kinds != ["table"]:
            yield 0, "'table' holds one table and nothing else"
    elif name == "csv-table" and not _CSV_OPTIONS & options.keys():
        rows = [*csv.reader(body.strip("\n").split("\n"), skipinitialspace=True)]
        yield from _widths(options, max(map(len, rows), default=0))


def _list_table(nodes: Sequence[SyntaxTreeNode], options: Mapping[str, str]) -> Iterator[Fault]:
    nodes = [node for node in nodes if node.type not in {"myst_target", "myst_line_comment"}]
    if len(nodes) != 1 or nodes[0].type != "bullet_list":
        yield 0, "'list-table' holds one list of rows and nothing else"
        return
    counts = []
    for row in nodes[0].children:
        line = row.map[0] if row.map else 0
        if len(row.children) != 1 or row.children[0].type != "bullet_list":
            yield line, "a row of 'list-table' is a list of cells and nothing else"
            return
        counts.append((line, len(row.children[0].children)))
    first = counts[0][1]
    for number, (line, count) in enumerate(counts, 1):
        if count != first:
            yield line, f"row {number} has {_cells(count)}, and the first row has {first}"
            return
    yield from _widths(options, first)
    head = options.get("header-rows", "0")
    if head.isdigit() and int(head) >= len(counts):
        yield 0, "the table has no row below its head"


def _widths(options: Mapping[str, str], columns: int) -> Iterator[Fault]:
    widths = options.get("widths", "").replace(",", " ").split()
    if widths and all(width.isdigit() for width in widths) and len(widths) != columns:
        numbers = "1 number" if len(widths) == 1 else f"{len(widths)} numbers"
        yield 0, f"'widths' has {numbers}, and the table has {columns} columns"


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"
