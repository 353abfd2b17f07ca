"""HR's page about the slips of a unit: drawn, shown once, confirmed, exchanged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Form, Request
from starlette.responses import Response

from kit.ballots import (
    Reason,
    RefusedError,
    RoundHead,
    SessionStatus,
    Slips,
    confirm_slips,
    draw_slips,
    exchange_slip,
)
from kit.catalogues import strings
from kit.frontend import SlipText, slip_variables
from kit.reports import unit_name
from kit.storage.identifiers import new_id
from kit.web.access import Visitor
from kit.web.access.entrance import Who
from kit.web.access.permissions import actor, seen_round
from kit.web.access.signed_in import framed
from kit.web.frame.exercise_addresses import entrance_address, exercise_address
from kit.web.frame.fields import number_in
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals, pages_of_leaders
from kit.web.frame.pages import address, page, redirect
from kit.web.frame.problems import Refusal
from kit.web.frame.round_words import slips_words
from kit.web.frame.state import Here, Shared
from kit.web.rounds.outcomes import why
from kit.web.rounds.views import head_view

router = pages_of_leaders()

MOST: Final = 1000
"""Slips on one sheet."""

_FIELDS: Final = {
    Reason.NOT_THIS_PRINT: "printed",
    Reason.NOT_EXCHANGED: "spoilt",
    Reason.TOO_MANY_SLIPS: "count",
}
"""The field at which a refusal is told; of any other there is a page."""

_Count = Annotated[str, Form(max_length=20)]
_Id = Annotated[str, Form(pattern=r"^[A-Za-z0-9_-]{22}$")]
_Code = Annotated[str, Form(max_length=40)]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What somebody of HR works on."""

    request: Request
    here: Shared
    who: Visitor
    head: RoundHead
    session: SessionStatus
    slips: Slips

    @property
    def language(self) -> str:
        return language_of(self.request.scope)

    @property
    def at(self) -> tuple[str, ...]:
        """Where the slips of the unit are worked on."""
        return ("rounds", self.head.id, "units", self.session.unit.id, "slips")

    @property
    def most(self) -> int:
        return min(MOST, self.slips.left)


@router.get("/rounds/{round_id}/units/{unit:path}/slips")
def ask_to_draw(round_id: str, unit: str, request: Request, here: Here, who: Who) -> Response:
    """Show how far the slips of a unit are, and offer what can be done with them."""
    return _form(_asked(request, here, who, round_id, unit))


@router.post("/rounds/{round_id}/units/{unit:path}/slips", responses=page_refusals("refused"))
def draw(  # noqa: PLR0913, PLR0917 - one argument a field
    round_id: str,
    unit: str,
    request: Request,
    here: Here,
    who: Who,
    drawing: _Id,
    count: _Count = "",
) -> Response:
    """Draw slips and show them, this once; the same form sent again shows and draws nothing."""
    asked = _asked(request, here, who, round_id, unit)
    number = number_in(count, MOST)
    if not 1 <= number <= asked.most:
        error = strings(asked.language).gettext("Write a number from {least} to {most}.")
        return _form(asked, count, {"count": error.format(least=1, most=asked.most)})

    def act() -> Response:
        codes = draw_slips(
            here.store, round_id, asked.session.unit.id, number, actor(who), drawing=drawing
        )
        return _sheet(asked, codes, waiting=True)

    return _tried(asked, act)


@router.post(
    "/rounds/{round_id}/units/{unit:path}/slips/confirm", responses=page_refusals("refused")
)
def confirm(
    round_id: str, unit: str, request: Request, here: Here, who: Who, printed: _Code = ""
) -> Response:
    """Let the slips that wait be answered with."""
    asked = _asked(request, here, who, round_id, unit)

    def act() -> Response:
        confirm_slips(here.store, round_id, asked.session.unit.id, printed, actor(who))
        # To what is drawn now, so that whoever hears the page hears what came of it.
        return redirect(request.scope, *asked.at, fragment="drawn")

    return _tried(asked, act, printed)


@router.post(
    "/rounds/{round_id}/units/{unit:path}/slips/exchange", responses=page_refusals("refused")
)
def exchange(  # noqa: PLR0913, PLR0917 - one argument a field
    round_id: str,
    unit: str,
    request: Request,
    here: Here,
    who: Who,
    exchanging: _Id,
    spoilt: _Code = "",
) -> Response:
    """Exchange a spoilt slip and show the new one; the same form sent again shows the same."""
    asked = _asked(request, here, who, round_id, unit)

    def act() -> Response:
        of = asked.session.unit.id
        code = exchange_slip(here.store, round_id, of, spoilt, actor(who), exchanging=exchanging)
        return _sheet(asked, [code])

    return _tried(asked, act, spoilt)


def _asked(request: Request, here: Shared, who: Visitor, round_id: str, unit: str) -> _Asked:
    """Return what somebody works on; only HR hands out slips.

    :raises Refusal: if there is no such session for them.
    """
    if who.role != "hr":
        raise Refusal("not-found")
    seen = seen_round(here.store, who, round_id)
    session = seen.session(unit)
    if session.slips is None or session.state != "open" or seen.head.state != "open":
        raise Refusal("not-found")
    return _Asked(request, here, who, seen.head, session, session.slips)


def _tried(asked: _Asked, act: Callable[[], Response], typed: str = "") -> Response:
    """Return what came of an act, or why it was refused: at its field, or on a page.

    :param typed: the code in the field, which is looked at sign by sign if it is refused.
    """
    try:
        return act()
    except RefusedError as refused:
        reason = why(refused.code, refused.details, asked.language)
        field = _FIELDS.get(refused.code)
        if field is not None:
            return _form(asked, errors={field: reason}, typed={field: typed})
        scope = asked.request.scope
        steps = [(address(scope, *asked.at), strings(asked.language).gettext("Slips"))]
        given = framed(asked.here, asked.who, {"reason": reason, "steps": steps})
        return page(scope, "refused.html", given, status=409, at=asked.at)


def _sheet(asked: _Asked, codes: Sequence[str], *, waiting: bool = False) -> Response:
    """Return the sheet to print.

    :param waiting: whether its print has to be confirmed. That is done on another page, with a code
        that is read from the paper: a button here would be pressed before anything is printed.
    """
    text = SlipText(
        title=asked.head.wording(asked.language).title,
        unit=unit_name(asked.session.unit, asked.language),
        purpose=asked.head.purpose,
        k=asked.head.k,
        address=exercise_address(asked.request, asked.here, asked.head.exercise, asked.language),
        entrance=entrance_address(asked.request),
        reference=asked.slips.reference,
    )
    given = {"round_id": asked.head.id, "unit_id": asked.session.unit.id, "waiting": waiting}
    return page(asked.request.scope, "slips.html", slip_variables(codes, text) | given)


def _form(
    asked: _Asked,
    count: str | None = None,
    errors: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    slips = asked.slips
    given = {
        "round": head_view(asked.head, asked.language),
        "unit": asked.session.unit.id,
        "where": unit_name(asked.session.unit, asked.language),
        "people": asked.session.places,
        "drawn": slips.drawn.slips if slips.drawn else 0,
        "drawn_words": slips_words(slips, asked.language),
        "waiting": slips.waiting,
        "left": slips.left,
        "drawing": new_id(),
        "exchanging": new_id(),
        "count": asked.most if count is None else count,
        "most": asked.most,
        "errors": errors or {},
        "typed": {"printed": "", "spoilt": "", **(typed or {})},
    }
    status = 422 if errors else 200
    given = framed(asked.here, asked.who, given)
    return page(asked.request.scope, "draw.html", given, status=status, at=asked.at)
