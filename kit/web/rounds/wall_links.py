"""What a leader does to show a session on the screen in the room, or to stop showing it.

The computer in the room never holds the leader's session: it is given a code that works once.
"""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Form, Request
from starlette.responses import Response

from kit.frontend import typed_address
from kit.reports import unit_name
from kit.web.access import Visitor, Wall, count_walls, end_walls, make_wall, waiting_code
from kit.web.access.entrance import Who
from kit.web.access.permissions import actor, seen_round
from kit.web.access.runs import show_result
from kit.web.access.signed_in import framed
from kit.web.access.walls import CODE_MINUTES
from kit.web.frame.exercise_addresses import entrance_address
from kit.web.frame.language import language_of
from kit.web.frame.openapi import pages_of_leaders
from kit.web.frame.pages import address, page, redirect
from kit.web.frame.problems import Refusal
from kit.web.frame.round_words import walls_words
from kit.web.frame.state import Here, Shared
from kit.web.rounds.views import head_view

router = pages_of_leaders()

_SHOWN: Final = frozenset({"open", "closed"})
"""A session that is closed has a result, which a second meeting may look at."""


@router.post("/rounds/{round_id}/units/{unit:path}/wall/end")
def end(round_id: str, unit: str, request: Request, here: Here, who: Who) -> Response:
    """End what shows a session on screens in the room."""
    seen_round(here.store, who, round_id).session(unit)
    end_walls(here.store, Wall(round_id, unit), actor(who))
    return redirect(request.scope, "rounds", round_id, "units", unit, "wall")


@router.post("/rounds/{round_id}/units/{unit:path}/wall/result")
def show(
    round_id: str,
    unit: str,
    request: Request,
    here: Here,
    who: Who,
    shows: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Let the screens in the room show the result of a closed session, or take it off again."""
    # Not by HR above: the result is the unit's own first, and its leader's to show.
    session = seen_round(here.store, who, round_id).led(who, unit)
    if session.state != "closed":
        raise Refusal("not-found")
    of = Wall(round_id, unit)
    show_result(here.store, of, who.link_id, actor(who), shows=shows == "yes")
    return redirect(request.scope, "rounds", round_id, "results", unit=unit, fragment="wall")


@router.post("/rounds/{round_id}/units/{unit:path}/wall")
def make(round_id: str, unit: str, request: Request, here: Here, who: Who) -> Response:
    """Make a code with which one screen shows a session: how to answer, or what came of it."""
    session = seen_round(here.store, who, round_id).session(unit)
    if session.state in _SHOWN:
        make_wall(here.store, Wall(round_id, unit), who.link_id, actor(who))
    return redirect(request.scope, "rounds", round_id, "units", unit, "wall")


@router.get("/rounds/{round_id}/units/{unit:path}/wall")
def look(round_id: str, unit: str, request: Request, here: Here, who: Who) -> Response:
    """Show the code for one more screen, and how many show the session now."""
    seen = seen_round(here.store, who, round_id)
    session, language = seen.session(unit), language_of(request.scope)
    given = {
        "round": head_view(seen.head, language),
        "unit": unit,
        "name": unit_name(session.unit, language),
        "open": session.state in _SHOWN,
        **_screens(request, here, who, Wall(round_id, unit)),
    }
    return page(request.scope, "wall_link.html", framed(here, who, given))


def _screens(request: Request, here: Shared, who: Visitor, wall: Wall) -> dict[str, object]:
    code, screens = waiting_code(here.store, wall, who.link_id), count_walls(here.store, wall)
    place = f"{entrance_address(request)}/wall"
    return {
        "code": code,
        "typed": typed_address(place),
        "link": f"{address(request.scope, 'wall')}#{code}",
        "minutes": CODE_MINUTES,
        "screens": screens,
        "screens_words": walls_words(screens, language_of(request.scope)),
    }
