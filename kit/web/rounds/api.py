"""The same acts and figures as JSON, for HR's own tools; with the cookie of a visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from kit.ballots import (
    PURPOSE_LENGTH,
    Act,
    CloseRound,
    CloseSession,
    Objection,
    OpenRound,
    Outcome,
    RoundHead,
    RoundPlan,
    WithdrawRound,
    is_purpose,
    objections,
)
from kit.model import K_FLOOR
from kit.web.access.entrance import Who
from kit.web.access.permissions import Seen, own_units, seen_results, seen_round, seen_rounds
from kit.web.frame.openapi import refusals
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here
from kit.web.rounds.outcomes import ask, came_of

router = APIRouter(
    prefix="/v1",
    tags=["leaders and HR"],
    responses=refusals("not-signed-in", "not-found"),
)


def _purpose(text: str) -> str:
    if not is_purpose(text):
        raise ValueError("a purpose has letters, and no control characters")
    return text


class OpenIn(BaseModel):
    """A round to open."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    exercise: Annotated[str, Field(max_length=121)]
    root: Annotated[str, Field(max_length=64)]
    purpose: Annotated[
        str, Field(min_length=1, max_length=PURPOSE_LENGTH), AfterValidator(_purpose)
    ]
    discussed_on: date
    closes_on: date | None = None
    shown_until: date | None = None
    """The last day on which everybody with a code sees the unit's figures."""
    k: Annotated[int, Field(ge=K_FLOOR, le=1000)] = K_FLOOR
    items: bool = False
    code: Literal["room", "slips"] = "slips"


class RequestOut(BaseModel):
    """How far an act is; the key holder carries it out."""

    id: str
    state: Literal["waiting", "done", "refused"]
    round: str | None = None
    code: str | None = None
    """Why it was refused, or what has to be said about what was done."""
    details: dict[str, str] = {}


class ObjectionOut(BaseModel):
    """That the representative of a unit says that a round was not discussed with them."""

    unit: str
    said_on: date
    taken_back_on: date | None = None


class RoundOut(BaseModel):
    """A round before any figure."""

    id: str
    exercise: str
    fingerprint: str
    state: str
    root: str
    k: int
    items: bool
    code: str
    purpose: str
    discussed_on: date
    opened_on: date
    closes_on: date | None
    shown_until: date | None
    released_on: date | None
    objections: list[ObjectionOut]
    """What representatives say who say that it was not discussed with them."""


class SessionOut(BaseModel):
    """A leaf."""

    unit: str
    name: str
    state: str
    at_least: int | None
    """The step that the answers have passed: k, 2k, 4k, 6k and so on; none below k."""
    code: str | None
    slips_drawn: int | None
    """Slips whose print was confirmed; who handed them out to whom is not known."""
    people: int | None


class StatusOut(RoundOut):
    """A round with its leaves."""

    sessions: list[SessionOut]


class SlipsOut(BaseModel):
    """What was drawn at and below a unit."""

    drawn: int
    people: int


class ResultsOut(RoundOut):
    """What a round has shown."""

    figures: dict[str, Any]
    """By unit; a unit that is not there has too few answers."""
    parent: dict[str, Any] | None
    slips: dict[str, SlipsOut]
    """By unit with figures; none of a round with room codes."""


@router.get("/rounds")
def rounds(here: Here, who: Who) -> list[RoundOut]:
    """Return the rounds that one may see."""
    heads = seen_rounds(here.store, who)
    said = objections(here.store, [head.id for head in heads])
    return [RoundOut(**_head(head, said.get(head.id, ()))) for head in heads]


@router.post("/rounds", status_code=202)
async def open_round(body: OpenIn, here: Here, who: Who) -> RequestOut:
    """Ask for a round to be opened."""
    units = await run_in_threadpool(own_units, here.store, who)
    exercise = here.collectables().get(body.exercise)
    if exercise is None or body.root not in {unit.id for unit in units}:
        raise Refusal("not-found")
    code = body.code if who.role == "hr" else "room"
    plan = RoundPlan(
        exercise,
        body.root,
        body.purpose,
        body.discussed_on,
        body.k,
        body.items,
        code,
        body.closes_on,
        body.shown_until,
    )
    return _told(*await ask(here, who, OpenRound(plan)))


@router.get("/rounds/{round_id}")
def status(round_id: str, here: Here, who: Who) -> StatusOut:
    """Return how far a round is."""
    said = objections(here.store, [round_id])
    return _status(seen_round(here.store, who, round_id), said.get(round_id, ()))


@router.post("/rounds/{round_id}/units/{unit:path}/close", status_code=202)
async def close_unit(round_id: str, unit: str, here: Here, who: Who) -> RequestOut:
    """Ask for a leaf to be closed."""
    seen = await run_in_threadpool(seen_round, here.store, who, round_id)
    seen.session(unit)
    return _told(*await ask(here, who, CloseSession(round_id, unit)))


@router.post("/rounds/{round_id}/close", status_code=202)
async def close(round_id: str, here: Here, who: Who) -> RequestOut:
    """Ask for a round to be closed and released."""
    return await _end(round_id, here, who, CloseRound(round_id))


@router.post("/rounds/{round_id}/withdraw", status_code=202)
async def withdraw(round_id: str, here: Here, who: Who) -> RequestOut:
    """Ask for a round to be ended without a release."""
    return await _end(round_id, here, who, WithdrawRound(round_id))


@router.get("/rounds/{round_id}/results")
def results(
    round_id: str, here: Here, who: Who, unit: Annotated[str | None, Field(max_length=64)] = None
) -> ResultsOut:
    """Return what a round has shown, and nothing more; no figures while nothing is closed."""
    found = seen_results(here.store, who, round_id, unit)
    said = objections(here.store, [round_id])
    return ResultsOut(
        **_head(found.head, said.get(round_id, ())),
        figures={name: figures.as_json() for name, figures in found.figures.items()},
        parent=found.parent.as_json() if found.parent else None,
        slips={
            name: SlipsOut(drawn=drawn.slips, people=drawn.people)
            for name, drawn in found.drawn.items()
        },
    )


@router.get("/requests/{request_id}")
def request(request_id: str, here: Here, who: Who) -> RequestOut:
    """Return what came of an act that one asked for."""
    return _told(request_id, came_of(here, who, request_id))


async def _end(round_id: str, here: Here, who: Who, act: Act) -> RequestOut:
    (await run_in_threadpool(seen_round, here.store, who, round_id)).require_whole()
    return _told(*await ask(here, who, act))


def _told(request_id: str, found: Outcome | None) -> RequestOut:
    if found is None:
        return RequestOut(id=request_id, state="waiting")
    state: Literal["done", "refused"] = "done" if found.done else "refused"
    # The details of a refusal may name a round that one may not see.
    details = {name: text for name, text in found.details.items() if name != "round"}
    return RequestOut(
        id=request_id, state=state, round=found.round_id, code=found.code, details=details
    )


def _head(head: RoundHead, said: Sequence[Objection]) -> dict[str, Any]:
    fields = (
        *("id", "fingerprint", "state", "root", "k", "items", "code", "purpose"),
        *("discussed_on", "opened_on", "closes_on", "shown_until", "released_on"),
    )
    told = [
        ObjectionOut(unit=e.unit, said_on=e.said_on, taken_back_on=e.taken_back_on) for e in said
    ]
    named = {name: getattr(head, name) for name in fields}
    return {"exercise": head.exercise_id, "objections": told, **named}


def _status(seen: Seen, said: Sequence[Objection]) -> StatusOut:
    sessions = [
        SessionOut(
            unit=each.unit.id,
            name=each.unit.name,
            state=each.state,
            at_least=each.at_least,
            code=each.room_code,
            slips_drawn=each.slips.drawn.slips if each.slips and each.slips.drawn else None,
            people=each.places,
        )
        for each in seen.sessions
    ]
    return StatusOut(**_head(seen.head, said), sessions=sessions)
