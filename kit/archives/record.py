"""The record of administrative acts, of one database or both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from kit.archives.package import Archive, Column, Contents, packed, table
from kit.catalogues import strings
from kit.storage import Store, audit_entries, verify_audit


def archive_of_record(stores: Sequence[Store], language: str, creator: str = "") -> Archive:
    """Return who did what and when as a file for the archive, with whether the record is whole.

    :param creator: what the whole organisation is called.
    """
    _ = strings(language).gettext
    found = [(store, audit_entries(store), verify_audit(store)) for store in stores]
    columns = (
        Column("number", _("the acts of one database in their order, from 1")),
        Column("at", _("when, in UTC")),
        Column("actor", _("who: the id of a link, or the account on the server")),
        Column("act", _("what was done")),
        Column("details", _("with what, as JSON")),
    )
    days = [each.at[:10] for _store, entries, _check in found for each in entries]
    whole = _("{name}: unchanged, {n} acts; the checksum of the last is {head}")
    broken = _("{name}: the record was changed at act {n}")
    contents = Contents(
        "record",
        _("The record of acts"),
        _("Who opened, closed or changed what. What respondents did is never in it."),
        tuple(
            table(
                f"acts-of-{store.database.name}.csv",
                columns,
                (
                    (
                        *(each.number, each.at, each.actor, each.act),
                        json.dumps(dict(each.details), ensure_ascii=False, sort_keys=True),
                    )
                    for each in entries
                ),
                _("The record of the database {name}.").format(name=store.database.name),
            )
            for store, entries, _check in found
        ),
        min(map(date.fromisoformat, days), default=None),
        max(map(date.fromisoformat, days), default=None),
        creator=creator,
        explained=(
            _(
                "There are two databases: collector has surveys, units and links, measures has"
                " what teams agreed on."
            ),
            _(
                "An actor is a role and its unit with the id of the link, or the account on the"
                " server. The acts are named in English, as the program names them."
            ),
            _(
                "Each act has a checksum over itself and the act before, made with a key that only"
                " the service has. So only the service can prove that nothing was changed; what it"
                " found on this day stands here."
            ),
            _(
                "To close a survey destroys the key of its answers and deletes them; that is no act"
                " of its own."
            ),
        ),
        checks=tuple(
            whole.format(name=store.database.name, n=check.entries, head=check.head or "-")
            if check.intact
            else broken.format(name=store.database.name, n=check.broken_at)
            for store, _entries, check in found
        ),
    )
    return packed(contents, stores[0].today(), language)
