"""What a form asks: join with a code, send an answer, withdraw it. No cookie, nothing is logged.

A room answers at the same minute, and most of what a web framework does for a request is not needed
here. So the guard hands the body of these requests straight to :func:`asks`. The framework has the
same functions as routes: it describes them, and refuses other methods.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Annotated, Final, Literal, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kit.ballots import (
    SENT_LENGTH,
    After,
    Answered,
    Ended,
    Joined,
    Opened,
    Withdrawn,
    code_parts,
    normalise_code,
)
from kit.web.frame.openapi import refusals
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here, Shared

router = APIRouter(tags=["respondents"])

Code = Annotated[str, StringConstraints(min_length=SENT_LENGTH, max_length=SENT_LENGTH)]
"""Padded with spaces, so that every request has one length."""
Ballot = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Print = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Vector = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{2})+$", max_length=2000)]


Ask = Callable[[bytes], Awaitable[bytes]]
"""Answers a body of JSON with JSON; raises what :func:`asks` says."""


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


_Sent = TypeVar("_Sent", bound=_In)


class JoinIn(_In):
    """A code, to see what it opens."""

    code: Code


class AnswerIn(_In):
    """One answer."""

    code: Code
    ballot: Ballot
    """128 random bits of the form's own: sending again changes nothing, and it withdraws."""
    fingerprint: Print
    answers: Vector
    """One byte an item in hex, in ballot order: 00 for "don't know", else 1 + the category."""


class WithdrawIn(_In):
    """The receipt of an answer."""

    ballot: Ballot


class JoinOut(BaseModel):
    """What a code opens, and what has to be said before the first statement."""

    round: str
    unit: str
    exercise: str
    fingerprint: str
    k: int
    item_figures: bool
    purpose: str
    discussed_on: date
    closes_on: date | None
    shown_until: date | None
    """The last day on which everybody with a code sees the unit's figures; null for never."""
    code_kind: Literal["room", "slips"]
    slips_drawn: int | None
    """How many slips were drawn for how many ``people``; null with a room's code."""
    people: int | None
    raised_to: int | None
    """The head count, if HR raised it before opening; and what it was before."""
    raised_from: int | None
    items: list[str] = Field(description="Item ids in ballot order.")
    categories: list[str] = Field(description="Category ids in the order of the scale.")


class AnswerOut(BaseModel):
    """The answer is on disk."""

    state: Literal["received"] = "received"


class WithdrawOut(BaseModel):
    """The answer is gone."""

    state: Literal["withdrawn"] = "withdrawn"


_ANSWERED: Final[Mapping[Answered, str]] = {
    Answered.UNKNOWN_CODE: "unknown-code",
    Answered.FULL: "round-full",
    Answered.CLOSED: "closed",
    Answered.OTHER_VERSION: "other-version",
    Answered.NOT_SAVED: "not-saved",
}
_ENDED: Final[Mapping[After, str]] = {
    After.FULL: "round-full",
    After.OVER: "last-day-over",
    After.NOT_YET: "not-closed",
}
"""Why nobody can answer with a code that is right; all others are ``closed``."""
_WITHDRAWN: Final[Mapping[Withdrawn, str]] = {
    Withdrawn.UNKNOWN: "unknown-ballot",
    Withdrawn.CLOSED: "closed",
    Withdrawn.NOT_SAVED: "not-saved",
}


@router.post(
    "/v1/join",
    responses=refusals(
        *("unknown-code", "too-many", "not-saved"),
        *("closed", "last-day-over", "round-full", "not-closed"),
    ),
)
async def join(body: JoinIn, here: Here) -> JoinOut:
    """Say what a code opens, or that it is right but nobody can answer with it any more."""
    found = await opened(here, body.code)
    if isinstance(found, Ended):
        raise Refusal(_ENDED.get(found.after, "closed"))
    return _told(found)


def _told(found: Joined) -> JoinOut:
    return JoinOut(
        round=found.round_id,
        unit=found.unit_name,
        exercise=found.exercise_id,
        fingerprint=found.fingerprint,
        k=found.k,
        item_figures=found.items,
        purpose=found.purpose,
        discussed_on=found.discussed_on,
        closes_on=found.closes_on,
        shown_until=found.shown_until,
        code_kind=found.code,
        slips_drawn=found.drawn.slips if found.drawn else None,
        people=found.drawn.people if found.drawn else None,
        raised_to=found.people if found.registered is not None else None,
        raised_from=found.registered,
        items=list(found.item_ids),
        categories=list(found.category_ids),
    )


@router.post(
    "/v1/answers",
    responses=refusals(
        "unknown-code", "round-full", "other-version", "closed", "too-many", "not-saved"
    ),
)
async def answer(body: AnswerIn, here: Here) -> AnswerOut:
    """Keep an answer; it is on disk when this says so. Sending it again changes nothing."""
    code = _allowed(here, body.code)
    ballot, vector = bytes.fromhex(body.ballot), bytes.fromhex(body.answers)
    found = await here.receiver.answer(code, ballot, body.fingerprint, vector)
    if found is Answered.UNKNOWN_CODE and not here.limits.count_wrong():
        raise Refusal("too-many")
    if found is not Answered.RECEIVED:
        raise Refusal(_ANSWERED[found])
    here.limits.remember(code)
    return AnswerOut()


@router.post(
    "/v1/withdrawals", responses=refusals("unknown-ballot", "closed", "too-many", "not-saved")
)
async def withdraw(body: WithdrawIn, here: Here) -> WithdrawOut:
    """Take an answer back, while its session is open."""
    found = await here.receiver.withdraw(bytes.fromhex(body.ballot))
    if found is Withdrawn.UNKNOWN and not here.limits.count_wrong():
        raise Refusal("too-many")
    if found is not Withdrawn.WITHDRAWN:
        raise Refusal(_WITHDRAWN[found])
    return WithdrawOut()


def asks(here: Shared) -> dict[str, Ask]:
    """Return what answers a form, by path; the keys are :data:`kit.web.frame.paths.FROM_PAGES`.

    Each raises a pydantic ``ValidationError`` for a body that does not fit, or a :class:`Refusal`.
    """
    return {
        "/v1/join": _ask(JoinIn, join, here),
        "/v1/answers": _ask(AnswerIn, answer, here),
        "/v1/withdrawals": _ask(WithdrawIn, withdraw, here),
    }


def _ask(
    model: type[_Sent], act: Callable[[_Sent, Shared], Awaitable[BaseModel]], here: Shared
) -> Ask:
    async def ask(body: bytes) -> bytes:
        answered = await act(model.model_validate_json(body), here)
        return answered.model_dump_json().encode()

    return ask


async def opened(here: Shared, text: str) -> Opened:
    """Return what a code opens, within the limits on trying codes.

    :raises Refusal: if it opens nothing, or if codes are tried too often.
    """
    code = _allowed(here, text)
    remembered = here.limits.recall(code)
    if remembered is not None:
        return remembered
    found = await here.receiver.join(code)
    if found is None:
        here.limits.forget(code)
        raise Refusal("unknown-code" if here.limits.count_wrong() else "too-many")
    here.limits.remember(code, found)
    return found


def _allowed(here: Shared, text: str) -> str:
    """Return a code as far as it may be looked up now.

    What all slips have in common is as short as a room's code, so it is tried no more often for
    having a slip's code before it. That slip's own is then looked up all the same.

    :raises Refusal: if nothing of it may be.
    """
    code, reference = code_parts(normalise_code(text))
    if not here.limits.may_look_up(code):
        raise Refusal("too-many")
    may_try = bool(reference) and here.limits.may_look_up(reference)
    return code + reference if may_try else code
