"""``kit audit``."""

from __future__ import annotations

import sys

import click

from kit.cli.collector.stores import Where, store_options
from kit.cli.output import answer, count, json_option, quiet_option, say
from kit.storage import audit_entries, verify_audit

_BROKEN = 1


@click.command("audit")
@store_options
@json_option
@quiet_option
def command(where: Where, *, as_json: bool, quiet: bool) -> None:
    """Show every administrative act, and check that the record is as it was written.

    Its last word identifies the whole record: noted elsewhere, it shows later whether the end was
    cut off. Status 1 if the record was changed.

    \b
    Example:
      kit audit
      kit audit --json
    """
    with where.store(made=False) as store:
        entries, check = audit_entries(store), verify_audit(store)
    if as_json:
        answer(
            {
                "broken_at": check.broken_at,
                "unproven": check.unproven,
                "head": check.head,
                "entries": [
                    {
                        "number": each.number,
                        "at": each.at,
                        "actor": each.actor,
                        "act": each.act,
                        "details": dict(each.details),
                    }
                    for each in entries
                ],
            },
            ok=check.intact,
        )
    else:
        for each in entries:
            details = ", ".join(f"{name} {value}" for name, value in each.details.items())
            click.echo(f"{each.number}  {each.at}  {each.actor}  {each.act}  {details}")
    if not check.intact:
        say(f"the record was changed: entry {check.broken_at} does not fit the one before")
        sys.exit(_BROKEN)
    if check.unproven:
        say(f"{count(check.unproven, 'act')} of an earlier code key cannot be proven")
    say(f"intact: {count(check.entries, 'act')}, {check.head}", quiet=quiet)
