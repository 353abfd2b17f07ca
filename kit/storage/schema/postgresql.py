"""What PostgreSQL knows of our schema, and what it would know if only we had made it.

Looked at is whatever sees a row: relations of every kind, columns with their defaults, constraints,
indexes, triggers, rules, policies, functions and types in our schema, tables that inherit from
ours, publications, and logical replication from this database, which hands every change on with its
time. Not looked at are event triggers, which see no row but a change of the schema, and that is
compared afterwards; physical copies, which are of the whole server and stand in no table; and what
lies in other schemas, which needs a trigger here to come by a row as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects import postgresql

from kit.storage.tables import AUDIT_REFUSES, AUDIT_TRIGGERS

Row = tuple[str, str, str]
"""Kind, name, definition."""

_DIALECT: Final = postgresql.dialect()  # type: ignore[no-untyped-call]
_PLAIN_TABLE: Final = "p 0 0"
"""Logged, without row-level security."""
_ENABLED: Final = " O"
_FOUND: Final = text("""
WITH here AS (SELECT current_schema()::regnamespace AS oid),
ours AS (
    SELECT c.* FROM pg_class c, here WHERE c.relnamespace = here.oid AND c.relkind NOT IN ('i', 'I')
)
SELECT CASE relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
    WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table'
    ELSE 'type' END,
    relname::text,
    concat_ws(' ', relpersistence, relrowsecurity::int, relforcerowsecurity::int)
FROM ours
UNION ALL
SELECT 'column', concat(c.relname, '.', a.attname), concat_ws(' ',
    format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN 'NOT NULL' END,
    nullif(concat(a.attgenerated, a.attidentity), ''),
    pg_get_expr(d.adbin, d.adrelid),
    CASE WHEN a.attcollation <> t.typcollation THEN 'COLLATE' END)
FROM ours c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relkind = 'r'
UNION ALL
SELECT 'constraint', concat(c.relname, '.', o.conname), pg_get_constraintdef(o.oid)
FROM pg_constraint o JOIN ours c ON c.oid = o.conrelid WHERE o.contype <> 'n'
UNION ALL
SELECT 'index', i.relname::text, replace(pg_get_indexdef(i.oid), (SELECT
    concat(' ON ', quote_ident(current_schema()), '.')), ' ON ')
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN ours c ON c.oid = x.indrelid
UNION ALL
SELECT 'trigger', g.tgname::text, concat(replace(pg_get_triggerdef(g.oid), (SELECT
    concat(' ON ', quote_ident(current_schema()), '.')), ' ON '), ' ', g.tgenabled)
FROM pg_trigger g JOIN ours c ON c.oid = g.tgrelid WHERE NOT g.tgisinternal
UNION ALL
SELECT 'function', p.proname::text, concat_ws(' ', p.prokind, l.lanname, p.prosrc)
FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang, here WHERE p.pronamespace = here.oid
UNION ALL
SELECT 'rule', r.rulename::text, '' FROM pg_rewrite r JOIN ours c ON c.oid = r.ev_class
WHERE r.rulename <> '_RETURN'
UNION ALL
SELECT 'policy', y.polname::text, '' FROM pg_policy y JOIN ours c ON c.oid = y.polrelid
UNION ALL
SELECT 'type', t.typname::text, '' FROM pg_type t, here
WHERE t.typnamespace = here.oid AND t.typtype IN ('d', 'e', 'r')
UNION ALL
SELECT 'inheriting table', h.inhrelid::regclass::text, '' FROM pg_inherits h
JOIN ours c ON c.oid = h.inhparent
UNION ALL
SELECT 'publication', pubname::text, tablename::text FROM pg_publication_tables
WHERE schemaname = current_schema()
UNION ALL
SELECT 'logical replication slot', slot_name::text, '' FROM pg_replication_slots
WHERE slot_type = 'logical' AND database = current_database()
""")


def found_on_postgresql(connection: Connection) -> list[Row]:
    """Return all that there is in our schema, and what looks into it."""
    return [(row[0], row[1], row[2]) for row in connection.execute(_FOUND)]


def wanted_on_postgresql(tables: Iterable[Table]) -> Iterator[Row]:
    """Yield all that has to be there, in PostgreSQL's own words."""
    for table in tables:
        yield "table", table.name, _PLAIN_TABLE
        for column in table.columns:
            yield "column", f"{table.name}.{column.name}", _column(column)
        yield from _keys(table)
        for index in table.indexes:
            yield _index(table, str(index.name), index.columns, unique=index.unique)
    for name, definition in AUDIT_TRIGGERS["postgresql"].items():
        yield "trigger", name, definition + _ENABLED
    yield "function", "audit_refuses", f"f plpgsql {AUDIT_REFUSES}"


def _keys(table: Table) -> Iterator[Row]:
    for constraint in table.constraints:
        name = str(constraint.name)
        if isinstance(constraint, ForeignKeyConstraint):
            there = _listed(each.column for each in constraint.elements)
            other = _quoted(constraint.referred_table.name)
            definition = f"FOREIGN KEY ({_listed(constraint.columns)}) REFERENCES {other}({there})"
        elif isinstance(constraint, (PrimaryKeyConstraint, UniqueConstraint)):
            primary = isinstance(constraint, PrimaryKeyConstraint)
            definition = f"{'PRIMARY KEY' if primary else 'UNIQUE'} ({_listed(constraint.columns)})"
            yield _index(table, name, constraint.columns, unique=True)
        else:
            raise TypeError(f"no table of ours has a {type(constraint).__name__} yet")
        yield "constraint", f"{table.name}.{name}", definition


def _index(table: Table, name: str, columns: Iterable[Column[object]], *, unique: bool) -> Row:
    made = "CREATE UNIQUE INDEX" if unique else "CREATE INDEX"
    where = f"{_quoted(name)} ON {_quoted(table.name)} USING btree ({_listed(columns)})"
    return "index", name, f"{made} {where}"


def _column(column: Column[object]) -> str:
    kind = str(column.type.compile(_DIALECT)).lower().replace("varchar", "character varying")
    return kind if column.nullable else f"{kind} NOT NULL"


def _listed(columns: Iterable[Column[object]]) -> str:
    return ", ".join(_quoted(column.name) for column in columns)


def _quoted(name: str) -> str:
    return str(_DIALECT.identifier_preparer.quote(name))
