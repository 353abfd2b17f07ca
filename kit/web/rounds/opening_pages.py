"""The form that opens a round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Final

from fastapi import Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from kit.ballots import (
    PURPOSE_LENGTH,
    SHOWN_AT_MOST,
    OpenRound,
    Outcome,
    Reason,
    Remark,
    RoundPlan,
    UnitSpec,
    is_purpose,
    load_units,
    resting,
)
from kit.catalogues import msgid, strings
from kit.model import K_FLOOR, REST
from kit.web.access import Visitor
from kit.web.access.entrance import Who
from kit.web.access.permissions import indented, names_above, own_units
from kit.web.access.signed_in import framed
from kit.web.frame.exercise_addresses import exercise_address
from kit.web.frame.fields import day_in, number_in
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals, pages_of_leaders
from kit.web.frame.pages import page
from kit.web.frame.round_words import rest_words, title_of, wording_of
from kit.web.frame.state import Here, Shared
from kit.web.rounds.next_steps import Step, next_steps
from kit.web.rounds.outcomes import WHY, ask, outcome_page, why

router = pages_of_leaders()

MOST_K: Final = 100
"""The most that can be chosen here: with more, hardly any unit would have a result."""
_FIELDS: Final[Mapping[Reason | Remark | None, str]] = {
    Reason.NOT_DISCUSSED: "discussed_on",
    Reason.CLOSES_IN_THE_PAST: "closes_on",
    Reason.SHOWN_TOO_SHORT: "shown_until",
    Reason.SHOWN_TOO_LONG: "shown_until",
    Reason.NO_PURPOSE: "purpose",
    Reason.UNKNOWN_UNIT: "root",
    Reason.HEAD_COUNT_MISSING: "code",
    Reason.TOO_FEW_PEOPLE: "root",
}
"""The field at which a refusal is told; any other is told at the exercise."""

_HOW_A_DAY: Final = msgid("Write the date as year, month, day: 2026-11-30.")

_Text = Annotated[str, Form(max_length=2000)]


@dataclass(frozen=True, slots=True)
class Values:
    """What stands in the form's fields."""

    exercise: str = ""
    root: str = ""
    purpose: str = ""
    discussed_on: str = ""
    closes_on: str = ""
    shown_until: str = ""
    code: str = "room"
    items: str = ""
    k: str = str(K_FLOOR)


@router.get("/rounds/new")
def new(request: Request, here: Here, who: Who, exercise: str = "") -> Response:
    """Show the form that opens a round."""
    code = "slips" if who.role == "hr" else "room"
    return _form(request, here, who, Values(exercise=exercise, root=who.unit, code=code), {})


@router.post("/rounds", responses=page_refusals("refused"))
async def open_round(  # noqa: PLR0913, PLR0917 - one argument a field
    request: Request,
    here: Here,
    who: Who,
    exercise: _Text = "",
    root: _Text = "",
    purpose: _Text = "",
    discussed_on: _Text = "",
    closes_on: _Text = "",
    shown_until: _Text = "",
    code: _Text = "room",
    items: _Text = "",
    k: _Text = str(K_FLOOR),
) -> Response:
    """Open a round."""
    dates = discussed_on, closes_on, shown_until
    values = Values(exercise, root or who.unit, purpose, *dates, code, items, k)
    if who.role != "hr":
        values = Values(exercise, who.unit, purpose, *dates, "room", items)
    units = await run_in_threadpool(own_units, here.store, who)
    language = language_of(request.scope)
    errors = dict(_errors(values, here, units, language))
    if errors:
        return await run_in_threadpool(_form, request, here, who, values, errors)
    request_id, found = await ask(here, who, OpenRound(_plan(values, here)))
    if found is not None and not found.done:
        errors = {_field(found, who): why(found.code, found.details, language)}
        steps = next_steps(request, here, who, found)
        return await run_in_threadpool(_form, request, here, who, values, errors, steps)
    return await run_in_threadpool(outcome_page, request, here, who, found, request_id)


def _form(
    request: Request,
    here: Shared,
    who: Visitor,
    values: Values,
    errors: dict[str, str],
    steps: Sequence[Step] = (),
) -> Response:
    language = language_of(request.scope)
    units = own_units(here.store, who)
    exercises = here.collectables()
    rests = resting(here.store, exercises.values(), who.unit) if units else []
    given: dict[str, Any] = {
        "exercises": [(id_, wording_of(e, language)) for id_, e in exercises.items()],
        "resting": [rest_words(exercise, rest, language) for exercise, rest in rests],
        "known": load_units(here.store) is not None,
        "units": list(indented(units)),
        "people": units[0].people if units else None,
        "few": who.role != "hr" and bool(units) and 0 < (units[0].people or 0) < K_FLOOR,
        "conversations": _conversations(request, here, language),
        "values": asdict(values),
        "errors": errors,
        "steps": steps,
        "today": here.store.today(),
        "latest": here.store.today() + SHOWN_AT_MOST,
        "k": K_FLOOR,
        "most_k": MOST_K,
        "purpose_length": PURPOSE_LENGTH,
        "rest_days": REST.days,
        "shut_out": ", ".join((units[0].name, *names_above(here.store, who.unit))) if units else "",
    }
    status = 422 if errors else 200
    given = framed(here, who, given)
    return page(request.scope, "new.html", given, status=status, at=("rounds", "new"))


def _conversations(request: Request, here: Shared, language: str) -> list[tuple[str, str]]:
    """Return where each exercise is done without collecting, with its title."""
    return [
        (exercise_address(request, here, exercise, language), title_of(exercise, language))
        for exercise in here.collectables().values()
    ]


def _errors(
    values: Values, here: Shared, units: tuple[UnitSpec, ...], language: str
) -> Iterator[tuple[str, str]]:
    """Yield every field that cannot be used, with what to do; the holder checks the rest."""
    _ = strings(language).gettext
    if values.exercise not in here.collectables():
        yield "exercise", _("Choose an exercise.")
    if values.root not in {unit.id for unit in units}:
        yield "root", _("Choose a unit.")
    if not is_purpose(values.purpose):
        yield "purpose", _(WHY[Reason.NO_PURPOSE])
    day = day_in(values.discussed_on)
    if day is None or day > here.store.today():
        yield "discussed_on", _(WHY[Reason.NOT_DISCUSSED])
    last = day_in(values.closes_on)
    if not K_FLOOR <= number_in(values.k, MOST_K) <= MOST_K:
        yield "k", _("Write a number from {least} to {most}.").format(least=K_FLOOR, most=MOST_K)
    if values.shown_until and day_in(values.shown_until) is None:
        yield "shown_until", _(_HOW_A_DAY)
    if values.closes_on and last is None:
        yield "closes_on", _(_HOW_A_DAY)
    elif last is not None and last < here.store.today():
        yield "closes_on", _(WHY[Reason.CLOSES_IN_THE_PAST])


def _plan(values: Values, here: Shared) -> RoundPlan:
    return RoundPlan(
        here.collectables()[values.exercise],
        values.root,
        values.purpose.strip(),
        day_in(values.discussed_on),
        number_in(values.k, MOST_K),
        values.items == "yes",
        "slips" if values.code == "slips" else "room",
        day_in(values.closes_on),
        day_in(values.shown_until),
    )


def _field(found: Outcome, who: Visitor) -> str:
    field = _FIELDS.get(found.code, "exercise")
    return field if who.role == "hr" or field not in {"root", "code"} else "exercise"
