"""What a database may hold besides rows: what our tables need, and nothing more.

A trigger, a view or a column that somebody adds, and that a backup brings back, could keep the
order and the time of every answer. So all that is there is compared with what there has to be, and
one thing too many is enough to refuse the database. What has to be is made from
the tables of all owners.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from sqlalchemy import Column, Connection, MetaData, String, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from kit.storage.errors import StoreError
from kit.storage.owners import COLLECTOR, Database
from kit.storage.schema.postgresql import found_on_postgresql, wanted_on_postgresql
from kit.storage.tables import AUDIT_TRIGGERS

_NAME: Final = re.compile(r"[A-Za-z0-9_.]{1,130}")
_SHOWN: Final = 5
"""Differences that are named."""

_VERSION: Final = Table(
    "alembic_version",
    MetaData(naming_convention={"pk": "%(table_name)s_pkc"}),
    Column("version_num", String(32), primary_key=True),
)
"""Alembic makes it."""

_SETTINGS: Final = {
    "application_id": "0",
    "auto_vacuum": "0",
    "encoding": "UTF-8",
    "user_version": "0",
}
"""Settings that the file keeps, other than those that every connection makes."""


class Part(NamedTuple):
    """One thing in a database that is no row."""

    kind: str
    name: str
    definition: str


def check_schema(connection: Connection, database: Database = COLLECTOR) -> None:
    """Compare the schema of an open database with ours.

    :param database: which one it has to be.
    :raises StoreError: naming what is too many, missing, or changed.
    """
    if connection.dialect.name == "postgresql":
        wanted = (Part(*each) for each in wanted_on_postgresql(_tables(database)))
        compare(wanted, (Part(*each) for each in found_on_postgresql(connection)))
        return
    compare(_wanted_on_sqlite(database), _found_on_sqlite(connection))


def compare(wanted: Iterable[Part], found: Iterable[Part]) -> None:
    """Compare two schemas, in whatever order.

    :raises StoreError: naming what is too many, missing, or changed.
    """
    have, need = Counter(found), Counter(wanted)
    more, less = have - need, need - have
    names = [{(each.kind, each.name) for each in some} for some in (more, less)]
    differences = [
        f"{kind} {_shown(name)} {how}"
        for how, some in (
            ("is too many", names[0] - names[1]),
            ("is missing", names[1] - names[0]),
            ("is changed", names[0] & names[1]),
        )
        for kind, name in sorted(some)
    ]
    if not differences:
        # One thing is there twice.
        differences = [f"{each.kind} {_shown(each.name)} is too many" for each in more]
    if differences:
        rest = len(differences) - _SHOWN
        told = "; ".join(differences[:_SHOWN]) + (f"; and {rest} more" if rest > 0 else "")
        raise StoreError(f"the database is not as workshop-kit makes it, so it is not used: {told}")


def _tables(database: Database) -> tuple[Table, ...]:
    return (*database.metadata.sorted_tables, _VERSION)


def _found_on_sqlite(connection: Connection) -> Iterator[Part]:
    for kind, name, sql in connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master"):
        # SQLite makes an index without a definition for each key, which the table's own names.
        if sql is not None or kind != "index":
            yield Part(str(kind), str(name), _plain(str(sql)))
    for name in _SETTINGS:
        yield Part("setting", name, str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()))


def _wanted_on_sqlite(database: Database) -> Iterator[Part]:
    dialect = sqlite.dialect()
    for table in _tables(database):
        yield Part("table", table.name, _plain(str(CreateTable(table).compile(dialect=dialect))))
        for index in table.indexes:
            text = str(CreateIndex(index).compile(dialect=dialect))
            yield Part("index", str(index.name), _plain(text))
    for name, text in AUDIT_TRIGGERS["sqlite"].items():
        yield Part("trigger", name, _plain(text))
    for name, value in _SETTINGS.items():
        yield Part("setting", name, value)


def _plain(sql: str) -> str:
    """Return a definition without what a migration may have made another way than we do now.

    That is white space, and in which order the columns and constraints of a table stand.
    """
    text = " ".join(sql.split())
    head, bracket, rest = text.partition("(")
    body, other, tail = rest.rpartition(")")
    if not head.startswith("CREATE TABLE ") or not bracket or not other:
        return text
    return f"{head}({', '.join(sorted(_definitions(body)))}){tail}"


def _definitions(body: str) -> Iterator[str]:
    """Yield the parts between commas; a comma in brackets divides nothing."""
    begin = depth = 0
    for at, letter in enumerate(body):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            yield body[begin:at].strip()
            begin = at + 1
    yield body[begin:].strip()


def _shown(name: str) -> str:
    """Return a name; in a damaged file it may be anything, and then it is not repeated."""
    return f"'{name}'" if _NAME.fullmatch(name) else "with a strange name"
