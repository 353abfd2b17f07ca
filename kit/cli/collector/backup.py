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
    """Copy the databases, while they are used, into a folder; their names are printed.

    There are two: the collector's, and that of what teams agreed on, once they have kept something.
    Each is restored by itself.

    Keys are never part of it, so nobody can open an answer in it. Keep the code key, too, in
    another place: without it, rounds that are open cannot go on.

    \b
    Example:
      kit backup /srv/backups
    """
    with progress("copying the databases", quiet=quiet or as_json):
        with where.store(made=False) as store:
            files = [backup(store, folder, who())]
        measures = where.measures()
        if measures.is_there:
            with measures.store() as store:
                files.append(backup(store, folder, who()))
    if as_json:
        answer({"written": [*map(str, files)], "code_key": str(where.settings.code_key)})
        return
    for file in files:
        click.echo(str(file))
    say(f"the code key is not in them: {where.settings.code_key}", quiet=quiet)
