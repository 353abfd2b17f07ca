"""``kit report``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final, cast

import click

from kit.ballots import round_status
from kit.cli.collector.languages import language_of
from kit.cli.collector.stores import Where, store_options
from kit.cli.output import answer, json_option, progress, quiet_option, say
from kit.errors import UsageError
from kit.files import write_whole
from kit.reports import FORMATS, Format, Report, as_text, read_report, write_report
from kit.storage import StoreError

_FORMATS: Final = (*FORMATS, "notebook")
_BINARY: Final = ("xlsx", "png")


@click.command("report")
@click.argument("round_id", metavar="ROUND")
@store_options
@click.option("--unit", help="Id of the unit; the whole round unless told otherwise.")
@click.option("--format", "wanted", type=click.Choice(_FORMATS), help="File instead of text.")
@click.option("--language", default="", help="Language of the report; that of the exercise.")
@click.option(
    "--figure",
    type=click.Choice(["profile", "answers", "history"]),
    default="profile",
    show_default=True,
    help="Which figure, for svg and png.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@json_option
@quiet_option
def command(  # noqa: PLR0913 - click hands over every option
    where: Where,
    *,
    round_id: str,
    unit: str | None,
    wanted: str | None,
    language: str,
    figure: str,
    out: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Show what a closed round has released about a unit, or write it to a file.

    \b
    Example:
      kit report ROUND
      kit report ROUND --unit elm-street --format html --out elm-street.html
    """
    if as_json and wanted is not None and out is None:
        raise UsageError(f"--json says where the {wanted} is: name a file with --out")
    with progress("reading the round", quiet=quiet or as_json) as tell:
        report = _read(where, round_id, unit, language)
        tell(f"making the {wanted or 'text'}")
        data = as_text(report).encode() if wanted is None else _written(report, wanted, figure)
    if as_json and wanted is None and out is None:
        answer({"report": json.loads(write_report(report, "json"))})
        return
    if out is not None:
        write_whole(out, data)
        if as_json:
            answer({"written": [str(out)]})
        else:
            say(f"wrote {out}", quiet=quiet)
    elif wanted in _BINARY and sys.stdout.isatty():
        raise UsageError(f"{wanted} is not for a terminal: name a file with --out")
    else:
        click.echo(data, nl=False)


def _read(where: Where, round_id: str, unit: str | None, language: str) -> Report:
    try:
        with where.store(made=False) as store:
            found = round_status(store, round_id)
            spoken = language_of(found.head.exercise, language) if found else language
            report = read_report(store, round_id, unit, language=spoken)
    except StoreError as error:
        raise UsageError(str(error)) from error
    if report is None:
        which = f" with the unit {unit!r}" if unit else ""
        raise UsageError(f"there is no round {round_id!r}{which}: 'kit round status' lists them")
    return report


def _written(report: Report, wanted: str, figure: str) -> bytes:
    if wanted == "notebook":
        # nbformat is slow to import.
        from kit.notebooks.results import results_notebook  # noqa: PLC0415

        return results_notebook(report)
    try:
        return write_report(report, cast("Format", wanted), figure)
    except LookupError as error:
        raise UsageError(f"too little may be shown here for the figure {figure!r}") from error
