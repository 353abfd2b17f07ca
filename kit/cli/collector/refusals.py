"""Why the key holder refused an act, and what has to be said of one that is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kit.ballots import PURPOSE_LENGTH, Act, Outcome, Reason, Remark, carry_out
from kit.cli.collector.stores import who
from kit.errors import UsageError
from kit.model import REST
from kit.storage import Store

REFUSED: Final[Mapping[Reason, str]] = {
    Reason.K_TOO_LOW: "the smallest group that is shown has at least {floor} people",
    Reason.TOO_FEW_ITEMS: "dimension '{dimension}' needs at least three items to be collected",
    Reason.ABOUT_ME: (
        "dimension '{dimension}' is about the person who answers and is never collected"
    ),
    Reason.IDENTIFIABLE_PERSON: "item '{item}' is about a person who can be recognised",
    Reason.IN_ANOTHER_ROUND: (
        "round {round} on '{exercise}' is open in {name} since {opened_on}, opened by {by}, and"
        " asks the same or nearly the same; no other can be opened there, above it or below it"
        f" before it is closed, and for {REST.days} days after its result"
    ),
    Reason.RELEASED_LATELY: (
        f"round {{round}} on '{{exercise}}', which asks the same or nearly the same, was released "
        f"in {{name}} less than {REST.days} days ago; wait there, above it and below it until"
        " {until}"
    ),
    Reason.UNKNOWN_UNIT: "there is no unit '{unit}'",
    Reason.UNKNOWN_ROUND: "there is no such round",
    Reason.NOT_A_LEAF: "'{unit}' has units below it; only a unit without can be closed by itself",
    Reason.ALREADY_CLOSED: "it is closed already",
    Reason.HEAD_COUNT_MISSING: (
        "'{unit}' has no number of people, above which no code lets anybody in; add it to the units"
    ),
    Reason.TOO_FEW_PEOPLE: (
        "'{unit}' has {people} people, and at least {k} must answer before anything is shown;"
        " do the exercise as a conversation"
    ),
    Reason.NOT_RAISED: "the number of people has to be higher than {people}, and at most {most}",
    Reason.NOT_DISCUSSED: (
        "it has to be discussed with the employees' representatives, today or before"
    ),
    Reason.NO_PURPOSE: f"the purpose needs 1 to {PURPOSE_LENGTH} characters",
    Reason.NO_KEY: (
        "the keys of this round are not in this key folder; name the right one with --keys, "
        "or end the round with 'kit round withdraw'"
    ),
    Reason.UNEVEN_SCALE: (
        "the values of the scale are not one step apart, so answers are not collected"
    ),
    Reason.ROUND_ALTERED: (
        "the round was changed in the database after it was opened, so nothing of it is shown; "
        "end it with 'kit round withdraw', and find out who writes to the database"
    ),
    Reason.NOT_OURS: (
        "the request was changed in the database or made by somebody else; nothing is done"
    ),
    Reason.FAILED: "it cannot be done; the server's log names the fault",
    Reason.CLOSES_IN_THE_PAST: "the last day for answers has passed",
    Reason.SHOWN_TOO_SHORT: "the last day to see the figures comes before the last day for answers",
    Reason.SHOWN_TOO_LONG: "the figures can be shown for at most {days} days",
    Reason.DRAWN_ALREADY: (
        "these slips have been shown once, and cannot be shown again; confirm the print with a code"
        " from it, or draw again"
    ),
    Reason.ROOM_CODE: "this round has room codes; open one with --slips",
    Reason.TOO_MANY_SLIPS: (
        "there are never more slips than people: {most} more can be drawn for {people} people"
    ),
    Reason.SLIPS_NOT_COUNTED: (
        "the round was opened by an earlier version, which did not count slips;"
        " open a new one to draw more"
    ),
    Reason.NOT_THIS_PRINT: (
        "this is not the code of a slip that waits to be confirmed; "
        "'kit round status ROUND' tells how many wait and how many were confirmed"
    ),
    Reason.NOT_EXCHANGED: (
        "this code is not exchanged; it is not, or no longer, that of a slip that can be used"
    ),
}

SAID: Final[Mapping[Remark, str]] = {
    Remark.NOTHING_RELEASED: "too few answers: they were destroyed unseen, and nothing is shown",
    Remark.STILL_SEALED: "fewer answers than may be shown: they stay sealed until the round closes",
    Remark.KEY_ELSEWHERE: (
        "ended without a result; its answers were deleted, but its keys are in another key folder:"
        " they are destroyed when a key holder with that folder runs"
    ),
    Remark.KEY_LOST: "the key was lost of: {units}; their answers are gone, and nothing shows them",
}


def do(store: Store, act: Act) -> Outcome:
    """Have an act done and return what came of it.

    :raises UsageError: if it was refused, or if no key holder did it.
    """
    found = carry_out(store, who(), act)
    if found is None:
        raise UsageError("no key holder has done it yet; it is asked for, and done when one runs")
    if not found.done:
        raise refused(Reason(found.code or Reason.FAILED), found.details)
    return found


def refused(code: Reason, details: Mapping[str, str]) -> UsageError:
    """Return a refusal as what the user is told."""
    return UsageError(REFUSED[code].format_map(details))


def said(found: Outcome) -> str:
    """Return what has to be said of an act that is done, in words, or nothing."""
    return SAID[Remark(found.code)].format_map(found.details) if found.code else ""
