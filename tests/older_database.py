"""Bring an owner's tables back to an older version, as an upgrade finds them.

Alembic only goes forward here. Each version says how its step is undone; one that does not is
named by the first test that has to pass it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from kit.storage.owners import owners
from kit.storage.versions import migrations

_UNDO: Final[Mapping[str, Sequence[str]]] = {
    "ended": ("ALTER TABLE round DROP COLUMN ended_on",),
    "objections": ("DROP TABLE objection",),
    "decisions": ("DROP TABLE result_decision",),
    "meetings": ("DROP TABLE meeting",),
    "runs": ("DROP TABLE run",),
    "walls": ("DROP TABLE wall",),
    "waiting": (
        "CREATE TABLE carry AS SELECT session, sealed FROM waiting_count",
        "DROP TABLE waiting_count",
    ),
    "after": (
        "ALTER TABLE round DROP COLUMN shown_until",
        "ALTER TABLE unit DROP COLUMN registered",
        "ALTER TABLE round_unit DROP COLUMN registered",
    ),
    "slips": (
        "ALTER TABLE session DROP COLUMN drawn",
        "ALTER TABLE session DROP COLUMN drawn_proof",
        "ALTER TABLE result DROP COLUMN drawn",
        "ALTER TABLE result DROP COLUMN people",
    ),
}
"""What takes back the step to a version."""


def bring_back(connection: Connection, version: str, of: str = "ballots") -> None:
    """Undo each step of an owner that came after ``version``, the newest first."""
    (head,) = (owner.head for owner in owners() if owner.name == of)
    chain = ScriptDirectory.from_config(migrations()).iterate_revisions(head, version)
    steps = [each.revision for each in chain]
    unknown = [step for step in steps if step not in _UNDO]
    assert not unknown, f"say in _UNDO in {__file__} how to take back {unknown}"
    for step in steps:
        for statement in _UNDO[step]:
            connection.execute(text(statement))
    moved = text("UPDATE alembic_version SET version_num = :version WHERE version_num = :head")
    connection.execute(moved, {"version": version, "head": head})
