"""Units from a table, as HR saves it from a spreadsheet: all that is wrong at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kit.ballots.units.cells import (
    MOST_LINES,
    Cell,
    CellsError,
    CellsFault,
    rows_of,
    separator_of,
    table_text,
)
from kit.ballots.units.faults import UnitFault, near
from kit.ballots.units.rows import PEOPLE, UnitRow, tree_of
from kit.ballots.units.tree import UnitTree
from kit.catalogues import msgid
from kit.errors import Place

COLUMNS: Final = {
    "unit": ("unit", "enhet", "eining", "id"),
    "name": ("name", "navn", "namn"),
    "parent": (
        *("parent", "over", "overordnet", "overordna", "överordnad"),
        *("overordnet enhet", "overordna eining", "överordnad enhet"),
    ),
    "people": (
        *("people", "ansatte", "tilsette", "anställda", "antall", "antal", "employees"),
        *("antall ansatte", "antal tilsette", "antal anställda"),
    ),
}
"""What the heads of the columns may be, in the four languages; capitals are no matter."""
_NEEDED: Final = ("unit", "name")
_MISSING: Final = {
    ("unit",): msgid("the table has no column 'unit'"),
    ("name",): msgid("the table has no column 'name'"),
    ("unit", "name"): msgid("the table has no column 'unit' and 'name'"),
}
_FIRST_LINE: Final = msgid("let the first line be unit{s}name{s}parent{s}people")
_SAVE_AS: Final = msgid("in Excel: Save as, file type CSV UTF-8")
_TOO_MANY: Final = msgid("the line has more values than columns")
_IN_QUOTES: Final = msgid("put a text that contains the separator in quotes")
_TOTALS: Final = frozenset(
    (
        *("sum", "sum totalt", "total", "totalt", "totals", "totalsum"),
        *("i alt", "til saman", "tilsammen", "summa"),
    )
)
_DELETE: Final = msgid("delete the line")
_NUMBER: Final = re.compile(r"[0-9]{1,6}|[0-9]{1,3} [0-9]{3}")
"""How many people: with the space that a spreadsheet puts before the hundreds, too."""
_PARTED: Final = re.compile(r"[0-9]{1,3}[.,'][0-9]{3}")
_PART: Final = re.compile(r"[0-9]+[.,][0-9]+")
_NO_TABLE: Final[Mapping[CellsFault, tuple[str, str, str | None]]] = {
    CellsFault.UNCLOSED: ("unclosed-quote", msgid("a quotation mark is never closed"), None),
    CellsFault.LONG_CELL: (
        "unclosed-quote",
        msgid("a cell has far too much text; a quotation mark may be missing"),
        None,
    ),
    CellsFault.MANY_CELLS: ("unknown-key", _TOO_MANY, _IN_QUOTES),
    CellsFault.MANY_LINES: ("text-too-long", msgid("the table has more than {most} lines"), None),
}
"""Code, message and hint."""


def read_units_table(data: bytes, name: str) -> tuple[UnitTree | None, tuple[UnitFault, ...]]:
    """Return the units in a table, and everything that is wrong in it, in file order.

    Its cells are separated by semicolons, commas or tabs, and its columns are :data:`COLUMNS`; what
    must be there are the unit and its name. There is no tree while anything is wrong.

    :param name: what the file is called in every message.
    """
    text = table_text(data)
    if text is None:
        message = msgid("the file is no text; it may be a workbook")
        return None, (UnitFault(Place(name), "not-utf8", message, _SAVE_AS),)
    table = _Table(name, separator_of(text))
    rows = table.units(text)
    faults = list(table.faults)
    root = None
    if rows or not faults:
        root, more = tree_of(rows, Place(name))
        faults += [one for one in more if not (table.torn and one.code == "not-one-tree")]
    tree = UnitTree(root) if root and not faults else None
    return tree, tuple(sorted(faults, key=lambda fault: fault.place))


class _Table:
    """What a table says; what is wrong gathers in ``faults``."""

    def __init__(self, name: str, separator: str) -> None:
        self._name = name
        self._separator = separator
        self._spare = 0
        self.torn = False
        """Whether a line is cut in the wrong places, so that nobody knows what is above it."""
        self.faults: list[UnitFault] = []

    def units(self, text: str) -> list[UnitRow]:
        """Return a row for each unit; none if the table cannot be understood."""
        try:
            rows = list(rows_of(text, self._separator))
        except CellsError as error:
            self._say_no_table(error)
            return []
        head = rows[0] if rows else []
        # A spreadsheet saves empty cells beside the table, where something stood once.
        while head and not head[-1].text:
            head.pop()
            self._spare += 1
        if not head:
            self._say(
                Place(self._name),
                "missing-key",
                msgid("no columns"),
                _FIRST_LINE,
                {"s": self._separator},
            )
            return []
        columns = self._head(head)
        if not set(_NEEDED) <= set(columns):
            return []
        filled = [row for row in rows[1:] if any(cell.text for cell in row)]
        return [self._unit(columns, row) for row in filled if not self._is_no_unit(columns, row)]

    def _is_no_unit(self, columns: Sequence[str], row: Sequence[Cell]) -> bool:
        """Say of a line that sums up, or that has neither unit nor name, that it is none."""
        named = {
            column: cell
            for column, cell in zip(columns, row, strict=False)
            if column in _NEEDED and cell.text
        }
        if not named:
            message = msgid("the line has neither 'unit' nor 'name'")
            hint = msgid(
                "fill them in, or delete the line; of merged cells only the first has text"
            )
            self._say(self._place(row[0]), "empty-text", message, hint)
            return True
        first = next(iter(named.values()))
        if len(named) == 1 and first.text.lower().rstrip(":") in _TOTALS:
            message = msgid("'{name}' is a total and no unit")
            self._say(self._place(first), "wrong-value", message, _DELETE, {"name": first.text})
            return True
        return False

    def _head(self, head: Sequence[Cell]) -> list[str]:
        words = {word: column for column, found in COLUMNS.items() for word in found}
        columns = [words.get(cell.text.lower(), "") for cell in head]
        missing = [column for column in _NEEDED if column not in columns]
        if missing:
            # What stands there instead is the same mistake: it is said once.
            self._say(
                *(Place(self._name), "missing-key", _MISSING[tuple(missing)]),
                *(_FIRST_LINE, {"s": self._separator}),
            )
            return []
        for number, (column, cell) in enumerate(zip(columns, head, strict=True)):
            if not column:
                hint, given = near(cell.text.lower(), list(words))
                message = msgid("'{name}' is not a column")
                given = {"name": cell.text, **given}
                self._say(self._place(cell), "unknown-key", message, hint, given)
            elif column in columns[:number]:
                message = msgid("the column '{name}' stands twice")
                self._say(self._place(cell), "duplicate-key", message, None, {"name": cell.text})
        return columns

    def _unit(self, columns: Sequence[str], row: Sequence[Cell]) -> UnitRow:
        spare = len(columns) + self._spare
        beside = [
            cell
            for number, cell in enumerate(row)
            if number >= spare or (number >= len(columns) and cell.text)
        ]
        for cell in beside[:1]:
            self.torn = True
            self._say(self._place(cell), "unknown-key", _TOO_MANY, _IN_QUOTES)
        found = dict(zip(columns, row, strict=False))
        begins = Place(self._name, row[0].line)
        places = {
            column: self._place(found[column]) if column in found else begins for column in COLUMNS
        }
        values = {column: found[column].text if column in found else "" for column in COLUMNS}
        people = self._people(values["people"], places["people"])
        # In a line that is cut in the wrong places the parent is none.
        parent = values["parent"] if not beside else ""
        return UnitRow(values["unit"], values["name"], parent or None, people, places)

    def _people(self, text: str, place: Place) -> int | None:
        if not text:
            return None
        number = text.replace(" ", "")
        if _NUMBER.fullmatch(text) and int(number) <= PEOPLE:
            return int(number)
        message = msgid("'people' should be a whole number from 0 to {most}, not '{name}'")
        self._say(place, "wrong-type", message, _how_many(text), {"most": PEOPLE, "name": text})
        return None

    def _say_no_table(self, error: CellsError) -> None:
        code, message, hint = _NO_TABLE[error.fault]
        place = Place(self._name, error.line, error.column)
        self._say(place, code, message, hint, {"most": MOST_LINES})

    def _place(self, cell: Cell) -> Place:
        return Place(self._name, cell.line, cell.column)

    def _say(
        self,
        place: Place,
        code: str,
        message: str,
        hint: str | None = None,
        values: Mapping[str, object] | None = None,
    ) -> None:
        self.faults.append(UnitFault(place, code, message, hint, values or {}))


def _how_many(text: str) -> str | None:
    """Return what to write in place of something that is no number of people."""
    if _PARTED.fullmatch(text):
        return msgid("write it without the sign between the digits")
    if _PART.fullmatch(text):
        return msgid("write how many people there are, not how many full-time positions")
    if text.isdigit():
        return None
    return msgid("write digits alone, or nothing if nobody knows")
