"""A round that somebody without the code key has changed is not taken for ours."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, Table

from kit.ballots.secrets.proofs import _of, round_proof
from kit.ballots.tables import round_, round_unit, session

KEY = b"k" * 32
CHANGES = {
    *(("round", name) for name in ("state", "released_on", "ended_on", "erased", "proof")),
    *(("session", name) for name in ("state", "taken", "lost", "erased", "drawn", "drawn_proof")),
}
"""What may become another while a round lives; whoever adds a column decides it here, too."""


def value_of(column: Column[Any]) -> object:
    values: dict[type, object] = {bytes: b"b" * 32, date: date(2026, 11, 1), int: 7, bool: False}
    return values.get(column.type.python_type, f"text of {column.name}")


def row_of(table: Table) -> dict[str, object]:
    return {column.name: value_of(column) for column in table.columns}


def proof_with(name: str = "", key: str = "", value: object = None) -> bytes:
    rows = {table.name: row_of(table) for table in (round_, round_unit, session)}
    if name:
        rows[name][key] = value
    return round_proof(KEY, rows["round"], [rows["round_unit"]], [rows["session"]])


@pytest.mark.parametrize(
    ("table", "column"),
    [
        pytest.param(table.name, column.name, id=f"{table.name}.{column.name}")
        for table in (round_, round_unit, session)
        for column in table.columns
    ],
)
def test_only_what_lives_with_a_round_may_change_after_opening(table: str, column: str) -> None:
    changed = proof_with(table, column, "something else")
    assert (changed == proof_with()) == ((table, column) in CHANGES)


def test_a_unit_or_session_more_or_less_is_another_round() -> None:
    row, unit, own = row_of(round_), row_of(round_unit), row_of(session)
    proofs = {
        round_proof(KEY, row, units, sessions)
        for units in ([], [unit], [unit, unit])
        for sessions in ([], [own], [own, own])
    }
    assert len(proofs) == 9


def test_the_order_in_which_a_database_gives_rows_does_not_matter() -> None:
    row, units = row_of(round_), [{**row_of(round_unit), "unit": name} for name in "abc"]
    assert round_proof(KEY, row, units, []) == round_proof(KEY, row, reversed(units), [])


@pytest.mark.parametrize(("table", "column"), [(round_, "shown_until"), (round_unit, "registered")])
def test_a_later_column_without_a_value_is_proven_as_before_there_was_one(
    table: Table, column: str
) -> None:
    before = [Column(each.name, each.type) for each in table.columns if each.name != column]
    row = row_of(table)
    assert _of(table, {**row, column: None}) == _of(Table("before", MetaData(), *before), row)
