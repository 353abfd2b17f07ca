"""The screen in a room: a short code is typed once on its computer, and exchanged for a cookie.

That computer belongs to nobody, so it never gets a leader's secret. What it gets shows one session
until the end of the day, and is of a table of its own: whatever asks for a visitor finds none.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, or_, select

from kit.ballots.secrets.codes import code_hash, wall_code
from kit.storage import Store, prove, proven, record
from kit.storage.identifiers import new_id
from kit.web.access.links import hash_of
from kit.web.access.tables import link, wall

CODE_MINUTES: Final = 15
"""So long a code waits to be typed."""
_NIGHT_SECONDS: Final = 3 * 60 * 60
"""So long a wall lasts although the day has ended: some workshops are held at night."""
_PROVEN: Final = (
    *("id", "code", "secret", "round", "unit", "link"),
    *("made_on", "code_ends_at", "ends_at"),
)


@dataclass(frozen=True, slots=True)
class Wall:
    """The one session that a screen shows."""

    round_id: str
    unit: str


def make_wall(store: Store, wall_of: Wall, link_id: str, actor: str) -> None:
    """Make a code for one more screen; :func:`waiting_code` tells it until it is used.

    A code that was made before with the same link, and that nobody has typed, is gone.

    :param link_id: the link of who makes it; with that, the wall ends, too.
    """
    id_, now = new_id(), int(store.now())
    row = {
        "id": id_,
        "code": code_hash(store.code_key, wall_code(store.code_key, id_)),
        "secret": None,
        "round": wall_of.round_id,
        "unit": wall_of.unit,
        "link": link_id,
        "made_on": store.today(),
        "code_ends_at": now + CODE_MINUTES * 60,
        "ends_at": now + _NIGHT_SECONDS,
    }
    row["proof"] = _proof(store, row)
    before = and_(_of(wall_of), wall.c.link == link_id, wall.c.secret.is_(None))
    with store.writing() as connection:
        connection.execute(wall.delete().where(or_(~_lasts(store), before)))
        connection.execute(wall.insert().values(row))
        details = {"wall": id_, "round": wall_of.round_id, "unit": wall_of.unit}
        record(store, connection, actor, "issue-wall", details)


def waiting_code(store: Store, wall_of: Wall, link_id: str) -> str | None:
    """Return the code for one more screen, or none if there is none that can still be typed."""
    waits = and_(_of(wall_of), wall.c.link == link_id, _waits(store))
    found = next(iter(_ours(store, waits)), None)
    return wall_code(store.code_key, found.id) if found else None


def count_walls(store: Store, wall_of: Wall) -> int:
    """Return how many screens show a session, whoever let them."""
    return len(_ours(store, and_(_of(wall_of), wall.c.secret.is_not(None))))


def enter_wall(store: Store, code: str) -> str | None:
    """Exchange a code for the secret of a cookie, or none if it is no good; it works once."""
    asked = and_(wall.c.code == code_hash(store.code_key, code), _waits(store))
    found = next(iter(_ours(store, asked)), None)
    if found is None:
        return None
    secret = secrets.token_urlsafe(24)
    row = {**found._mapping, "secret": hash_of(secret)}  # noqa: SLF001 - its name
    given = {"secret": row["secret"], "proof": _proof(store, row)}
    with store.writing() as connection:
        # Two computers may have sent the same code at the same moment.
        same = and_(wall.c.id == found.id, wall.c.secret.is_(None))
        changed = connection.execute(wall.update().where(same).values(given))
    return secret if changed.rowcount else None


def shown_wall(store: Store, secret: str) -> Wall | None:
    """Return what the screen with a cookie shows, or none if that has ended."""
    found = next(iter(_ours(store, wall.c.secret == hash_of(secret))), None)
    return Wall(found.round, found.unit) if found else None


def end_walls(store: Store, wall_of: Wall, actor: str) -> None:
    """End every screen of a session, and the codes that wait."""
    with store.writing() as connection:
        ended = connection.execute(wall.delete().where(_of(wall_of)))
        if ended.rowcount:
            details = {"round": wall_of.round_id, "unit": wall_of.unit}
            record(store, connection, actor, "end-walls", details)


def forget_walls(store: Store) -> None:
    """Delete screens, and codes for one, whose day has ended."""
    with store.writing() as connection:
        connection.execute(wall.delete().where(~_lasts(store)))


def _of(wall_of: Wall) -> ColumnElement[bool]:
    return and_(wall.c.round == wall_of.round_id, wall.c.unit == wall_of.unit)


def _lasts(store: Store) -> ColumnElement[bool]:
    return or_(wall.c.made_on == store.today(), wall.c.ends_at >= int(store.now()))


def _waits(store: Store) -> ColumnElement[bool]:
    return and_(wall.c.secret.is_(None), wall.c.code_ends_at >= int(store.now()))


def _ours(store: Store, which: ColumnElement[bool]) -> list[Row[Any]]:
    """Return rows that last, whose link is good, and that we made."""
    asked = select(wall).join(link, link.c.id == wall.c.link)
    with store.reading() as connection:
        rows = connection.execute(asked.where(which, _lasts(store), ~link.c.revoked)).all()
    facts = ((row, {name: getattr(row, name) for name in _PROVEN}) for row in rows)
    return [row for row, told in facts if proven(store.code_key, bytes(row.proof), "wall", told)]


def _proof(store: Store, row: Mapping[str, object]) -> bytes:
    return prove(store.code_key, "wall", {name: row[name] for name in _PROVEN})
