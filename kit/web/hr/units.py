"""HR's page about the units: read from a file, and letters with links for those of a unit."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Annotated, Any, Final

from fastapi import File, Form, Request, UploadFile
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from kit.ballots import BusyUnitsError, UnitFault, UnitSpec, UnitTree, read_units_table, save_units
from kit.catalogues import strings
from kit.web.access import Role, Visitor, issue_links
from kit.web.access.entrance import Who
from kit.web.access.permissions import actor, indented, is_for_all, units_of_hr
from kit.web.access.signed_in import framed
from kit.web.frame.fields import day_in
from kit.web.frame.language import language_of
from kit.web.frame.openapi import pages_of_leaders
from kit.web.frame.pages import page
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here, Shared
from kit.web.hr.letters import letters_page

router = pages_of_leaders()

LONGEST: Final = timedelta(days=2 * 366)
"""No link is good for longer: leaders change."""
_LISTED: Final = 20
"""So many names are told; there may be hundreds."""
_FAULTS: Final = 200
"""So many faults are told; in a file that is no table of units there may be thousands."""

_Text = Annotated[str, Form(max_length=64)]


@dataclass(frozen=True, slots=True)
class _Values:
    """What stands in the fields of the letters."""

    unit: str = ""
    role: str = "leader"
    below: str = "yes"
    expires_on: str = ""


@router.get("/units")
def units(request: Request, here: Here, who: Who) -> Response:
    """Show the units, and offer what can be done with them."""
    return _page(request, here, who)


@router.post("/units")
async def save(
    request: Request, here: Here, who: Who, table: Annotated[UploadFile, File()]
) -> Response:
    """Read the units from a table, and keep them if nothing is wrong with it."""
    return await run_in_threadpool(_save, request, here, who, await table.read())


@router.post("/letters")
def letters(  # noqa: PLR0913, PLR0917 - one argument a field
    request: Request,
    here: Here,
    who: Who,
    unit: _Text = "",
    role: _Text = "leader",
    below: _Text = "",
    expires_on: _Text = "",
) -> Response:
    """Make links for leaders or a representative, and show the letters with them, this once."""
    known = {each.id: each for each in units_of_hr(here.store, who)}
    values = _Values(unit, role, below, expires_on)
    _ = strings(language_of(request.scope)).gettext
    today, last = here.store.today(), day_in(expires_on)
    errors = {} if unit in known else {"unit": _("Choose a unit.")}
    if last is None or not today <= last <= today + LONGEST:
        errors["expires_on"] = _("Choose a day from today on, at most two years ahead.")
    if errors or last is None:
        return _page(request, here, who, values=values, errors=errors)
    for_: Role = "representative" if role == "representative" else "leader"
    made = issue_links(here.store, known[unit], for_, last, actor(who), below=below == "yes")
    return letters_page(request, made, last)


def _save(request: Request, here: Shared, who: Visitor, data: bytes) -> Response:
    before = units_of_hr(here.store, who)
    if not is_for_all(here.store, who):
        raise Refusal("not-found")
    tree, faults = read_units_table(data, "")
    if tree is None:
        return _page(request, here, who, faults=faults)
    error = _not_saved(request, here, who, tree, before[0].id)
    if error:
        return _page(request, here, who, errors={"table": error})
    return _page(request, here, who, saved=_saved(before, tuple(tree.root.walk())))


def _not_saved(request: Request, here: Shared, who: Visitor, tree: UnitTree, root: str) -> str:
    """Save units; return why they may not be, or nothing.

    A round shuts its units from another one too near to it, by their ids: a unit with another id is
    another unit, and two results so near could show what one person answered.
    """
    _ = strings(language_of(request.scope)).gettext
    if tree.root.id != root:
        wrong = _("The unit at the top has to keep its id, “{id}”: HR's links lead to it.")
        return wrong.format(id=root)
    try:
        save_units(here.store, tree, actor(who), busy_stay=True)
    except BusyUnitsError as error:
        wrong = _(
            "These units have a survey that is open or was closed in the last days, and have to"
            " stay in the file until that is over: {names}"
        )
        return wrong.format(names=_listed(f"{each.name} ({each.id})" for each in error.units))
    return ""


def _saved(before: tuple[UnitSpec, ...], now: tuple[UnitSpec, ...]) -> dict[str, object]:
    old, new = ({each.id: each.name for each in units} for units in (before, now))
    return {
        "units": len(new),
        "added": _listed(name for id_, name in new.items() if id_ not in old),
        "gone": _listed(name for id_, name in old.items() if id_ not in new),
    }


def _listed(names: Any) -> str:
    found = list(names)
    more = ["…"] if len(found) > _LISTED else []
    return ", ".join(found[:_LISTED] + more)


def _page(  # noqa: PLR0913 - what the page tells
    request: Request,
    here: Shared,
    who: Visitor,
    *,
    values: _Values | None = None,
    errors: dict[str, str] | None = None,
    faults: tuple[UnitFault, ...] = (),
    saved: dict[str, object] | None = None,
) -> Response:
    language = language_of(request.scope)
    own = units_of_hr(here.store, who)
    shown = [(*place, each.people) for place, each in zip(indented(own), own, strict=True)]
    given: dict[str, Any] = {
        "values": asdict(values or _Values(own[0].id)),
        "errors": errors or {},
        "faults": [(f.place.line, f.place.column, *f.in_words(language)) for f in faults[:_FAULTS]],
        "more_faults": len(faults) > _FAULTS,
        "saved": saved,
        "may_save": is_for_all(here.store, who),
        "units": list(indented(own)),
        "shown": shown,
        "today": here.store.today(),
    }
    status = 422 if errors or faults else 200
    given = framed(here, who, given)
    return page(request.scope, "units.html", given, status=status, at=("units",))
