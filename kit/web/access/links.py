"""Secret links for leaders and HR: one a unit, expiring, revoked singly; only hashes are kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, get_args

from sqlalchemy import Connection, Row, select

from kit.ballots import UnitSpec
from kit.storage import Store, StoreError, prove, proven, record
from kit.storage.identifiers import new_id
from kit.web.access.tables import link, visit, wall

Role = Literal["leader", "hr", "representative"]
"""A representative is a union's or a safety representative: they read, and lead nothing."""
_AS_KEPT: Final[Mapping[Role, str]] = {"representative": "rep"}
"""What is kept of a role whose name is longer than its column."""
_ROLES: Final[Mapping[str, Role]] = {_AS_KEPT.get(role, role): role for role in get_args(Role)}
"""Roles by what is kept of them."""
_FROZEN: Final = ("id", "secret", "unit", "role", "expires_on")
"""What a link proves: where it leads, for whom and until when. It can still be revoked."""


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """A link as it is handed out; the secret is shown this once."""

    id: str
    unit: str
    name: str
    secret: str
    role: Role
    opens: bool
    """Whether rounds are opened with it: not by the leader of a unit that has units below."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is kept."""

    id: str
    unit: str
    role: Role
    expires_on: date
    revoked: bool
    issued_by: str
    issued_on: date


def _keep_nothing(_made: list[IssuedLink]) -> None:
    """Leave it to the caller to show links."""


def issue_links(  # noqa: PLR0913 - what is issued, by whom, and how it is kept
    store: Store,
    top: UnitSpec,
    role: Role,
    expires_on: date,
    actor: str,
    *,
    below: bool = True,
    keep: Callable[[list[IssuedLink]], None] = _keep_nothing,
) -> list[IssuedLink]:
    """Make a link for each unit at and below one for leaders, or one for all of it for others.

    :param below: whether leaders of the units below get theirs, too.
    :param keep: writes them where they last, or raises: then none is good.
    :raises StoreError: if they would have expired already.
    """
    if expires_on < store.today():
        raise StoreError("a link cannot expire before it is issued")
    units = list(top.walk()) if role == "leader" and below else [top]
    made = [_new(each, role) for each in units]
    with store.writing() as connection:
        _insert(store, connection, made, (role, expires_on), actor)
        keep(made)
    return made


def revoke_link(store: Store, link_id: str, actor: str) -> bool:
    """End a link, every visit and every wall made with it; return whether there was one to end."""
    with store.writing() as connection:
        return _end(store, connection, link_id, actor)


def renew_link(store: Store, old: Link, unit: UnitSpec, actor: str) -> IssuedLink | None:
    """End a link and make another in its place, or neither; none if it has ended already.

    A leader is never left without a link by a full disk, nor with two by a form sent twice.

    :param unit: that of the link.
    """
    made = _new(unit, old.role)
    with store.writing() as connection:
        if not _end(store, connection, old.id, actor):
            return None
        _insert(store, connection, [made], (old.role, old.expires_on), actor)
    return made


def list_links(store: Store) -> list[Link]:
    """Return all links, the newest first, but for those of a role that we do not know."""
    asked = select(link).order_by(link.c.issued_on.desc(), link.c.unit, link.c.id)
    with store.reading() as connection:
        return [
            Link(
                *(row.id, row.unit, role, row.expires_on),
                *(row.revoked, row.issued_by, row.issued_on),
            )
            for row in connection.execute(asked)
            if (role := role_of(row)) is not None
        ]


def links_in_use(store: Store) -> list[Link]:
    """Return the links that open something today, the newest first."""
    today = store.today()
    return [each for each in list_links(store) if not each.revoked and each.expires_on >= today]


def _new(unit: UnitSpec, role: Role) -> IssuedLink:
    opens = role == "hr" or (role == "leader" and not unit.children)
    return IssuedLink(new_id(), unit.id, unit.name, secrets.token_urlsafe(24), role, opens)


def _insert(
    store: Store,
    connection: Connection,
    made: Sequence[IssuedLink],
    terms: tuple[Role, date],
    actor: str,
) -> None:
    """Keep links, and that they were issued.

    :param terms: for whom they are, and until when.
    """
    role, expires_on = terms
    rows: list[dict[str, object]] = [
        {
            "id": each.id,
            "secret": hash_of(each.secret),
            "unit": each.unit,
            "role": _AS_KEPT.get(role, role),
            "expires_on": expires_on,
            "revoked": False,
            "issued_by": actor,
            "issued_on": store.today(),
        }
        for each in made
    ]
    for row in rows:
        row["proof"] = prove(store.code_key, "link", *(row[name] for name in _FROZEN))
    connection.execute(link.insert(), rows)
    for each in made:
        details = {"link": each.id, "unit": each.unit, "role": role}
        record(store, connection, actor, "issue-link", details)


def _end(store: Store, connection: Connection, link_id: str, actor: str) -> bool:
    found = connection.execute(
        link.update().where(link.c.id == link_id, ~link.c.revoked).values(revoked=True)
    )
    connection.execute(visit.delete().where(visit.c.link == link_id))
    connection.execute(wall.delete().where(wall.c.link == link_id))
    if found.rowcount:
        record(store, connection, actor, "revoke-link", {"link": link_id})
    return found.rowcount > 0


def role_of(row: Row[Any]) -> Role | None:
    """Return for whom a link is; none for a role that we do not know, which opens nothing."""
    return _ROLES.get(row.role)


def is_ours(store: Store, row: Row[Any]) -> bool:
    """Return whether a link was issued by us, and not by who writes to the database."""
    facts = (getattr(row, name) for name in _FROZEN)
    return proven(store.code_key, bytes(row.proof), "link", *facts)


def hash_of(secret: str) -> bytes:
    """Return what is kept of the secret of a link, a visit or a wall.

    It has 192 random bits: nobody can try them all, so a plain hash is enough.
    """
    return hashlib.sha256(secret.encode()).digest()
