"""``kit backup``."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.collector.stores import Where, store_options, who
from kit.cli.output import answer, json_option, progress, quiet_option, say
from kit.storage import backup


@click.command("backup")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@store_options
@json_option
@quiet_option
def command(where: Where, *, folder: Path, as_json: bool, quiet: bool) -> None:
    """Copy the database, while it is used, into a folder; its name is printed.

    Keys are never part of it, so nobody can open an answer in it. Keep the code key, too, in
    another place: without it, rounds that are open cannot go on.

    \b
    Example:
      kit backup /srv/backups
    """
    with (
        where.store(made=False) as store,
        progress("copying the database", quiet=quiet or as_json),
    ):
        file = backup(store, folder, who())
    if as_json:
        answer({"written": [str(file)], "code_key": str(where.settings.code_key)})
        return
    click.echo(str(file))
    say(f"the code key is not in it: {where.settings.code_key}", quiet=quiet)
