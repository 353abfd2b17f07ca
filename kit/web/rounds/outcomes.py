"""Ask the key holder for an act, and tell what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kit.ballots import Act, Outcome, Reason, Remark, asked_by, outcome, request_act
from kit.catalogues import msgid, strings
from kit.web.access import Visitor
from kit.web.access.permissions import actor
from kit.web.access.signed_in import framed
from kit.web.frame.language import language_of
from kit.web.frame.pages import page, redirect
from kit.web.frame.problems import Refusal
from kit.web.frame.round_words import named
from kit.web.frame.state import Shared
from kit.web.rounds.next_steps import next_steps

PATIENCE: Final = 4.0
"""Seconds for which an answer waits for the act; then the page looks again by itself."""
_PAUSE: Final = 0.05

_NOT_NOW: Final = msgid("This cannot be done now.")

WHY: Final[Mapping[Reason, str]] = {
    Reason.K_TOO_LOW: msgid(
        "At least {floor} must have answered before a figure is shown. The number can only be"
        " raised."
    ),
    Reason.TOO_FEW_ITEMS: msgid(
        "Each area needs at least three statements before answers are collected."
    ),
    Reason.ABOUT_ME: msgid(
        "This exercise asks about the person who answers. Such answers stay with them."
    ),
    Reason.IDENTIFIABLE_PERSON: msgid(
        "A statement is about a person who can be recognised, such as the leader."
        " Such answers are not collected."
    ),
    Reason.IN_ANOTHER_ROUND: msgid(
        "A survey on “{title}” is open in {name}, opened by {by} on {opened_on}, and asks the same"
        " or nearly the same. No other can be opened in {name}, above it or below it while it is"
        " open, nor for {days} days after its result. If it ends without a result, another can be"
        " opened at once."
    ),
    Reason.RELEASED_LATELY: msgid(
        "“{title}”, opened by {by}, had a result in {name} less than {days} days ago, and asks the"
        " same or nearly the same. Two results so near each other could show what a single person"
        " answered. A new survey can be opened in {name}, above it or below it from {until}."
    ),
    Reason.UNKNOWN_UNIT: msgid("This unit is not among the units of the organisation."),
    Reason.UNKNOWN_ROUND: msgid("There is no such survey."),
    Reason.NOT_A_LEAF: msgid("Only a unit without units below it can be closed by itself."),
    Reason.ALREADY_CLOSED: msgid("This is closed already."),
    Reason.HEAD_COUNT_MISSING: msgid(
        "How many people work in {name} is not known, so there could be more answers than people."
        " HR adds the number to the units."
    ),
    Reason.TOO_FEW_PEOPLE: msgid(
        "{name} has {people} people, and at least {k} must answer before a figure is shown. Do the"
        " exercise as a conversation instead; that takes no collection. If more people work there,"
        " HR can raise the number."
    ),
    Reason.NOT_RAISED: msgid("Write a number that is higher than {people}, and at most {most}."),
    Reason.NOT_DISCUSSED: msgid(
        "Say on which day this was discussed with the union and the safety representatives."
        " It cannot be in the future."
    ),
    Reason.NO_PURPOSE: msgid("Say what the answers will be used for, in 1 to 400 characters."),
    Reason.NO_KEY: msgid(
        "The keys of this survey are not here. The administrator has to look at it."
    ),
    Reason.ROOM_CODE: msgid("This survey has a code for the room, so it has no slips."),
    Reason.DRAWN_ALREADY: msgid(
        "These slips have been shown once and cannot be shown again. If the print is good, confirm"
        " it with a code from it. Otherwise draw again."
    ),
    Reason.TOO_MANY_SLIPS: msgid(
        "There are never more slips than people. You can draw {most} more."
    ),
    Reason.SLIPS_NOT_COUNTED: msgid(
        "This survey was opened by an earlier version, which did not count slips. No more can be"
        " drawn, and none exchanged."
    ),
    Reason.NOT_THIS_PRINT: msgid(
        "This is not the code of a slip that waits. Look at it letter by letter. The slips of an"
        " earlier drawing are good for nothing."
    ),
    Reason.NOT_EXCHANGED: msgid(
        "This code is not exchanged. Look at it letter by letter. Only a slip that can still be"
        " answered with is exchanged, and only in its own unit."
    ),
    Reason.UNEVEN_SCALE: msgid(
        "The steps of this exercise's scale are not equal, so its answers are not collected."
    ),
    Reason.ROUND_ALTERED: msgid(
        "This survey was changed in the database after it was opened, so nothing of it is shown."
        " The administrator has to look at it."
    ),
    Reason.CLOSES_IN_THE_PAST: msgid(
        "The last day for answers has passed already. Choose a later one."
    ),
    Reason.SHOWN_TOO_SHORT: msgid(
        "The last day to see the figures cannot come before the last day for answers."
    ),
    Reason.SHOWN_TOO_LONG: msgid("The figures can be shown to everybody for at most {days} days."),
    Reason.NOT_OURS: _NOT_NOW,
    Reason.FAILED: _NOT_NOW,
}


def why(code: Reason | Remark | None, details: Mapping[str, str], language: str) -> str:
    """Return why an act was refused, in words."""
    say = strings(language).gettext
    if not isinstance(code, Reason):
        return say(_NOT_NOW)
    given = _Given(named(details, language))
    said = [say(WHY[code]).format_map(given)]
    if code is Reason.IN_ANOTHER_ROUND and details.get("closes_on"):
        last = say(msgid("Answers are taken up to and including {date}."))
        said.append(last.format(date=given["closes_on"]))
    return " ".join(said)


async def ask(here: Shared, who: Visitor, act: Act, id_: str = "") -> tuple[str, Outcome | None]:
    """Ask for an act; return the request's id, and what came of it if that was soon.

    :param id_: the request's id, if it was noted before.
    """
    request_id = await run_in_threadpool(request_act, here.store, actor(who), act, id_)
    loop = asyncio.get_running_loop()
    ends = loop.time() + PATIENCE
    while (found := await run_in_threadpool(outcome, here.store, request_id)) is None:
        if loop.time() > ends:
            break
        await asyncio.sleep(_PAUSE)
    return request_id, found


def came_of(here: Shared, who: Visitor, request_id: str) -> Outcome | None:
    """Return what came of somebody's own request, or none while it waits.

    :raises Refusal: if it is not theirs.
    """
    if asked_by(here.store, request_id) != actor(who):
        raise Refusal("not-found")
    return outcome(here.store, request_id)


def outcome_page(
    request: Request, here: Shared, who: Visitor, found: Outcome | None, id_: str
) -> Response:
    """Return the page after an act: where it leads, why not, or that it takes a moment."""
    if found is None:
        return redirect(request.scope, "requests", id_)
    if not found.done:
        reason = why(found.code, found.details, language_of(request.scope))
        steps = next_steps(request, here, who, found)
        given = framed(here, who, {"reason": reason, "steps": steps})
        return page(request.scope, "refused.html", given, status=409)
    return redirect(request.scope, "rounds", *([found.round_id] if found.round_id else []))


class _Given(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
