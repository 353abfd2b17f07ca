"""Keep what a unit has agreed on: read, written as a whole, and never written over unseen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Table, select, true

from kit.measures.agreement import Agreement, Helped, Measure, Origin, SentUp, Status
from kit.measures.faults import Found, faults
from kit.measures.tables import agreement as agreements
from kit.measures.tables import follow_up, measure, question
from kit.storage import Store, record
from kit.storage.identifiers import new_id

_ORIGIN: Final = ("area", "exercise", "workshop")
_TEXTS: Final = ("keep", "improve", "word")


@dataclass(frozen=True, slots=True)
class Kept:
    """An agreement as it is kept now."""

    agreement: Agreement
    unit: str
    unit_name: str
    """The unit's name when this was agreed, or handed over to it."""
    revision: int


class FaultyError(ValueError):
    """An agreement that cannot be kept as it was written."""

    def __init__(self, found: Sequence[Found]) -> None:
        super().__init__("an agreement has faults")
        self.found = tuple(found)


class ChangedError(Exception):
    """Somebody else has changed it; ``now`` is what there is, or none if it is deleted."""

    def __init__(self, now: Kept | None) -> None:
        super().__init__("the agreement was changed meanwhile")
        self.now = now


def agreements_of(store: Store, unit: str) -> tuple[Kept, ...]:
    """Return what a unit has agreed on, the newest first."""
    with store.reading() as connection:
        return read(connection, agreements.c.unit == unit)


def all_agreements(store: Store) -> tuple[Kept, ...]:
    """Return what all units have agreed on, the newest first: for the archive, and no page."""
    with store.reading() as connection:
        return read(connection, true())


def agreement_of(store: Store, unit: str, id_: str) -> Kept | None:
    """Return one agreement of a unit; none if the unit has no such one."""
    with store.reading() as connection:
        return _one(connection, unit, id_)


def keep(
    store: Store, unit: str, unit_name: str, agreement: Agreement, revision: int, actor: str
) -> Kept:
    """Keep an agreement of a unit as a whole; answers from above stay as they are.

    Sent twice it changes nothing the second time.

    :param revision: the one it was read with, 0 for a new one.
    :raises FaultyError: if it cannot be kept as it is written.
    :raises ChangedError: if it has another revision by now; then nothing is written.
    """
    found = faults(agreement)
    if found:
        raise FaultyError(found)
    with store.writing() as connection:
        lock(connection, agreements.c.id == agreement.id)
        before = _one(connection, unit, agreement.id)
        taken = before is None and _is_known(connection, agreement.id)
        if taken or (before.revision if before else 0) != revision:
            if before and before.agreement == _with_answers(agreement, before.agreement):
                return before
            raise ChangedError(before)
        kept = _with_answers(agreement, before.agreement if before else None)
        kept = _with_own_ids(connection, kept)
        _write(store, connection, Kept(kept, unit, unit_name, revision + 1), new=before is None)
        act = "change-agreement" if before else "keep-agreement"
        record(store, connection, actor, act, {"agreement": agreement.id, "unit": unit})
    return Kept(kept, unit, unit_name, revision + 1)


def delete(store: Store, unit: str, id_: str, revision: int, actor: str) -> bool:
    """Delete an agreement of a unit with all that belongs to it; return whether it was there.

    :raises ChangedError: if it has another revision by now; then nothing is deleted.
    """
    with store.writing() as connection:
        lock(connection, agreements.c.id == id_)
        before = _one(connection, unit, id_)
        if before is None:
            return False
        if before.revision != revision:
            raise ChangedError(before)
        delete_rows(connection, [id_])
        record(store, connection, actor, "delete-agreement", {"agreement": id_, "unit": unit})
    return True


def lock(connection: Connection, which: ColumnElement[bool]) -> None:
    """Let nobody else change some agreements meanwhile; where one writes at a time, do nothing."""
    connection.execute(
        select(agreements.c.id).where(which).order_by(agreements.c.id).with_for_update()
    )


def read(connection: Connection, which: ColumnElement[bool]) -> tuple[Kept, ...]:
    """Return agreements with all that belongs to them, the newest first."""
    rows = connection.execute(
        select(agreements).where(which).order_by(agreements.c.agreed.desc(), agreements.c.id)
    ).all()
    ids = select(agreements.c.id).where(which)
    asked = select(measure, *(question.c[name].label(f"asked_{name}") for name in _ASKED))
    measures = _grouped(
        connection.execute(
            asked.outerjoin(question, question.c.measure == measure.c.id)
            .where(measure.c.agreement.in_(ids))
            .order_by(measure.c.agreement, measure.c.place)
        ).all()
    )
    held = _grouped(
        connection.execute(
            select(follow_up).where(follow_up.c.agreement.in_(ids)).order_by(follow_up.c.held)
        ).all()
    )
    return tuple(_kept(row, measures.get(row.id, []), held.get(row.id, [])) for row in rows)


def delete_rows(connection: Connection, ids: Iterable[str]) -> None:
    """Delete agreements with all that belongs to them."""
    gone = list(ids)
    measures = select(measure.c.id).where(measure.c.agreement.in_(gone))
    connection.execute(question.delete().where(question.c.measure.in_(measures)))
    connection.execute(measure.delete().where(measure.c.agreement.in_(gone)))
    connection.execute(follow_up.delete().where(follow_up.c.agreement.in_(gone)))
    connection.execute(agreements.delete().where(agreements.c.id.in_(gone)))


_ASKED: Final = ("unit", "name", "due", "answer", "answered", "by")


def _one(connection: Connection, unit: str, id_: str) -> Kept | None:
    return next(
        iter(read(connection, (agreements.c.unit == unit) & (agreements.c.id == id_))), None
    )


def _is_known(connection: Connection, id_: str) -> bool:
    return connection.scalar(select(agreements.c.id).where(agreements.c.id == id_)) is not None


def _grouped(rows: Iterable[Row[Any]]) -> Mapping[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.agreement, []).append(row)
    return found


def _kept(row: Row[Any], measures: Iterable[Row[Any]], held: Iterable[Row[Any]]) -> Kept:
    agreement = Agreement(
        id=row.id,
        agreed=row.agreed,
        language=row.language,
        origin=Origin(**{name: getattr(row, name) for name in _ORIGIN}),
        **{name: getattr(row, name) for name in _TEXTS},
        measures=tuple(_measure(each) for each in measures),
        next=row.next,
        held=tuple(each.held for each in held),
        shared=row.shared,
    )
    return Kept(agreement, row.unit, row.unit_name, row.revision)


def _measure(row: Row[Any]) -> Measure:
    asked = None
    if row.asked_unit is not None:
        asked = SentUp(
            to=row.asked_unit,
            name=row.asked_name,
            due=row.asked_due,
            answer=row.asked_answer,
            answered=row.asked_answered,
            by=row.asked_by,
        )
    return Measure(
        id=row.id,
        text=row.text,
        responsible=row.responsible,
        due=row.due,
        status=Status(row.status),
        reason=row.reason,
        working_environment=row.working_environment,
        risk=row.risk,
        took_part=row.took_part,
        sent_up=asked,
        helped=Helped(row.helped) if row.helped else None,
    )


def _with_answers(agreement: Agreement, before: Agreement | None) -> Agreement:
    """Return an agreement with what others have written to it: only they change that.

    An answer stays only with the question that it answers.
    """
    known = {each.id: each for each in before.measures} if before else {}
    measures = [_with_answer(each, known.get(each.id)) for each in agreement.measures]
    held = before.held if before else ()
    return agreement.model_copy(update={"measures": tuple(measures), "held": held})


def _with_own_ids(connection: Connection, agreement: Agreement) -> Agreement:
    """Return an agreement whose measures have no id of another's: somebody has copied a form."""
    ids = [each.id for each in agreement.measures]
    asked = select(measure.c.id).where(measure.c.id.in_(ids), measure.c.agreement != agreement.id)
    taken = set(connection.scalars(asked))
    measures = (
        each.model_copy(update={"id": new_id()}) if each.id in taken else each
        for each in agreement.measures
    )
    return agreement.model_copy(update={"measures": tuple(measures)})


def _with_answer(new: Measure, old: Measure | None) -> Measure:
    sent = new.sent_up
    if sent is None:
        return new
    was = old.sent_up if old else None
    same = was is not None and was.to == sent.to and old is not None and old.text == new.text
    told = was if same and was else SentUp()
    answer = {"answer": told.answer, "answered": told.answered, "by": told.by}
    return new.model_copy(update={"sent_up": sent.model_copy(update=answer)})


def _write(store: Store, connection: Connection, kept: Kept, *, new: bool) -> None:
    agreement = kept.agreement
    row = {
        **{name: getattr(agreement, name) for name in ("id", "agreed", "language", *_TEXTS)},
        **{name: getattr(agreement.origin, name) for name in _ORIGIN},
        "unit": kept.unit,
        "unit_name": kept.unit_name,
        "revision": kept.revision,
        "changed": store.today(),
        "next": agreement.next,
        "shared": agreement.shared,
    }
    if new:
        connection.execute(agreements.insert().values(row))
    else:
        connection.execute(agreements.update().where(agreements.c.id == agreement.id).values(row))
    _write_measures(connection, agreement)


def _write_measures(connection: Connection, agreement: Agreement) -> None:
    """Write all measures anew: some are gone, and others may have another place."""
    old = select(measure.c.id).where(measure.c.agreement == agreement.id)
    connection.execute(question.delete().where(question.c.measure.in_(old)))
    connection.execute(measure.delete().where(measure.c.agreement == agreement.id))
    rows = [_row(each, agreement.id, place) for place, each in enumerate(agreement.measures)]
    asked = [_asked(each) for each in agreement.measures if each.sent_up is not None]
    for table, values in ((measure, rows), (question, asked)):
        _insert(connection, table, values)


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(table.insert(), [dict(row) for row in rows])


def _row(each: Measure, agreement: str, place: int) -> dict[str, object]:
    names = ("id", "text", "responsible", "due", "reason", "working_environment", "risk")
    return {
        **{name: getattr(each, name) for name in (*names, "took_part")},
        "agreement": agreement,
        "place": place,
        "status": each.status.value,
        "helped": each.helped.value if each.helped else None,
    }


def _asked(each: Measure) -> dict[str, object]:
    sent = each.sent_up or SentUp()
    return {
        "measure": each.id,
        "unit": sent.to,
        **{name: getattr(sent, name) for name in ("name", "due", "answer", "answered", "by")},
    }
