"""``kit units``."""

from __future__ import annotations

from pathlib import Path

import click

from kit.ballots import read_units, save_units
from kit.cli.collector.stores import Where, store_options, who
from kit.cli.output import (
    answer,
    count,
    end_with,
    json_option,
    quiet_option,
    say,
    show_problems,
    tell_problems,
)


@click.command("units")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@store_options
@click.option("--check", "only_check", is_flag=True, help="Read the file and save nothing.")
@json_option
@quiet_option
def command(where: Where, *, file: Path, only_check: bool, as_json: bool, quiet: bool) -> None:
    """Read the organisation's units from a table (CSV) or YAML, and keep them for new rounds.

    Rounds that are open keep the units that they were opened with.

    \b
    Example:
      kit units units.csv --check
      kit units units.yml
    """
    tree, problems = read_units(file)
    if tree is None:
        tell_problems(problems, as_json=as_json)
        end_with(problems)
        return
    number = sum(1 for _ in tree.root.walk())
    if not only_check:
        with where.store() as store:
            save_units(store, tree, who())
    if as_json:
        answer({"units": number, "saved": not only_check}, problems)
        return
    show_problems(problems)
    say(f"{'no problems:' if only_check else 'saved'} {count(number, 'unit')}", quiet=quiet)
