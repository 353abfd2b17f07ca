"""Visits: the secret of a link, exchanged once for that of a cookie, which ends by itself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from kit.storage import Store, prove, proven
from kit.web.access.links import Role, hash_of, is_ours, role_of
from kit.web.access.tables import link, visit

_SECONDS: Final = 12 * 60 * 60


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is looking."""

    link_id: str
    role: Role
    unit: str


def enter(store: Store, secret: str) -> str | None:
    """Exchange a link's secret for that of a visit, or none if the link is no good."""
    with store.reading() as connection:
        found = connection.execute(
            select(link).where(
                link.c.secret == hash_of(secret),
                ~link.c.revoked,
                link.c.expires_on >= store.today(),
            )
        ).one_or_none()
    if found is None or not is_ours(store, found) or role_of(found) is None:
        return None
    visit_secret, now = secrets.token_urlsafe(24), int(store.now())
    row = {"secret": hash_of(visit_secret), "link": found.id, "ends_at": now + _SECONDS}
    row["proof"] = prove(store.code_key, "visit", row)
    with store.writing() as connection:
        connection.execute(visit.delete().where(visit.c.ends_at < now))
        connection.execute(visit.insert().values(row))
    return visit_secret


def visitor(store: Store, visit_secret: str) -> Visitor | None:
    """Return who is looking, or none if the visit or its link has ended."""
    asked = (
        select(link, visit.c.ends_at, visit.c.proof.label("visit_proof"))
        .join(visit, visit.c.link == link.c.id)
        .where(
            visit.c.secret == hash_of(visit_secret),
            visit.c.ends_at >= int(store.now()),
            ~link.c.revoked,
            link.c.expires_on >= store.today(),
        )
    )
    with store.reading() as connection:
        row = connection.execute(asked).one_or_none()
    role = role_of(row) if row is not None and is_ours(store, row) else None
    if row is None or role is None:
        return None
    seen = {"secret": hash_of(visit_secret), "link": row.id, "ends_at": row.ends_at}
    ours = proven(store.code_key, bytes(row.visit_proof), "visit", seen)
    return Visitor(row.id, role, row.unit) if ours else None


def leave(store: Store, visit_secret: str) -> None:
    """End a visit."""
    with store.writing() as connection:
        connection.execute(visit.delete().where(visit.c.secret == hash_of(visit_secret)))
