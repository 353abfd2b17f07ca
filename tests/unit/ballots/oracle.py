"""The exact oracle: on how few ballots any combination of published figures depends.

It knows nothing of the release rule. A published figure adds up the answers in some cells, a cell
being what one leaf's ballots answer to one item. (A mean is such a sum, as the number of answers
may be known; of an item's counts it is enough to look at one category.) All that can be computed
from figures by adding and subtracting is their rational span, and a combination depends on a
ballot if it gives a weight other than 0 to a cell that the ballot answers. The search is exact:
integer elimination, and branching over the ballots that a combination may depend on.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import gcd

Cell = tuple[str, str]
"""A leaf and an item."""
Figure = frozenset[Cell]
Answered = Mapping[str, Counter[frozenset[str]]]
"""By leaf: how many ballots answered just these items."""

Column = frozenset[int]
"""Cells that are in the same figures are one column of the matrix: the numbers of the figures."""
Row = dict[Column, int]
Class = tuple[frozenset[Column], int]
"""Ballots that answer in the same columns, and how many they are."""


def fewest(figures: Iterable[Figure], answered: Answered, limit: int) -> int:
    """Return the fewest ballots that a combination depends on, or ``limit`` if not fewer."""
    columns = _columns(figures, answered)
    rows = _independent(columns.values())
    return _fewest(rows, _ballots(columns, answered), limit)


def fewest_of_one_item(figures: Iterable[Figure], answered: Answered, limit: int) -> int:
    """Return the same for the combinations in which nothing but one item has a weight."""
    columns = _columns(figures, answered)
    rows = _independent(columns.values())
    best = limit
    for item in {item for _, item in columns}:
        others = {column for (_, other), column in columns.items() if other != item}
        own = _vanishing(rows, others)
        best = _fewest(own, _ballots(columns, answered), best)
    return best


def _columns(figures: Iterable[Figure], answered: Answered) -> dict[Cell, Column]:
    """Return the column of every cell that somebody answered and some figure holds."""
    cells = {(leaf, item) for leaf, found in answered.items() for items in found for item in items}
    within: dict[Cell, set[int]] = {}
    for number, figure in enumerate(figures):
        for cell in figure & cells:
            within.setdefault(cell, set()).add(number)
    return {cell: frozenset(numbers) for cell, numbers in within.items()}


def _ballots(columns: Mapping[Cell, Column], answered: Answered) -> Counter[frozenset[Column]]:
    ballots: Counter[frozenset[Column]] = Counter()
    for leaf, found in answered.items():
        for items, number in found.items():
            places = {columns.get((leaf, item)) for item in items} - {None}
            ballots[frozenset(places)] += number
    return ballots


def _independent(columns: Collection[Column]) -> list[Row]:
    """Return a reduced basis of the span of the figures."""
    figures = {number for column in columns for number in column}
    basis: dict[Column, Row] = {}
    for figure in sorted(figures):
        row = {column: 1 for column in columns if figure in column}
        for pivot, other in basis.items():
            row = _without(row, other, pivot)
        if row:
            pivot = next(iter(row))
            basis = {old: _without(other, row, pivot) for old, other in basis.items()}
            basis[pivot] = row
    return list(basis.values())


def _without(row: Row, other: Row, column: Column) -> Row:
    """Return the combination of two rows that is 0 in a column where the other is not."""
    if column not in row:
        return row
    a, b = other[column], row[column]
    mixed = {c: a * row.get(c, 0) - b * other.get(c, 0) for c in row.keys() | other.keys()}
    divisor = gcd(*mixed.values()) or 1
    return {c: value // divisor for c, value in mixed.items() if value}


def _vanishing(rows: Sequence[Row], columns: Iterable[Column]) -> list[Row]:
    """Return a basis of the combinations that are 0 in all these columns."""
    left = list(rows)
    for column in columns:
        pivot = next((row for row in left if column in row), None)
        if pivot is not None:
            left = [_without(row, pivot, column) for row in left if row is not pivot]
    return left


def _fewest(rows: Sequence[Row], ballots: Counter[frozenset[Column]], limit: int) -> int:
    best = limit
    # Parts of the span that share no column: a combination of several is no weaker than of one.
    for part in _parts(rows):
        inside = frozenset().union(*part)
        classes: Counter[frozenset[Column]] = Counter()
        for columns, number in ballots.items():
            classes[columns & inside] += number
        del classes[frozenset()]
        order = sorted(classes.items(), key=lambda each: (-each[1], len(each[0])))
        best = _search(part, order, 0, best)
    return best


def _parts(rows: Sequence[Row]) -> list[list[Row]]:
    parts: list[tuple[set[Column], list[Row]]] = []
    for row in rows:
        touching = [part for part in parts if not part[0].isdisjoint(row)]
        parts = [part for part in parts if part[0].isdisjoint(row)]
        columns = set(row).union(*(part[0] for part in touching))
        parts.append((columns, [row, *(each for part in touching for each in part[1])]))
    return [part for _, part in parts]


def _search(rows: Sequence[Row], classes: Sequence[Class], spent: int, best: int) -> int:
    """Return the fewest ballots of a combination of rows, if fewer than ``best``.

    :param classes: the ballots on which it is still open whether the combination depends.
    :param spent: the number of ballots on which it may depend already.
    """
    if not rows:
        return best
    for place, (columns, number) in enumerate(classes):
        if any(not columns.isdisjoint(row) for row in rows):
            rest = classes[place + 1 :]
            best = _search(_vanishing(rows, columns), rest, spent, best)
            if spent + number < best:
                best = _search(rows, rest, spent + number, best)
            return best
    return min(best, spent)
