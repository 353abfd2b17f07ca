"""``kit restore``."""

from __future__ import annotations

from pathlib import Path

import click

from kit.ballots import restore
from kit.cli.collector.stores import Where, store_options, who
from kit.cli.output import answer, json_option, progress, quiet_option, say
from kit.storage.backup import check_backup, put_back
from kit.storage.owners import COLLECTOR


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@store_options
@json_option
@quiet_option
def command(where: Where, *, file: Path, as_json: bool, quiet: bool) -> None:
    """Put a backup where its database was; a database that is there is never overwritten.

    A backup of what teams agreed on (measures-...) takes the place of that database and touches no
    answer. What follows is about one of the collector's own.

    Stop the collector first: while it holds the keys, nothing is restored.

    A session that was closed since stays closed: its key is gone. An answer that was taken back
    since is there again; tell people, so that they can take it back once more. Every secret link
    is revoked, since the backup cannot know which of them were: issue new ones with 'kit links'.

    Nothing is deleted by itself, as the backup may bring back an archival decision that was changed
    since, until HR enters one anew.

    \b
    Example:
      kit restore /srv/backups/collector-20261101-120000-000000.sqlite3
    """
    with where.without_content(), progress("copying the database", quiet=quiet or as_json):
        database = check_backup(file, where.settings)
        if database is COLLECTOR:
            restore(file, where.settings, who())
        else:
            put_back(file, where.measures().settings, who(), database)
    if as_json:
        answer({"restored": str(file), "links_revoked": database is COLLECTOR})
        return
    kept = "nothing is deleted by itself until an archival decision is entered anew"
    if database is not COLLECTOR:
        say("restored what teams agreed on; answers and links are as they were", quiet=quiet)
        say(kept, quiet=quiet)
        return
    say("restored; answers that were taken back since the backup are there again", quiet=quiet)
    say(kept, quiet=quiet)
    say("every link is revoked; issue new ones with 'kit links issue'", quiet=quiet)
