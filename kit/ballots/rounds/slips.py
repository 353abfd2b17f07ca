"""Slips with one-time codes, to be drawn from a hat; no list of who has which is kept.

Drawn slips are drafts: nobody can answer with one before somebody confirms that the print is good.
Until then drawing again replaces them, for printers jam. Never are there more than people.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, Row, delete, select

from kit.ballots.acts.act import RefusedError
from kit.ballots.acts.reasons import Reason
from kit.ballots.acts.requests import note_done
from kit.ballots.rounds.drawn import CONFIRM, Drawn, drawn_of, drawn_proof
from kit.ballots.rounds.rows import set_session
from kit.ballots.secrets.codes import code_hash, exchanged_slip, new_slip, reference_code
from kit.ballots.tables import code, round_, session
from kit.storage.audit import record
from kit.storage.identifiers import new_id
from kit.storage.store import Store

DRAW: Final = "draw-slips"
EXCHANGE: Final = "exchange-slip"
SHOWN_AGAIN: Final = "exchange-slip-shown-again"
NOT_EXCHANGED: Final = "exchange-slip-refused"

MOST: Final = 5000
"""Slips that can be drawn at once."""

Keep = Callable[[list[str]], None]
"""Writes codes where they last, or raises; what raises undoes that they were made."""

_Place = tuple[str, str]
"""A round's and a unit's id."""


def _keep_nothing(_slips: list[str]) -> None:
    """Leave it to the caller to show codes."""


def draw_slips(  # noqa: PLR0913 - what is drawn, by whom, and how it is kept
    store: Store,
    round_id: str,
    unit_id: str,
    count: int,
    actor: str,
    *,
    drawing: str = "",
    keep: Keep = _keep_nothing,
) -> list[str]:
    """Make one-time codes for a leaf and return them, this once; only their hashes are kept.

    They wait for :func:`confirm_slips`, and take the place of those that wait already.

    :param drawing: an id of this drawing, so that a page that is sent twice draws once.
    :param keep: is given the codes before they replace any: on a full disk all stays as it was.
    :raises RefusedError: ``unknown-unit``, ``already-closed``, ``room-code`` (the round has
        room codes), ``too-many-slips``, ``slips-not-counted`` (the round was opened before slips
        were counted), ``round-altered`` or ``drawn-already``.
    :raises ValueError: if ``count`` is not from 1 to :data:`MOST`.
    """
    if not 1 <= count <= MOST:
        raise ValueError(f"from 1 to {MOST} slips can be drawn at once")
    slips = sorted({new_slip() for _ in range(count)})
    place = round_id, unit_id
    with store.writing() as connection:
        _take_turn(connection, round_id)
        _drafts(connection, place)
        row, drawn = _open_session(store, connection, place)
        if drawn.slips + count > drawn.people:
            left = drawn.people - drawn.slips
            raise RefusedError(Reason.TOO_MANY_SLIPS, most=str(left), people=str(drawn.people))
        if drawing and not note_done(store, connection, drawing, actor, DRAW):
            raise RefusedError(Reason.DRAWN_ALREADY, unit=unit_id)
        waiting = (code.c.session == row.id) & (code.c.kind == "draft")
        connection.execute(delete(code).where(waiting))
        rows = [_row(store, slip, row.id, "draft") for slip in slips]
        connection.execute(code.insert(), rows)
        _keep_reference(store, connection, row.id)
        record(store, connection, actor, DRAW, _told(place, len(slips), drawn))
        keep(slips)
    return slips


def confirm_slips(store: Store, round_id: str, unit_id: str, slip: str, actor: str) -> Drawn:
    """Let the slips that wait be answered with, since their print is good; return what there is.

    :param slip: the code of any of them, read from the print: another drawing's print is not this.
    :raises RefusedError: as :func:`draw_slips`, and ``not-this-print``.
    """
    place = round_id, unit_id
    with store.writing() as connection:
        _take_turn(connection, round_id)
        drafts = _drafts(connection, place)
        row, before = _open_session(store, connection, place)
        if code_hash(store.code_key, slip) not in drafts:
            raise RefusedError(Reason.NOT_THIS_PRINT, unit=unit_id)
        drawn = Drawn(before.slips + len(drafts), before.people)
        connection.execute(
            code.update()
            .where(code.c.session == row.id, code.c.kind == "draft")
            .values(kind="slip")
        )
        proof = drawn_proof(store.code_key, row.id, drawn.slips)
        set_session(connection, row.id, drawn=drawn.slips, drawn_proof=proof)
        record(store, connection, actor, CONFIRM, _told(place, len(drafts), drawn))
    return drawn


def exchange_slip(  # noqa: PLR0913 - what is exchanged, by whom, and how it is kept
    store: Store,
    round_id: str,
    unit_id: str,
    slip: str,
    actor: str,
    *,
    exchanging: str = "",
    keep: Keep = _keep_nothing,
) -> str:
    """Make a spoilt slip's code invalid and return one new code for it.

    A code that was used, was exchanged, waits for its confirmation, is another unit's or never was
    one gets one and the same refusal. Whoever has a code learns here what the form for answers
    tells them, too, whether it still opens something, and nothing else. Here every try stands in
    the audit, which does not say which slip it was.

    :param exchanging: a random id of this exchange: a page that is sent again, since its answer
        never came or the printer jammed, shows the same new code for as long as it can be used.
    :param keep: is given the new code before the old one ends: on a full disk that one stays good.
    :raises RefusedError: as :func:`draw_slips`, and ``not-exchanged``.
    """
    new = exchanged_slip(store.code_key, slip, exchanging or new_id())
    before, after = (code_hash(store.code_key, each) for each in (slip, new))
    with store.writing() as connection:
        _take_turn(connection, round_id)
        owners = _owners(connection, before, after)
        row, _ = _open_session(store, connection, (round_id, unit_id))
        if owners.get(before) == row.id:
            act = EXCHANGE
            connection.execute(delete(code).where(code.c.hash == before))
            connection.execute(code.insert().values(_row(store, new, row.id, "slip")))
            _keep_reference(store, connection, row.id)
        else:
            act = SHOWN_AGAIN if owners.get(after) == row.id else NOT_EXCHANGED
        record(store, connection, actor, act, {"round": round_id, "unit": unit_id})
        if act == EXCHANGE:
            keep([new])
    if act == NOT_EXCHANGED:
        raise RefusedError(Reason.NOT_EXCHANGED, unit=unit_id)
    return new


def _take_turn(connection: Connection, round_id: str) -> None:
    """Let nobody else draw, confirm or exchange slips of the round until this is done.

    Two drawings would each lock the codes that they see and wait for those that the other makes.
    """
    connection.execute(select(round_.c.id).where(round_.c.id == round_id).with_for_update())


def _owners(connection: Connection, *hashes: bytes) -> dict[bytes, str]:
    """Return the sessions of slips that can be used, locked; before these, as receivers lock."""
    asked = select(code.c.hash, code.c.session).where(
        code.c.hash.in_(hashes), code.c.kind == "slip"
    )
    found = connection.execute(asked.order_by(code.c.hash).with_for_update())
    return {bytes(row.hash): row.session for row in found}


def _drafts(connection: Connection, place: _Place) -> set[bytes]:
    """Return the codes of a leaf that wait, locked; before its session, as receivers lock."""
    asked = (
        select(code.c.hash)
        .join(session, session.c.id == code.c.session)
        .where(session.c.round == place[0], session.c.unit == place[1], code.c.kind == "draft")
        .order_by(code.c.hash)
    )
    return {bytes(found) for found in connection.scalars(asked.with_for_update(of=code))}


def _open_session(
    store: Store, connection: Connection, place: _Place
) -> tuple[Row[tuple[object, ...]], Drawn]:
    """Return a session that takes slips, locked, and what was drawn for it.

    :raises RefusedError: if there is none.
    """
    round_id, unit_id = place
    asked = (
        select(session, round_.c.code)
        .join(round_, round_.c.id == session.c.round)
        .where(session.c.round == round_id, session.c.unit == unit_id)
    )
    row = connection.execute(asked.with_for_update(of=session)).one_or_none()
    if row is None:
        raise RefusedError(Reason.UNKNOWN_UNIT, unit=unit_id)
    if row.state != "open":
        raise RefusedError(Reason.ALREADY_CLOSED, unit=unit_id)
    if row.code != "slips":
        raise RefusedError(Reason.ROOM_CODE, unit=unit_id)
    if row.places is None:
        raise RefusedError(Reason.SLIPS_NOT_COUNTED, unit=unit_id)
    drawn = drawn_of(store.code_key, row)
    if drawn is None:
        raise RefusedError(Reason.ROUND_ALTERED, round=round_id)
    return row, drawn


def _keep_reference(store: Store, connection: Connection, session_id: str) -> None:
    """Let the reference that stands on every slip open something, from the first sheet on."""
    row = _row(store, reference_code(store.code_key, session_id), session_id, "after")
    known = select(code.c.session).where(code.c.hash == row["hash"])
    if connection.scalar(known) is None:
        connection.execute(code.insert().values(row))


def _row(store: Store, slip: str, session_id: str, kind: str) -> dict[str, object]:
    return {"hash": code_hash(store.code_key, slip), "session": session_id, "kind": kind}


def _told(place: _Place, count: int, drawn: Drawn) -> dict[str, str]:
    numbers = {"slips": str(count), "people": str(drawn.people)}
    return {"round": place[0], "unit": place[1], **numbers}
