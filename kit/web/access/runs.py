"""Meetings that are run from a leader's phone: one for a session, and gone with the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select, tuple_

from kit.storage import Store, prove, proven, record
from kit.web.access.run_state import MOST_BYTES, RunState, read_state
from kit.web.access.tables import link, run
from kit.web.access.walls import Wall

_NIGHT_SECONDS: Final = 3 * 60 * 60
"""So long a run lasts although the day has ended, as walls do."""
_PROVEN: Final = (
    *("round", "unit", "programme", "revision", "state", "written_at", "shows_result"),
    *("link", "made_on", "ends_at"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """Where a meeting is."""

    programme: str
    """The workshop of the book that is run; empty if only a result is shown."""
    revision: int
    """0 before it has begun."""
    state: RunState | None
    age: float
    """Seconds since the state was written."""
    shows_result: bool
    """Whether the leader lets the wall show the result."""


def begin_run(store: Store, of: Wall, programme: str, link_id: str, actor: str) -> None:
    """Let a session's meeting be run anew, with a programme; what was run before is gone.

    :param link_id: the link of who runs it; with that, the run ends, too.
    """
    with store.writing() as connection:
        _begin(store, connection, of, programme, link_id)
        details = {"round": of.round_id, "unit": of.unit, "programme": programme}
        record(store, connection, actor, "begin-run", details)


def _begin(store: Store, connection: Connection, of: Wall, programme: str, link_id: str) -> None:
    now = int(store.now())
    row = {
        "round": of.round_id,
        "unit": of.unit,
        "programme": programme,
        "revision": 0,
        "state": "",
        "written_at": now * 1000,
        "shows_result": False,
        "link": link_id,
        "made_on": store.today(),
        "ends_at": now + _NIGHT_SECONDS,
    }
    connection.execute(run.delete().where(or_(_of(of), ~_lasts(store))))
    connection.execute(run.insert().values({**row, "proof": _proof(store, row)}))


def write_run(store: Store, of: Wall, state: RunState) -> Run | None:
    """Keep where a meeting is, unless a later state is kept; return what holds then, or none.

    None means that there is no run of this session, or that the state is too long.
    """
    text = state.model_dump_json()
    if len(text) > MOST_BYTES:
        return None
    with store.writing() as connection:
        found = _one(store, connection, of)
        if found is None:
            return None
        if state.revision > found.revision:
            told = {"revision": state.revision, "state": text}
            _change(store, connection, found, told | {"written_at": int(store.now() * 1000)})
            found = _one(store, connection, of)
    return _run(store, found) if found else None


def show_result(store: Store, of: Wall, link_id: str, actor: str, *, shows: bool) -> None:
    """Let the screens of a session show its result, or no longer; a meeting need not be run."""
    with store.writing() as connection:
        found = _one(store, connection, of)
        if found is None and shows:
            _begin(store, connection, of, "", link_id)
            found = _one(store, connection, of)
        if found is None:
            return
        if found.shows_result != shows:
            _change(store, connection, found, {"shows_result": shows})
            act = "show-result-on-wall" if shows else "hide-result-on-wall"
            record(store, connection, actor, act, {"round": of.round_id, "unit": of.unit})


def run_of(store: Store, of: Wall) -> Run | None:
    """Return where a session's meeting is, or none if none is run today."""
    return runs_of(store, [of]).get(of)


def runs_of(store: Store, these: Sequence[Wall]) -> dict[Wall, Run]:
    """Return where the meetings of some sessions are, with one question to the database."""
    keys = [(each.round_id, each.unit) for each in these]
    if not keys:
        return {}
    with store.reading() as connection:
        rows = _ours(store, connection, tuple_(run.c.round, run.c.unit).in_(keys))
    return {Wall(row.round, row.unit): _run(store, row) for row in rows}


def end_run(store: Store, of: Wall, actor: str) -> None:
    """End a session's run; the walls that follow it show how to answer again."""
    with store.writing() as connection:
        if connection.execute(run.delete().where(_of(of))).rowcount:
            record(store, connection, actor, "end-run", {"round": of.round_id, "unit": of.unit})


def forget_runs(store: Store) -> None:
    """Delete runs whose day has ended; every day, whoever runs one or nobody."""
    with store.writing() as connection:
        connection.execute(run.delete().where(~_lasts(store)))


def _of(of: Wall) -> ColumnElement[bool]:
    return and_(run.c.round == of.round_id, run.c.unit == of.unit)


def _lasts(store: Store) -> ColumnElement[bool]:
    return or_(run.c.made_on == store.today(), run.c.ends_at >= int(store.now()))


def _one(store: Store, connection: Connection, of: Wall) -> Row[Any] | None:
    """Return a row that is about to be changed, and by nobody else meanwhile."""
    return next(iter(_ours(store, connection, _of(of), lock=True)), None)


def _ours(
    store: Store, connection: Connection, which: ColumnElement[bool], *, lock: bool = False
) -> list[Row[Any]]:
    """Return rows that last, whose link is good, and that we wrote."""
    asked = select(run).join(link, link.c.id == run.c.link)
    if lock:
        asked = asked.with_for_update(of=run)
    rows = connection.execute(asked.where(which, _lasts(store), ~link.c.revoked)).all()
    facts = ((row, {name: getattr(row, name) for name in _PROVEN}) for row in rows)
    return [row for row, told in facts if proven(store.code_key, bytes(row.proof), "run", told)]


def _change(
    store: Store, connection: Connection, row: Row[Any], told: Mapping[str, object]
) -> None:
    values = {name: getattr(row, name) for name in _PROVEN} | dict(told)
    values["proof"] = _proof(store, values)
    connection.execute(run.update().where(_of(Wall(row.round, row.unit))).values(values))


def _run(store: Store, row: Row[Any]) -> Run:
    age = max(0.0, store.now() - row.written_at / 1000)
    state = read_state(row.state) if row.state else None
    return Run(row.programme, row.revision, state, age, row.shows_result)


def _proof(store: Store, row: Mapping[str, object]) -> bytes:
    return prove(store.code_key, "run", {name: row[name] for name in _PROVEN})
