"""The record of administrative acts: only added to, each row bound to the one before."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, Row, select, text

from kit.storage.code_key import key_name
from kit.storage.store import Store
from kit.storage.tables import audit

_START: Final = bytes(32)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One administrative act. Never a count of answers, and never what a respondent did."""

    number: int
    at: str
    """UTC, to the second."""
    actor: str
    act: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """Whether the record is as it was written."""

    entries: int
    broken_at: int | None = None
    """The first entry that was changed, or before which one is missing."""
    unproven: int = 0
    """Entries made with an earlier code key: bound to each other, but not proven."""
    head: str = ""
    """The last entry's hash: noted elsewhere, it shows whether the end was cut off."""

    @property
    def intact(self) -> bool:
        """Whether nothing is broken."""
        return self.broken_at is None


def record(
    store: Store, connection: Connection, actor: str, act: str, details: Mapping[str, str]
) -> None:
    """Add an act to the record, in the transaction in which it is done."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE audit IN EXCLUSIVE MODE"))
    last = connection.execute(
        select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)
    ).one_or_none()
    row = {
        "number": 1 if last is None else last.number + 1,
        "at": datetime.fromtimestamp(store.now(), UTC).isoformat(timespec="seconds"),
        "actor": actor,
        "act": act,
        "details": json.dumps(dict(details), ensure_ascii=False, sort_keys=True),
        "key": key_name(store.code_key),
        "previous": _START if last is None else bytes(last.hash),
    }
    row["hash"] = _hash(store.code_key, row)
    connection.execute(audit.insert().values(row))


def audit_entries(store: Store) -> list[AuditEntry]:
    """Return the whole record, oldest first."""
    with store.reading() as connection:
        return [
            AuditEntry(row.number, row.at, row.actor, row.act, json.loads(row.details))
            for row in _rows(connection)
        ]


def verify_audit(store: Store) -> AuditCheck:
    """Return whether the record is as it was written, as far as the code key can prove it."""
    name, previous, unproven, number = key_name(store.code_key), _START, 0, 0
    with store.reading() as connection:
        for number, row in enumerate(_rows(connection), start=1):
            ours = row.key == name
            proven = not ours or hmac.compare_digest(
                bytes(row.hash),
                _hash(store.code_key, dict(row._mapping)),  # noqa: SLF001 - its name
            )
            if row.number != number or bytes(row.previous) != previous or not proven:
                return AuditCheck(number, number, unproven)
            unproven += not ours
            previous = bytes(row.hash)
    return AuditCheck(number, None, unproven, previous.hex() if number else "")


def _rows(connection: Connection) -> Iterator[Row[tuple[object, ...]]]:
    return iter(connection.execute(select(audit).order_by(audit.c.number)))


def _hash(code_key: bytes, row: Mapping[str, object]) -> bytes:
    fields = [row[name] for name in ("number", "at", "actor", "act", "details", "key")]
    text_ = json.dumps(fields, ensure_ascii=False).encode()
    previous = row["previous"]
    if not isinstance(previous, bytes):
        raise TypeError("a hash is bytes")
    return hmac.digest(code_key, b"audit|" + previous + text_, "sha256")
