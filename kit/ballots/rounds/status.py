"""What may be known of a round while it is open, and which rounds there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from sqlalchemy import Connection, Row, func, select

from kit.ballots.acts.act import CodeKind
from kit.ballots.acts.collectable import Collectable, Wording
from kit.ballots.rounds.drawn import Drawn, drawn_of
from kit.ballots.rounds.steps import passed_step
from kit.ballots.secrets.codes import reference_code, room_code
from kit.ballots.tables import code, round_, round_unit, session
from kit.ballots.units.tree import RoundUnit, subtree
from kit.storage.store import Store

RoundState = Literal["open", "closing", "closed", "withdrawn"]
SessionState = Literal["open", "waiting", "closing", "closed", "withdrawn"]
"""``waiting``: takes no more answers, and stays sealed until its round closes."""


@dataclass(frozen=True, slots=True)
class RoundHead:
    """What is said of a round before any figure."""

    id: str
    state: RoundState
    exercise: Collectable
    """As it was when the round was opened, with its words in every language."""
    root: str
    k: int
    items: bool
    code: CodeKind
    purpose: str
    discussed_on: date
    opened_on: date
    closes_on: date | None
    shown_until: date | None
    """The last day on which everybody with a code of a unit sees its figures; none for never."""
    released_on: date | None
    units: tuple[RoundUnit, ...]
    """Those that the reader may know of, parents first."""

    @property
    def exercise_id(self) -> str:
        """The exercise's id when the round was opened."""
        return self.exercise.exercise_id

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the questions."""
        return self.exercise.fingerprint

    def wording(self, language: str) -> Wording:
        """Return the words in a language, or else in that in which the exercise is written."""
        return self.exercise.wording.get(language) or self.exercise.wording[self.exercise.language]


@dataclass(frozen=True, slots=True)
class Slips:
    """How far the slips of a session are."""

    drawn: Drawn | None
    """None if they were not counted, or if somebody changed their number in the database."""
    waiting: int
    """How many are drawn, and let nobody answer before their print is confirmed."""
    reference: str = field(default="", compare=False)
    """What all of them have in common: it opens what there is to see after closing."""

    @property
    def left(self) -> int:
        """How many more can be drawn, for those that wait can be replaced."""
        return self.drawn.people - self.drawn.slips if self.drawn else 0


@dataclass(frozen=True, slots=True)
class SessionStatus:
    """What may be known of one leaf's session."""

    unit: RoundUnit
    state: SessionState
    at_least: int | None
    """The step that the answers have passed (:func:`kit.ballots.rounds.steps.passed_step`).

    None below k, and none unless it is open.
    """
    places: int | None
    room_code: str | None
    slips: Slips | None
    """None of a session with a room's code."""
    lost: bool
    """Whether its key was lost, so that it ended without a release."""


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """A round and its leaves; inner units have no count while the round is open."""

    head: RoundHead
    sessions: tuple[SessionStatus, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """How far a session is, in the two words that a wall may say of it."""

    state: SessionState
    enough: bool
    """Whether an open session has the answers that a figure needs; no number."""


def list_rounds(store: Store, within: str | None = None) -> list[RoundHead]:
    """Return the rounds that a unit is in, the newest first; each with the units at and below it.

    :param within: a unit; none for all rounds and all their units.
    """
    asked = select(round_).order_by(round_.c.opened_on.desc(), round_.c.id)
    if within is not None:
        inside = select(round_unit.c.round).where(round_unit.c.unit == within)
        asked = asked.where(round_.c.id.in_(inside))
    with store.reading() as connection:
        return [head_of(connection, row, within) for row in connection.execute(asked).all()]


def round_status(store: Store, round_id: str, within: str | None = None) -> RoundStatus | None:
    """Return what may be known of a round, or none if there is none, or none for this unit.

    :param within: the unit whose leaves are meant; none for all.
    """
    with store.reading() as connection:
        row = connection.execute(select(round_).where(round_.c.id == round_id)).one_or_none()
        if row is None:
            return None
        head = head_of(connection, row, within)
        sessions = {
            each.unit: each
            for each in connection.execute(select(session).where(session.c.round == round_id))
        }
        waiting = _waiting(connection, round_id)
    if not head.units:
        return None
    leaves = (each for each in head.units if each.leaf)
    return RoundStatus(
        head, tuple(_status(store, head, leaf, sessions[leaf.id], waiting) for leaf in leaves)
    )


def glance_at(store: Store, round_id: str, unit: str) -> Glance | None:
    """Return what a screen in the room asks every second of one session, or none if there is none.

    It takes one row and none of the exercise's words.
    """
    asked = (
        select(session.c.state, session.c.taken, round_.c.k)
        .join(round_, round_.c.id == session.c.round)
        .where(session.c.round == round_id, session.c.unit == unit)
    )
    with store.reading() as connection:
        row = connection.execute(asked).one_or_none()
    if row is None:
        return None
    enough = row.state == "open" and passed_step(row.taken, row.k) is not None
    return Glance(row.state, enough)


_FEW: Final = 50
"""So many units are asked for by name; of more, all of the round are read."""


def units_of(
    connection: Connection, round_id: str, only: Collection[str] | None = None
) -> tuple[RoundUnit, ...]:
    """Return the frozen units of a round, parents first, or only some, if these are few."""
    asked = select(round_unit).where(round_unit.c.round == round_id)
    if only is not None and len(only) <= _FEW:
        asked = asked.where(round_unit.c.unit.in_(only))
    rows = connection.execute(asked.order_by(round_unit.c.position))
    return tuple(
        RoundUnit(row.unit, row.parent, row.name, row.people, row.leaf, row.registered)
        for row in rows
    )


def head_of(
    connection: Connection,
    row: Row[tuple[object, ...]],
    within: str | None,
    *,
    alone: bool = False,
) -> RoundHead:
    """Return the head of a round from its row, with the units at and below one.

    :param alone: without those below, which then are not read either.
    """
    wanted = None if within is None else _wanted(connection, str(row.id), within, alone=alone)
    return RoundHead(
        row.id,
        row.state,
        Collectable.from_json(row.exercise_details),
        row.root,
        row.k,
        row.items,
        row.code,
        row.purpose,
        row.discussed_on,
        row.opened_on,
        row.closes_on,
        row.shown_until,
        row.released_on,
        subtree(units_of(connection, row.id, wanted), within),
    )


def _wanted(connection: Connection, round_id: str, within: str, *, alone: bool) -> Collection[str]:
    """Return the ids of the units at and below one, or of that alone.

    A leader has one unit in a round over hundreds, which need not be read whole.
    """
    if alone:
        return {within}
    columns = (round_unit.c.unit, round_unit.c.parent)
    asked = select(*columns).where(round_unit.c.round == round_id).order_by(round_unit.c.position)
    inside = {within}
    for unit, parent in connection.execute(asked):
        if parent in inside:
            inside.add(unit)
    return inside


def _waiting(connection: Connection, round_id: str) -> dict[str, int]:
    """Return how many slips of each session wait to be confirmed; never how many are used."""
    asked = (
        select(code.c.session, func.count().label("slips"))
        .join(session, session.c.id == code.c.session)
        .where(session.c.round == round_id, code.c.kind == "draft")
        .group_by(code.c.session)
    )
    return {row.session: row.slips for row in connection.execute(asked)}


def _status(
    store: Store,
    head: RoundHead,
    leaf: RoundUnit,
    row: Row[tuple[object, ...]],
    waiting: Mapping[str, int],
) -> SessionStatus:
    slips = None
    if head.code == "slips":
        reference = reference_code(store.code_key, row.id)
        slips = Slips(drawn_of(store.code_key, row), waiting.get(row.id, 0), reference)
    live = row.state == "open"
    step = passed_step(row.taken, head.k) if live else None
    room = room_code(store.code_key, row.id) if live and head.code == "room" else None
    return SessionStatus(leaf, row.state, step, row.places, room, slips, row.lost)
