"""``kit archive``."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from kit.archives import archive_of_agreements, archive_of_record, archive_of_results
from kit.ballots import load_units
from kit.catalogues import languages
from kit.cli.collector.stores import Where, store_options
from kit.cli.output import answer, json_option, progress, quiet_option
from kit.errors import UsageError
from kit.storage.folders import make_folder, replace_secret


@click.command("archive")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@store_options
@click.option("--language", default="en", show_default=True, help="Language of what is explained.")
@json_option
@quiet_option
def command(where: Where, *, folder: Path, language: str, as_json: bool, quiet: bool) -> None:
    """Write what the archive is to have into a folder: a ZIP file for each kind, with its metadata.

    There are results with what they were for, what teams agreed on, and the record of acts of both
    databases. Each file explains itself to somebody who has nothing else. What teams agreed on has
    also what they do not share with HR, so nobody but you can read the files.

    \b
    Example:
      kit archive /srv/archive --language nb
    """
    if language not in languages():
        raise UsageError(f"there is no language {language!r}; there is {', '.join(languages())}")
    with progress("reading the databases", quiet=quiet or as_json), ExitStack() as opened:
        stores = [opened.enter_context(where.store(made=False))]
        made = [archive_of_results(stores[0], language)]
        tree = load_units(stores[0])
        creator = tree.root.name if tree else ""
        measures = where.measures()
        if measures.is_there or measures.settings.database_file is None:
            stores.append(opened.enter_context(measures.store()))
            made.append(archive_of_agreements(stores[1], language, creator))
        made.append(archive_of_record(stores, language, creator))
    make_folder(folder)
    files = [folder / each.name for each in made]
    for file, each in zip(files, made, strict=True):
        replace_secret(file, each.data)
    if as_json:
        answer({"written": [*map(str, files)]})
        return
    for file in files:
        click.echo(str(file))
