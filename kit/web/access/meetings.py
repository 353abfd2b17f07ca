"""Meetings that a leader has prepared: what their survey needs to be opened, and their sittings.

Shift workers meet in several sittings that share one survey. A meeting is no survey: until it is
started nobody can answer, and nothing of it is on record but that it was prepared.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Row, exists, select

from kit.ballots import forget_objections, move_objections
from kit.ballots.tables import round_
from kit.storage import Store, prove, proven, record
from kit.storage.identifiers import new_id
from kit.web.access.tables import meeting

MOST_SITTINGS: Final = 9
KEPT: Final = timedelta(days=60)
"""So long after its day a meeting is there: its last sitting may come weeks after the first."""
_COLUMNS: Final = (
    *("id", "unit", "exercise", "purpose", "discussed_on", "shown_until", "items"),
    *("meets_on", "minute", "sittings", "held", "request", "round"),
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """What was prepared for one meeting of a unit."""

    unit: str
    exercise: str
    purpose: str
    discussed_on: date
    meets_on: date
    minute: int | None = None
    """The minute of the day at which it begins."""
    shown_until: date | None = None
    items: bool = False
    sittings: int = 1
    held: int = 0
    request: str | None = None
    """What the key holder was asked when it was started."""
    round: str | None = None
    """Its survey, once that is open."""
    id: str = field(default_factory=new_id)

    @property
    def left(self) -> int:
        """How many sittings have not been held."""
        return max(0, self.sittings - self.held)


def prepare(store: Store, prepared: Meeting, actor: str) -> bool:
    """Keep a meeting; one with its id is written over, unless it was started meanwhile.

    :returns: whether it is kept.
    """
    row = asdict(prepared)
    with store.writing() as connection:
        same = meeting.c.id == prepared.id
        before = connection.execute(select(meeting).where(same)).one_or_none()
        if before is not None and (before.unit != prepared.unit or before.request or before.round):
            return False
        connection.execute(meeting.delete().where(same))
        connection.execute(meeting.insert().values({**row, "proof": _proof(store, row)}))
        details = {"meeting": prepared.id, "unit": prepared.unit}
        record(store, connection, actor, "prepare-meeting", details)
    return True


def forget_meetings(store: Store) -> None:
    """Delete meetings whose day is long gone, or whose survey is; asked every day."""
    there = exists().where(round_.c.id == meeting.c.round)
    gone = meeting.c.round.is_not(None) & ~there
    old = gone | (meeting.c.meets_on < store.today() - KEPT)
    with store.writing() as connection:
        forget_objections(connection, connection.scalars(select(meeting.c.id).where(old)).all())
        found = connection.execute(meeting.delete().where(old)).rowcount
    if found:
        store.empty_log()


def meetings_of(store: Store, unit: str) -> tuple[Meeting, ...]:
    """Return the meetings of a unit, the next one first."""
    asked = select(meeting).where(meeting.c.unit == unit).order_by(meeting.c.meets_on)
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(meeting.c.minute, meeting.c.id)).all()
    return tuple(_meeting(row) for row in rows if _is_ours(store, row))


def prepared_meetings(store: Store, units: Collection[str]) -> tuple[Meeting, ...]:
    """Return the meetings of units that have no survey yet, the next one first."""
    asked = select(meeting).where(meeting.c.request.is_(None)).order_by(meeting.c.meets_on)
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(meeting.c.minute, meeting.c.id)).all()
    return tuple(_meeting(row) for row in rows if row.unit in units and _is_ours(store, row))


def meeting_of_round(store: Store, unit: str, round_id: str) -> Meeting | None:
    """Return the meeting whose survey a round is, or none."""
    found = (each for each in meetings_of(store, unit) if each.round == round_id)
    return next(found, None)


def start_meeting(store: Store, prepared: Meeting, request: str, actor: str) -> bool:
    """Note what the key holder is asked; return whether nobody has started the meeting before."""
    waits, started = replace(prepared, request=None), replace(prepared, request=request)
    return _change(store, waits, started, actor, "start-meeting")


def note_outcome(store: Store, started: Meeting, round_id: str | None, actor: str) -> None:
    """Note the survey that was opened, or none if it was refused: then one can start again."""
    request = started.request if round_id else None
    noted = replace(started, request=request, round=round_id)
    _change(store, started, noted, actor, "open-meeting" if round_id else "leave-meeting")


def hold_sitting(store: Store, prepared: Meeting, number: int, actor: str) -> Meeting:
    """Note how many sittings are held; pressed twice it counts once."""
    changed = replace(prepared, held=min(max(number, 0), prepared.sittings))
    if changed != prepared:
        _change(store, prepared, changed, actor, "hold-sitting")
    return changed


def drop_meeting(store: Store, unit: str, id_: str, actor: str) -> bool:
    """Delete a meeting that is not started; return whether there was one."""
    here = meeting.c.id == id_, meeting.c.unit == unit, meeting.c.request.is_(None)
    with store.writing() as connection:
        if not connection.execute(meeting.delete().where(*here)).rowcount:
            return False
        forget_objections(connection, [id_])
        record(store, connection, actor, "drop-meeting", {"meeting": id_, "unit": unit})
    return True


def _change(store: Store, before: Meeting, after: Meeting, actor: str, act: str) -> bool:
    """Keep what has become of a meeting, unless it has become something else meanwhile.

    :param act: what the audit calls it.
    """
    row, was = asdict(after), asdict(before)
    same = (meeting.c[name].is_not_distinct_from(was[name]) for name in _COLUMNS)
    with store.writing() as connection:
        changed = meeting.update().where(*same).values({**row, "proof": _proof(store, row)})
        if not connection.execute(changed).rowcount:
            return False
        if after.round is not None and before.round is None:
            move_objections(store, connection, after.id, after.round)
        details = {"meeting": after.id, "unit": after.unit}
        record(store, connection, actor, act, details)
    return True


def _meeting(row: Row[Any]) -> Meeting:
    return Meeting(**{name: getattr(row, name) for name in _COLUMNS})


def _is_ours(store: Store, row: Row[Any]) -> bool:
    facts = {name: getattr(row, name) for name in _COLUMNS}
    return proven(store.code_key, bytes(row.proof), "meeting", facts)


def _proof(store: Store, row: Mapping[str, object]) -> bytes:
    return prove(store.code_key, "meeting", {name: row[name] for name in _COLUMNS})
