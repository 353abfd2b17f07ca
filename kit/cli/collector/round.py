"""``kit round``: open, status, close, withdraw, slips."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

import click

from kit.ballots import (
    Act,
    CloseRound,
    CloseSession,
    OpenRound,
    Outcome,
    RoundHead,
    RoundPlan,
    RoundStatus,
    SessionStatus,
    WithdrawRound,
    collectables,
    list_rounds,
    round_status,
)
from kit.cli.collector.refusals import do, said
from kit.cli.collector.round_slips import slips
from kit.cli.collector.stores import Where, store_options
from kit.cli.output import answer, json_option, progress, quiet_option, say
from kit.errors import UsageError, suggestion
from kit.load import load_book
from kit.model import REST
from kit.reports import drawn_words, unit_name
from kit.storage import Store

_DAY: Final = click.DateTime(["%Y-%m-%d"])
_FINAL: Final = "Closing is final: no answer can be given or taken back afterwards. Close now?"
_GONE: Final = "All answers are destroyed unseen, and no result is ever shown. End it now?"


@click.group("round")
def command() -> None:
    """Open a round of anonymous answers, follow it, and close it.

    \b
    Example:
      kit round open learn/where-we-stand --unit elm-street \\
        --purpose "To choose what we improve first" --discussed-on 2026-10-20
      kit round status
      kit round close ROUND
    """


@command.command("open")
@click.argument("exercise", metavar="AREA/NAME")
@store_options
@click.option("--unit", required=True, help="Id of the unit; all units below it take part.")
@click.option("--purpose", required=True, help="What the answers are used for; shown first.")
@click.option(
    "--discussed-on",
    required=True,
    type=_DAY,
    help="When it was discussed with the union and the safety representatives.",
)
@click.option("--k", type=int, default=5, show_default=True, help="Smallest group shown.")
@click.option("--items", is_flag=True, help="Show how answers to single items are spread, too.")
@click.option("--slips", "with_slips", is_flag=True, help="One-time codes instead of room codes.")
@click.option("--closes-on", type=_DAY, help="Last day for answers.")
@click.option(
    "--shown-until",
    type=_DAY,
    help="Last day on which everybody with a code sees the figures of their unit.",
)
@json_option
@quiet_option
def open_(  # noqa: PLR0913 - click hands over every option
    where: Where,
    *,
    exercise: str,
    unit: str,
    purpose: str,
    discussed_on: datetime,
    k: int,
    items: bool,
    with_slips: bool,
    closes_on: datetime | None,
    shown_until: datetime | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Open a round on an exercise of the book.

    \b
    Example:
      kit round open learn/where-we-stand --unit elm-street \\
        --purpose "To choose what we improve first" --discussed-on 2026-10-20
    """
    known = collectables(load_book(where.project))
    if exercise not in known:
        hint = suggestion(exercise, list(known), "exercises") or "none of the book's is"
        raise UsageError(f"'{exercise}' is not an exercise that is collected ({hint})")
    plan = RoundPlan(
        known[exercise],
        unit,
        purpose,
        discussed_on.date(),
        k=k,
        items=items,
        code="slips" if with_slips else "room",
        closes_on=_date(closes_on),
        shown_until=_date(shown_until),
    )
    with where.store() as store:
        found = _done(store, OpenRound(plan), quiet=quiet)
        if found.round_id is None:
            raise UsageError("the round is not there")
        say(f"opened round {found.round_id}", quiet=quiet)
        _show(store, found.round_id, as_json=as_json)


@command.command("status")
@click.argument("round_id", metavar="[ROUND]", required=False)
@store_options
@json_option
def status(where: Where, *, round_id: str | None, as_json: bool) -> None:
    """List the rounds, or show one with its room codes and what may be known of its answers.

    After a result its units rest for two weeks from what asks the same or nearly the same.

    \b
    Example:
      kit round status
      kit round status ROUND --json
    """
    with where.store(made=False) as store:
        if round_id is not None:
            _show(store, round_id, as_json=as_json)
            return
        heads = list_rounds(store)
        rows = [
            {
                "round": head.id,
                "state": head.state,
                "exercise": head.exercise_id,
                "unit": head.root,
                "opened_on": head.opened_on.isoformat(),
                "rests_until": _rests(head, store.today()),
            }
            for head in heads
        ]
    if as_json:
        answer({"rounds": rows})
    else:
        for row in rows:
            rests = row.pop("rests_until")
            words = [text for text in row.values() if text]
            click.echo("  ".join([*words, *([f"rests until {rests}"] if rests else [])]))


@command.command("close")
@click.argument("round_id", metavar="ROUND")
@store_options
@click.option("--unit", help="Close one unit before the round.")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@json_option
@quiet_option
def close(
    where: Where, *, round_id: str, unit: str | None, yes: bool, as_json: bool, quiet: bool
) -> None:
    """Close a round, or one of its units, for good, and show what may be shown.

    \b
    Example:
      kit round close ROUND
      kit round close ROUND --unit elm-street --yes
    """
    if not yes:
        click.confirm(_FINAL, abort=True, err=True)
    act = CloseRound(round_id) if unit is None else CloseSession(round_id, unit)
    with where.store(made=False) as store:
        found = _done(store, act, quiet=quiet)
    if as_json:
        answer({"round": round_id, "note": said(found) or None})
        return
    say(said(found) or f"closed; see 'kit report {round_id}'", quiet=quiet)


@command.command("withdraw")
@click.argument("round_id", metavar="ROUND")
@store_options
@click.option("--new-code-key", is_flag=True, help="Go on although the code key is lost.")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@json_option
@quiet_option
def withdraw(
    where: Where, *, round_id: str, new_code_key: bool, yes: bool, as_json: bool, quiet: bool
) -> None:
    """End a round that was a mistake: nothing of it is ever shown.

    \b
    Example:
      kit round withdraw ROUND
    """
    if not yes:
        click.confirm(_GONE, abort=True, err=True)
    with where.store(new_code_key=new_code_key, made=False) as store:
        found = _done(store, WithdrawRound(round_id), quiet=quiet)
    if as_json:
        answer({"round": round_id, "note": said(found) or None})
        return
    say(said(found) or "ended without a result", quiet=quiet)


command.add_command(slips)


def _done(store: Store, act: Act, *, quiet: bool) -> Outcome:
    """Have an act done; where another process has the keys, that takes up to a minute."""
    with progress("waiting for the key holder", quiet=quiet):
        return do(store, act)


def _show(store: Store, round_id: str, *, as_json: bool) -> None:
    found = round_status(store, round_id)
    if found is None:
        raise UsageError("there is no such round")
    if as_json:
        answer(_as_json(found))
        return
    click.echo(f"{found.head.id}  {found.head.state}  {found.head.exercise_id}")
    for each in found.sessions:
        few = f"fewer than {found.head.k} answers" if each.state in {"open", "waiting"} else ""
        count = few if each.at_least is None else f"at least {each.at_least} answers"
        words = (each.unit.id, each.state, each.room_code, count)
        click.echo("  " + "  ".join(word for word in words if word))
        if each.slips and each.slips.drawn:
            drawn = each.slips.drawn
            click.echo(f"    {drawn_words(drawn.slips, drawn.people, 'en')}")
        if each.slips and each.slips.waiting:
            click.echo(f"    slips that wait to be confirmed: {each.slips.waiting}")


def _as_json(found: RoundStatus) -> dict[str, object]:
    return {
        "round": found.head.id,
        "state": found.head.state,
        "exercise": found.head.exercise_id,
        "fingerprint": found.head.fingerprint,
        "unit": found.head.root,
        "k": found.head.k,
        "items": found.head.items,
        "code": found.head.code,
        "opened_on": found.head.opened_on.isoformat(),
        "closes_on": found.head.closes_on.isoformat() if found.head.closes_on else None,
        "shown_until": found.head.shown_until.isoformat() if found.head.shown_until else None,
        "released_on": found.head.released_on.isoformat() if found.head.released_on else None,
        "sessions": [
            {
                "unit": each.unit.id,
                "name": unit_name(each.unit, "en"),
                "state": each.state,
                "at_least": each.at_least,
                "room_code": each.room_code,
                "people": each.places,
                **_slips(each),
                "key_lost": each.lost,
            }
            for each in found.sessions
        ],
    }


def _rests(head: RoundHead, today: date) -> str | None:
    """Return the day from which a round on such questions may be opened again, if it is to come."""
    until = head.released_on + REST if head.released_on else None
    return until.isoformat() if until is not None and until > today else None


def _slips(each: SessionStatus) -> dict[str, int | None]:
    if each.slips is None:
        return {}
    drawn = each.slips.drawn
    return {"slips_drawn": drawn.slips if drawn else None, "slips_waiting": each.slips.waiting}


def _date(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
