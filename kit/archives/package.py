"""A ZIP file that somebody who has nothing else can read: tables, and what they mean.

The same contents on the same day give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from typing import Final

from kit.catalogues import day, strings
from kit.files import zipped
from kit.spreadsheets import semicolon_csv

SCHEMA: Final = 1
"""Of ``metadata.json``."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an archive."""

    name: str
    data: bytes
    meaning: str
    columns: tuple[Column, ...] = ()
    rows: int | None = None
    """Of a table, without its head."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive is about."""

    kind: str
    title: str
    meaning: str
    """In some sentences, for somebody who has never seen the system."""
    parts: tuple[Part, ...]
    first: date | None = None
    """The first and the last day that it is about; none if it has nothing."""
    last: date | None = None
    units: tuple[tuple[str, str], ...] = ()
    """The id and the name of each unit."""
    basis: tuple[str, ...] = ()
    """The archival decisions that were entered, the one that holds first."""
    creator: str = ""
    """Whose records these are: what the whole organisation is called."""
    explained: tuple[str, ...] = ()
    """How to read what is in the tables, in sentences."""
    checks: tuple[str, ...] = field(default=())
    """What was looked into when it was made."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A file for the archive."""

    name: str
    data: bytes


def table(
    name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]], meaning: str
) -> Part:
    """Return rows as CSV: UTF-8 with a byte order mark, semicolons, and none of them a formula."""
    lines = [["" if each is None else str(each) for each in row] for row in rows]
    data = semicolon_csv(([each.name for each in columns], *lines)).encode("utf-8-sig")
    return Part(name, data, meaning, tuple(columns), len(lines))


def packed(contents: Contents, today: date, language: str) -> Archive:
    """Return the contents as a ZIP file with ``README.txt`` and ``metadata.json``."""
    made = [
        Part("README.txt", _read_me(contents, today, language).encode("utf-8-sig"), ""),
        Part("metadata.json", _metadata(contents, today, language), ""),
        *contents.parts,
    ]
    # In a folder of its own: two archives unpacked at one place keep apart.
    name = f"{contents.kind}-{today}"
    return Archive(f"{name}.zip", zipped((f"{name}/{each.name}", each.data) for each in made))


def _maker() -> str:
    return f"workshop-kit {version('workshop-kit')}"


def _metadata(contents: Contents, today: date, language: str) -> bytes:
    told = {
        "schema": SCHEMA,
        "kind": contents.kind,
        "title": contents.title,
        "meaning": contents.meaning,
        "language": language,
        "creator": contents.creator,
        "made_on": today.isoformat(),
        "made_by": _maker(),
        "first_day": contents.first and contents.first.isoformat(),
        "last_day": contents.last and contents.last.isoformat(),
        "units": [{"id": id_, "name": name} for id_, name in contents.units],
        "basis": list(contents.basis),
        "checks": list(contents.checks),
        "files": [
            {
                "name": each.name,
                "meaning": each.meaning,
                "rows": each.rows,
                "bytes": len(each.data),
                "sha256": sha256(each.data).hexdigest(),
                "columns": [
                    {"name": column.name, "meaning": column.meaning} for column in each.columns
                ],
            }
            for each in contents.parts
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _read_me(contents: Contents, today: date, language: str) -> str:
    _ = strings(language).gettext
    made = _("Made on {date} by {maker}.").format(date=day(today, language), maker=_maker())
    lines = [contents.title, "=" * len(contents.title), "", contents.meaning, "", made]
    if contents.creator:
        lines.append(_("Records of: {name}.").format(name=contents.creator))
    lines.append(_("workshop-kit is the program that the surveys and the measures were made with."))
    if contents.first and contents.last:
        period = _("From {first} to {last}.")
        first, last = day(contents.first, language), day(contents.last, language)
        lines.append(period.format(first=first, last=last))
    for head, said in (
        (
            _("Archival decisions"),
            contents.basis
            or (_("None has been entered, so the system itself deletes nothing of this."),),
        ),
        (_("How to read it"), contents.explained),
        (_("What was checked"), contents.checks),
        (_("Units"), tuple(f"{name} ({id_})" for id_, name in contents.units)),
    ):
        if said:
            lines += ["", head, *(f"- {each}" for each in said)]
    lines += ["", _("Files")]
    for each in contents.parts:
        count = _("{n} lines").format(n=each.rows) if each.rows is not None else ""
        lines.append(f"- {each.name}: {each.meaning} {count}".rstrip())
        lines += [f"    {column.name}: {column.meaning}" for column in each.columns]
    lines += [
        "",
        _(
            "Tables are UTF-8 with a byte order mark, semicolons between the cells, and days as"
            " year, month and day. An empty cell is something that was not said, or may not be"
            " shown."
            " metadata.json says the same to a machine, with a SHA-256 checksum of each file."
        ),
    ]
    return "\r\n".join([*lines, ""])
