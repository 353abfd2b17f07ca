"""Why the key holder refused an act, and what has to be said of one that is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kit.ballots import PURPOSE_LENGTH, REST, Act, Outcome, Store, carry_out
from kit.cli.stores import who
from kit.errors import UsageError

REFUSED: Final[Mapping[str, str]] = {
    "k-too-low": "the smallest group that is shown has at least {floor} people",
    "too-few-items": "dimension '{dimension}' needs at least three items to be collected",
    "about-me": "dimension '{dimension}' is about the person who answers and is never collected",
    "identifiable-person": "item '{item}' is about a person who can be recognised",
    "in-another-round": (
        "round {round} on '{exercise}' is open in {name} since {opened_on}, opened by {by}, and"
        " asks the same or nearly the same; no other can be opened there, above it or below it"
        f" before it is closed, and for {REST.days} days after its result"
    ),
    "released-lately": (
        f"round {{round}} on '{{exercise}}', which asks the same or nearly the same, was released "
        f"in {{name}} less than {REST.days} days ago; wait there, above it and below it until"
        " {until}"
    ),
    "unknown-unit": "there is no unit '{unit}'",
    "unknown-round": "there is no such round",
    "not-a-leaf": "'{unit}' has units below it; only a unit without can be closed by itself",
    "already-closed": "it is closed already",
    "head-count-missing": (
        "'{unit}' has no number of people, above which no code lets anybody in; add it to the units"
    ),
    "too-few-people": (
        "'{unit}' has {people} people, and at least {k} must answer before anything is shown;"
        " do the exercise as a conversation"
    ),
    "not-raised": "the number of people has to be higher than {people}, and at most {most}",
    "not-discussed": "it has to be discussed with the employees' representatives, today or before",
    "no-purpose": f"the purpose needs 1 to {PURPOSE_LENGTH} characters",
    "no-key": (
        "the keys of this round are not in this key folder; name the right one with --keys, "
        "or end the round with 'kit round withdraw'"
    ),
    "uneven-scale": "the values of the scale are not one step apart, so answers are not collected",
    "round-altered": (
        "the round was changed in the database after it was opened, so nothing of it is shown; "
        "end it with 'kit round withdraw', and find out who writes to the database"
    ),
    "not-ours": "the request was changed in the database or made by somebody else; nothing is done",
    "failed": "it cannot be done; the server's log names the fault",
    "closes-in-the-past": "the last day for answers has passed",
    "shown-too-short": "the last day to see the figures comes before the last day for answers",
    "shown-too-long": "the figures can be shown for at most {days} days",
    "room-code": "this round has room codes; open one with --slips",
    "too-many-slips": (
        "there are never more slips than people: {most} more can be drawn for {people} people"
    ),
    "slips-not-counted": (
        "the round was opened by an earlier version, which did not count slips;"
        " open a new one to draw more"
    ),
    "not-this-print": (
        "this is not the code of a slip that waits to be confirmed; "
        "'kit round status ROUND' tells how many wait and how many were confirmed"
    ),
    "not-exchanged": (
        "this code is not exchanged; it is not, or no longer, that of a slip that can be used"
    ),
}

SAID: Final[Mapping[str, str]] = {
    "nothing-released": "too few answers: they were destroyed unseen, and nothing is shown",
    "still-sealed": "fewer answers than may be shown: they stay sealed until the round closes",
    "key-elsewhere": (
        "ended without a result; its answers were deleted, but its keys are in another key folder:"
        " they are destroyed when a key holder with that folder runs"
    ),
    "key-lost": "the key was lost of: {units}; their answers are gone, and nothing shows them",
}


def do(store: Store, act: Act) -> Outcome:
    """Have an act done and return what came of it.

    :raises UsageError: if it was refused, or if no key holder did it.
    """
    found = carry_out(store, who(), act)
    if found is None:
        raise UsageError("no key holder has done it yet; it is asked for, and done when one runs")
    if not found.done:
        raise refused(found.code or "", found.details)
    return found


def refused(code: str, details: Mapping[str, str]) -> UsageError:
    """Return a refusal as what the user is told."""
    return UsageError(REFUSED[code].format_map(details))


def said(found: Outcome) -> str:
    """Return what has to be said of an act that is done, in words, or nothing."""
    return SAID[found.code].format_map(found.details) if found.code else ""
