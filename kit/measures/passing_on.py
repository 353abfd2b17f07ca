"""What one sitting of shift workers passes on to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from kit.measures.faults import Fault, Found, text_faults
from kit.measures.keeping import FaultyError
from kit.measures.tables import passed_on
from kit.storage import Store, record
from kit.storage.identifiers import new_id


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A few words from one sitting to the next."""

    id: str
    written: date
    workshop: str
    """Its title that day."""
    text: str


def pass_on(
    store: Store, unit: str, unit_name: str, workshop: str, text: str, actor: str
) -> PassedOn:
    """Keep what a sitting of a unit passes on.

    :raises FaultyError: if it is empty, too long, or has characters that nobody sees.
    """
    faults = [*text_faults("text", text), *text_faults("workshop", workshop)]
    if not text.strip():
        faults.append(Found("text", fault=Fault.EMPTY))
    if faults:
        raise FaultyError(faults)
    kept = PassedOn(new_id(), store.today(), workshop.strip(), text.strip())
    row = {
        "id": kept.id,
        "unit": unit,
        "unit_name": unit_name,
        "written": kept.written,
        "workshop": kept.workshop,
        "text": kept.text,
    }
    with store.writing() as connection:
        connection.execute(passed_on.insert().values(row))
        record(store, connection, actor, "pass-on", {"note": kept.id, "unit": unit})
    return kept


def passed_on_by(store: Store, unit: str) -> tuple[PassedOn, ...]:
    """Return what the sittings of a unit have passed on, the newest day first."""
    columns = (passed_on.c.id, passed_on.c.written, passed_on.c.workshop, passed_on.c.text)
    asked = select(*columns).where(passed_on.c.unit == unit)
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(passed_on.c.written.desc(), passed_on.c.id)).all()
    return tuple(PassedOn(*row) for row in rows)


def all_passed_on(store: Store) -> tuple[tuple[str, str, PassedOn], ...]:
    """Return what all sittings have passed on, each with its unit's id and name before it."""
    columns = ("unit", "unit_name", "id", "written", "workshop", "text")
    asked = select(*(passed_on.c[name] for name in columns))
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(passed_on.c.written, passed_on.c.id)).all()
    return tuple((unit, name, PassedOn(*rest)) for unit, name, *rest in rows)


def drop_passed_on(store: Store, unit: str, id_: str, actor: str) -> bool:
    """Delete what a sitting of a unit has passed on; return whether it was there."""
    here = (passed_on.c.unit == unit) & (passed_on.c.id == id_)
    with store.writing() as connection:
        if not connection.execute(passed_on.delete().where(here)).rowcount:
            return False
        record(store, connection, actor, "drop-passed-on", {"note": id_, "unit": unit})
    return True
