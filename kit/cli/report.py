"""``kit report``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final, cast

import click

from kit.ballots import CollectorSettings, StoreError, open_store
from kit.cli.output import project_option, quiet_option, say
from kit.errors import UsageError
from kit.reports import FORMATS, Format, Report, as_text, read_report, write_report

_FORMATS: Final = (*FORMATS, "notebook")
_BINARY: Final = ("xlsx", "png")


@click.command("report")
@click.argument("round_id", metavar="ROUND")
@project_option
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
@click.option("--database", envvar="KIT_DATABASE", help="Another database than the book's own.")
@click.option(
    "--code-key",
    envvar="KIT_CODE_KEY",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file with the code key of that database.",
)
@quiet_option
def command(  # noqa: PLR0913, PLR0917 - click hands over every option
    round_id: str,
    project: Path,
    unit: str | None,
    wanted: str | None,
    language: str,
    figure: str,
    out: Path | None,
    database: str | None,
    code_key: Path | None,
    *,
    quiet: bool,
) -> None:
    """Show what a closed round has released about a unit, or write it to a file.

    \b
    Example:
      kit report ROUND
      kit report ROUND --unit elm-street --format html --out elm-street.html
    """
    report = _read(_settings(project, database, code_key), round_id, unit, language)
    data = as_text(report).encode() if wanted is None else _written(report, wanted, figure)
    if out is not None:
        out.write_bytes(data)
        say(f"wrote {out}", quiet=quiet)
    elif wanted in _BINARY and sys.stdout.isatty():
        raise UsageError(f"{wanted} is not for a terminal: name a file with --out")
    else:
        click.echo(data, nl=False)


def _settings(project: Path, database: str | None, code_key: Path | None) -> CollectorSettings:
    if database is None:
        return CollectorSettings.embedded(project)
    if code_key is None:
        raise UsageError("--database needs --code-key")
    return CollectorSettings(database, code_key, None)


def _read(settings: CollectorSettings, round_id: str, unit: str | None, language: str) -> Report:
    file = settings.database_file
    if file is not None and not file.is_file():
        raise UsageError(f"no answers were ever collected here: there is no {file}")
    try:
        store = open_store(settings)
    except StoreError as error:
        raise UsageError(str(error)) from error
    try:
        report = read_report(store, round_id, unit, language=language)
    finally:
        store.close()
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
