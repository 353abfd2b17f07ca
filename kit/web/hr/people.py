"""HR's page of the units: how many people work there, and where that number is to be raised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import Form, Request
from starlette.responses import Response

from kit.ballots import RefusedError, raise_head_count
from kit.web.access import Visitor
from kit.web.access.entrance import Who
from kit.web.access.permissions import actor, indented, units_of_hr
from kit.web.access.signed_in import framed
from kit.web.frame.fields import number_in
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals, pages_of_leaders
from kit.web.frame.pages import page, redirect
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here, Shared
from kit.web.rounds.outcomes import why

router = pages_of_leaders()

_LONGEST: Final = 9_999_999


@router.get("/people")
def people_of_units(request: Request, here: Here, who: Who) -> Response:
    """Show the units at and below HR's own, each with its number of people."""
    return _page(request, here, who)


@router.post("/people", responses=page_refusals("refused"))
def raise_people(
    request: Request,
    here: Here,
    who: Who,
    unit: Annotated[str, Form(max_length=64)] = "",
    people: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Raise a unit's number of people, before a round is opened for it."""
    if unit not in {each.id for each in units_of_hr(here.store, who)}:
        raise Refusal("not-found")
    try:
        raise_head_count(here.store, unit, number_in(people, _LONGEST), actor(who))
    except RefusedError as refused:
        reason = why(refused.code, refused.details, language_of(request.scope))
        return _page(request, here, who, {unit: (people, reason)})
    return redirect(request.scope, "people", fragment=f"people-{unit}")


def _page(
    request: Request, here: Shared, who: Visitor, wrong: Mapping[str, tuple[str, str]] | None = None
) -> Response:
    """Return the page.

    :param wrong: by unit: what was written, and why it is no number to raise to.
    """
    own = units_of_hr(here.store, who)
    depths = (depth for _, _, depth in indented(own))
    given = {"units": list(zip(own, depths, strict=True)), "wrong": wrong or {}}
    status = 422 if wrong else 200
    return page(request.scope, "people.html", framed(here, who, given), status=status)
