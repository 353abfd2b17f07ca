"""``kit round slips``: sheets with one-time codes, to print, cut and draw from a hat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from kit.ballots import (
    Drawn,
    RefusedError,
    RoundStatus,
    confirm_slips,
    draw_slips,
    exchange_slip,
    round_status,
)
from kit.cli.collector.languages import language_of
from kit.cli.collector.refusals import refused
from kit.cli.collector.secret_files import new_secret_file
from kit.cli.collector.stores import Where, store_options, who
from kit.cli.output import count, progress, quiet_option, say
from kit.errors import UsageError
from kit.frontend import SlipText, slip_sheet
from kit.reports import drawn_words, unit_name
from kit.storage import Store

_LAST: Final = "Code of the last slip in the print"
_SPOILT: Final = "Code of the spoilt slip"
_unit_option: Final = click.option(
    "--unit", required=True, help="Id of the unit whose people draw."
)


_Made = TypeVar("_Made")
_Keep = Callable[[list[str]], None]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where slips are written, and what stands on them besides their codes; who is told of it."""

    out: Path
    site: str
    collector: str
    language: str
    quiet: bool


def _sheet_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option(
            "--out",
            required=True,
            type=click.Path(dir_okay=False, path_type=Path),
            help="File to write.",
        ),
        click.option("--language", default="", help="Language of the slips; that of the exercise."),
        click.option(
            "--collector", default="", help="Address of the collector, if it is not the book's."
        ),
        click.option(
            "--site", required=True, help="Address of the book: https://book.example.org."
        ),
    ):
        function = option(function)
    return function


@click.group("slips")
def slips() -> None:
    """Draw one-time codes for a unit, confirm their print, exchange a spoilt one.

    Whoever draws slips can keep some and answer with them: draw and hand out together with the
    safety representative.

    \b
    Example:
      kit round slips draw ROUND --unit elm-street --count 12 \\
        --site https://book.example.org --out slips.html
      kit round slips confirm ROUND --unit elm-street
    """


@slips.command("draw")
@click.argument("round_id", metavar="ROUND")
@store_options
@_unit_option
@click.option("--count", "number", required=True, type=click.IntRange(1, 1000), help="How many.")
@_sheet_options
@quiet_option
def draw(  # noqa: PLR0913 - click hands over every option
    where: Where,
    *,
    round_id: str,
    unit: str,
    number: int,
    site: str,
    collector: str,
    language: str,
    out: Path,
    quiet: bool,
) -> None:
    """Write a sheet of one-time codes; they are on this sheet and nowhere else.

    Print it, confirm the print, cut it, let people draw, and delete the file. Nobody can answer
    with a slip before the print is confirmed; until then drawing again replaces these.

    \b
    Example:
      kit round slips draw ROUND --unit elm-street --count 12 \\
        --site https://book.example.org --out slips.html
    """
    with where.store(made=False) as store:
        _write(
            store,
            (round_id, unit),
            _Sheet(out, site, collector or site, language, quiet),
            lambda keep: draw_slips(store, round_id, unit, number, who(), keep=keep),
        )
    say(
        f"wrote {count(number, 'slip')} to {out}; print it, and let it be answered with: "
        f"kit round slips confirm {round_id} --unit {unit}",
        quiet=quiet,
    )


@slips.command("confirm")
@click.argument("round_id", metavar="ROUND")
@store_options
@_unit_option
@quiet_option
def confirm(where: Where, *, round_id: str, unit: str, quiet: bool) -> None:
    """Let slips be answered with, since all of them are printed and can be read.

    Asks for the code of one of them, which shows that this is their print.

    \b
    Example:
      kit round slips confirm ROUND --unit elm-street
    """
    printed = click.prompt(_LAST, err=True)
    with where.store(made=False) as store:
        drawn = _asked(lambda: confirm_slips(store, round_id, unit, printed, who()))
    say(_told(drawn), quiet=quiet)


@slips.command("exchange")
@click.argument("round_id", metavar="ROUND")
@store_options
@_unit_option
@_sheet_options
@quiet_option
def exchange(  # noqa: PLR0913 - click hands over every option
    where: Where,
    *,
    round_id: str,
    unit: str,
    site: str,
    collector: str,
    language: str,
    out: Path,
    quiet: bool,
) -> None:
    """Make a spoilt slip's code invalid, and write a sheet with one new slip for it.

    Asks for its code. A lost slip cannot be exchanged, nor a used one. Put the new slip among those
    that nobody has drawn: whoever hands it over knows whose it is.

    \b
    Example:
      kit round slips exchange ROUND --unit elm-street \\
        --site https://book.example.org --out slip.html
    """
    spoilt = click.prompt(_SPOILT, err=True)
    with where.store(made=False) as store:
        _write(
            store,
            (round_id, unit),
            _Sheet(out, site, collector or site, language, quiet),
            lambda keep: exchange_slip(store, round_id, unit, spoilt, who(), keep=keep),
        )
    say(f"wrote the new slip to {out}; print it, then delete it", quiet=quiet)


def _write(
    store: Store, place: tuple[str, str], sheet: _Sheet, make: Callable[[_Keep], object]
) -> None:
    """Write slips to a new file; nothing is made if it cannot be written, or the other way round.

    :param place: the ids of the round and of the unit.
    :param make: makes slips, and gives them to what it is given before they replace others.
    """
    status = round_status(store, place[0])
    if status is None:
        raise UsageError("there is no such round")
    spoken = language_of(status.head.exercise, sheet.language)
    text = SlipText(
        title=status.head.wording(spoken).title,
        unit=_name(status, place[1], spoken),
        purpose=status.head.purpose,
        k=status.head.k,
        address=_address(status, sheet.site, spoken),
        entrance=f"{sheet.collector.rstrip('/')}/collect",
        reference=_reference(status, place[1]),
    )
    with new_secret_file(sheet.out) as write, progress("drawing", quiet=sheet.quiet) as tell:

        def keep(codes: list[str]) -> None:
            tell(f"writing {count(len(codes), 'slip')}")
            write(slip_sheet(codes, text, spoken))

        _asked(lambda: make(keep))


def _asked(act: Callable[[], _Made]) -> _Made:
    try:
        return act()
    except RefusedError as error:
        raise refused(error.code, error.details) from None


def _told(drawn: Drawn) -> str:
    return f"confirmed; {drawn_words(drawn.slips, drawn.people, 'en')}"


def _name(status: RoundStatus, unit: str, language: str) -> str:
    units = (each for each in status.head.units if each.id == unit)
    return next((unit_name(each, language) for each in units), "")


def _reference(status: RoundStatus, unit: str) -> str:
    found = (each.slips for each in status.sessions if each.unit.id == unit)
    return next((slips.reference for slips in found if slips), "")


def _address(status: RoundStatus, site: str, language: str) -> str:
    addresses = status.head.exercise.addresses
    path = addresses.get(language) or addresses[status.head.exercise.language]
    return f"{site.rstrip('/')}/{path}"
