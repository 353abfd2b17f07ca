"""HR's calendar: which rounds are open or rest in the tree, whose they are, and until when.

A round that a leader has opened for one unit shuts out a round over a tree with that unit, and HR
does not go past that: two results so near each other could show what one person answered. So HR
learns it here before opening, and can wait, or end that round.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from starlette.responses import Response

from kit.ballots import Rest, rests_around
from kit.catalogues import day, strings
from kit.model import REST
from kit.web.access.entrance import Who
from kit.web.access.permissions import own_units
from kit.web.access.signed_in import framed
from kit.web.frame.language import language_of
from kit.web.frame.openapi import pages_of_leaders
from kit.web.frame.pages import page
from kit.web.frame.problems import Refusal
from kit.web.frame.round_words import last_day_words, opener, title_of
from kit.web.frame.state import Here

router = pages_of_leaders()


@router.get("/calendar")
def calendar(request: Request, here: Here, who: Who) -> Response:
    """Show what shuts out a new round at, below or above one's unit; in the order of the tree."""
    if who.role != "hr":
        raise Refusal("not-found")
    order = {unit.id: at for at, unit in enumerate(own_units(here.store, who))}
    found = rests_around(here.store, who.unit)
    rests = sorted(found, key=lambda rest: (order.get(rest.root, -1), rest.round_id))
    language = language_of(request.scope)
    given = {
        "rests": [_row(rest, rest.root in order, language) for rest in rests],
        "rest_days": REST.days,
    }
    return page(request.scope, "calendar.html", framed(here, who, given))


def _row(rest: Rest, own: bool, language: str) -> Mapping[str, Any]:  # noqa: FBT001 - one of a row
    """Return what is said of one round; those of units above are not HR's own to look into."""
    _ = strings(language).gettext
    if rest.until is None:
        opened = day(rest.opened_on, language)
        said = _("Open since {date}, opened by {who}.").format(
            date=opened, who=opener(rest.role, language)
        )
        state = " ".join((said, *last_day_words(rest, language)))
        free = _("{n} days after its result, or at once if it ends without one").format(n=REST.days)
    else:
        state = _("Closed, with a result; opened by {who}.").format(who=opener(rest.role, language))
        free = day(rest.until, language)
    return {
        "unit": rest.unit,
        "title": title_of(rest.exercise, language),
        "round": rest.round_id if own else None,
        "state": state,
        "free": free,
    }
