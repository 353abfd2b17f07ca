"""``kit round slips``: a sheet with one-time codes, to print, cut and draw from a hat."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kit.ballots import RefusedError, RoundHead, draw_slips, round_status
from kit.cli.languages import language_of
from kit.cli.output import count, quiet_option, say
from kit.cli.refusals import refused
from kit.cli.stores import Where, store_options, who
from kit.errors import UsageError
from kit.frontend import slip_sheet
from kit.reports import unit_name


@click.command("slips")
@click.argument("round_id", metavar="ROUND")
@store_options
@click.option("--unit", required=True, help="Id of the unit whose people draw.")
@click.option("--count", "number", required=True, type=click.IntRange(1, 1000), help="How many.")
@click.option("--site", required=True, help="Address of the book: https://book.example.org.")
@click.option("--language", default="", help="Language of the slips; that of the exercise.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
@quiet_option
def slips(  # noqa: PLR0913 - click hands over every option
    where: Where,
    *,
    round_id: str,
    unit: str,
    number: int,
    site: str,
    language: str,
    out: Path,
    quiet: bool,
) -> None:
    """Write a sheet of one-time codes; they are on this sheet and nowhere else.

    Print it, cut it, let people draw, and delete the file.

    \b
    Example:
      kit round slips ROUND --unit elm-street --count 12 \\
        --site https://book.example.org --out slips.html
    """
    with where.store() as store:
        status = round_status(store, round_id)
        if status is None:
            raise UsageError("there is no such round")
        spoken = language_of(status.head.exercise, language)
        units = (each for each in status.head.units if each.id == unit)
        name = next((unit_name(each, spoken) for each in units), "")
        file = _new_file(out)
        try:
            drawn = draw_slips(store, round_id, unit, number, who())
        except RefusedError as error:
            out.unlink()
            raise refused(error.code, error.details) from None
    with os.fdopen(file, "w", encoding="utf-8") as sheet:
        sheet.write(
            slip_sheet(
                drawn,
                title=status.head.wording(spoken).title,
                unit=name,
                address=_address(status.head, site, spoken),
                language=spoken,
            )
        )
    say(f"wrote {count(number, 'slip')} to {out}; print it, then delete it", quiet=quiet)


def _new_file(path: Path) -> int:
    """Make the file for our user's eyes only.

    :raises UsageError: if there is one.
    """
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(f"{path} is there already; nothing is overwritten") from None


def _address(head: RoundHead, site: str, language: str) -> str:
    addresses = head.exercise.addresses
    path = addresses.get(language) or addresses[head.exercise.language]
    return f"{site.rstrip('/')}/{path}"
