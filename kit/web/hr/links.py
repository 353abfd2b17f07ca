"""HR's page of the links that leaders and representatives have: each can be ended and made anew.

When a link was last used is neither kept nor shown: with the days on which a unit answered, it
would say who was there. Nor is the secret, of which only a hash is kept.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from starlette.responses import Response

from kit.ballots import UnitSpec
from kit.web.access import Link, Visitor, links_in_use, renew_link, revoke_link
from kit.web.access.entrance import Who
from kit.web.access.permissions import actor, is_for_all, units_of_hr
from kit.web.access.signed_in import framed
from kit.web.frame.openapi import page_refusals, pages_of_leaders
from kit.web.frame.pages import page, redirect
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here, Shared
from kit.web.hr.letters import letters_page

router = pages_of_leaders()


@router.get("/links")
def links(request: Request, here: Here, who: Who) -> Response:
    """Show the links that can be used now, in the order of the tree."""
    names = _names(here, who)
    order = {unit: at for at, unit in enumerate(names)}
    found = sorted(_theirs(here, who), key=lambda each: order.get(each.unit, len(order)))
    given = {"links": [(each, names.get(each.unit, each.unit)) for each in found]}
    return page(request.scope, "links.html", framed(here, who, given))


@router.get("/links/{link_id}/end")
def ask_to_end(link_id: str, request: Request, here: Here, who: Who) -> Response:
    """Ask whether to end a link, and whether whoever has it needs another."""
    found, names = _link(here, who, link_id), _names(here, who)
    known = found.unit in names
    given = {"link": found, "unit": names.get(found.unit, found.unit), "known": known}
    return page(request.scope, "end_link.html", framed(here, who, given))


@router.post("/links/{link_id}/end", responses=page_refusals("refused"))
def end(
    link_id: str,
    request: Request,
    here: Here,
    who: Who,
    again: Annotated[str, Form(max_length=8)] = "",
) -> Response:
    """End a link with every visit made with it; show a letter with a new one if asked for."""
    found = _link(here, who, link_id)
    top = _units(here, who).get(found.unit)
    if again != "yes" or top is None:
        revoke_link(here.store, found.id, actor(who))
        return redirect(request.scope, "links")
    made = renew_link(here.store, found, top, actor(who))
    if made is None:
        return redirect(request.scope, "links")
    return letters_page(request, [made], found.expires_on)


def _link(here: Shared, who: Visitor, link_id: str) -> Link:
    """Return a link that somebody of HR may end.

    :raises Refusal: if there is none, as if it did not exist.
    """
    found = next((each for each in _theirs(here, who) if each.id == link_id), None)
    if found is None:
        raise Refusal("not-found")
    return found


def _theirs(here: Shared, who: Visitor) -> list[Link]:
    """Return the links in use of leaders and representatives at and below HR's unit.

    Who is responsible for all also has those of units that are gone since.
    """
    known = _units(here, who)
    everything = is_for_all(here.store, who)
    found = (each for each in links_in_use(here.store) if each.role != "hr")
    return [each for each in found if everything or each.unit in known]


def _units(here: Shared, who: Visitor) -> dict[str, UnitSpec]:
    return {each.id: each for each in units_of_hr(here.store, who)}


def _names(here: Shared, who: Visitor) -> dict[str, str]:
    return {id_: each.name for id_, each in _units(here, who).items()}
