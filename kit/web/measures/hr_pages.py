"""HR's pages: what came of measures over many units, and units that are no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Form, Request
from starlette.responses import Response

from kit.ballots import UnitSpec, load_units
from kit.catalogues import day, strings
from kit.documents import DOCX, as_docx
from kit.frontend.labels import label
from kit.measures import (
    LEAST_UNITS,
    Counted,
    Helped,
    counts,
    days_of_units,
    hand_over,
    orphans,
    overview,
    shared_agreements,
)
from kit.web.access import Visitor
from kit.web.access.entrance import Who
from kit.web.access.permissions import actor, indented, is_for_all, units_of_hr
from kit.web.access.signed_in import framed
from kit.web.frame.language import language_of
from kit.web.frame.measures_store import below
from kit.web.frame.openapi import file_responses, page_refusals, pages_of_leaders
from kit.web.frame.pages import page, redirect
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here, Shared
from kit.web.measures.committee import Shown, asked_words, committee_document, held_words
from kit.web.measures.files import CSV, csv_bytes, download
from kit.web.measures.measure_words import HELPED
from kit.web.measures.views import shared_views

router = pages_of_leaders()

_Text = Annotated[str, Form(max_length=400)]


@router.get("/measures/overview", responses=page_refusals("measures-away"))
def overview_page(request: Request, here: Here, who: Who) -> Response:
    """Show what may be shown of measures at and below one's unit."""
    language = language_of(request.scope)
    units = units_of_hr(here.store, who)
    days = _days(here, units, language)
    asked = _asked(here, language)
    given = {
        "asked": [asked_words(each) for each in asked],
        "held": held_words(days, language),
        "heads": _heads(language),
        "rows": _rows(here, units, language),
        "least": LEAST_UNITS,
        "days": days,
        "shared": shared_views(here.measures(), units, language),
    }
    return page(request.scope, "measures_overview.html", framed(here, who, given))


@router.get(
    "/measures/overview.csv",
    response_class=Response,
    responses=file_responses("text/csv", "measures-away"),
)
def overview_table(request: Request, here: Here, who: Who) -> Response:
    """Return the same figures as a table for a spreadsheet."""
    language = language_of(request.scope)
    rows = _rows(here, units_of_hr(here.store, who), language)
    table = [_heads(language), *([row["name"], *row["cells"]] for row in rows)]
    return download(csv_bytes(table), CSV, f"measures-{here.store.today()}.csv")


@router.get(
    "/measures/overview.docx",
    response_class=Response,
    responses=file_responses(DOCX, "measures-away"),
)
def overview_document(request: Request, here: Here, who: Who) -> Response:
    """Return what the page shows as a document for a committee."""
    language, today = language_of(request.scope), here.store.today()
    units = units_of_hr(here.store, who)
    known = {unit.id: unit.name for unit in units}
    shared = shared_agreements(here.measures())
    shown = Shown(
        units[0].name,
        _asked(here, language),
        _heads(language),
        _rows(here, units, language),
        _days(here, units, language),
        [(known[each.unit], each) for each in shared if each.unit in known],
    )
    data = as_docx(committee_document(shown, language, today))
    return download(data, DOCX, f"measures-{today}.docx")


@router.get("/measures/units", responses=page_refusals("measures-away"))
def former_units(request: Request, here: Here, who: Who) -> Response:
    """Show units that are no more, and offer to give what they agreed on to others."""
    return _former_units(request, here, who)


@router.post("/measures/units", responses=page_refusals("measures-away"))
def give(request: Request, here: Here, who: Who, old: _Text = "", new: _Text = "") -> Response:
    """Give what a unit that is no more has agreed on to another one."""
    units = {unit.id: unit for unit in _all_units(here, who)}
    gone = {each.unit for each in orphans(here.measures(), units)}
    if old not in gone:
        raise Refusal("not-found")
    if new not in units:
        return _former_units(request, here, who, wrong=old)
    hand_over(here.measures(), old, new, units[new].name, actor(who))
    return redirect(request.scope, "measures", "units")


def _all_units(here: Shared, who: Visitor) -> tuple[UnitSpec, ...]:
    """Return all units, for HR of the whole organisation.

    :raises Refusal: for anybody else.
    """
    units = units_of_hr(here.store, who)
    if not is_for_all(here.store, who):
        raise Refusal("not-found")
    return units


def _rows(here: Shared, units: tuple[UnitSpec, ...], language: str) -> list[dict[str, Any]]:
    """Return what was counted at and below one's units, over the whole tree."""
    tree = load_units(here.store)
    if tree is None:
        return []
    shown = overview(below(tree.root), counts(here.measures()))
    names = {id_: "– " * depth + name for id_, name, depth in indented(units)}
    return [
        {"name": names[unit.id], "cells": _cells(shown[unit.id], language)}
        for unit in units
        if unit.id in shown
    ]


def _asked(here: Shared, language: str) -> list[Mapping[str, str]]:
    """Return what the platform says is followed up, and how often."""
    _ = strings(language).gettext
    return [
        {
            "name": each.name,
            "rhythm": label(each.rhythm.value, _) if each.rhythm else "",
            "by": each.by or "",
            "to": _("before {name}").format(name=each.to) if each.to else "",
        }
        for each in here.programmes.follow_up(language)
    ]


def _heads(language: str) -> list[str]:
    _ = strings(language).gettext
    helped = (_("Helped: {answer}").format(answer=_(HELPED[each]).lower()) for each in Helped)
    return [
        *(_("Unit"), _("Units with measures"), _("Measures"), _("Done")),
        *(_("Dropped"), _("Sent up"), *helped, _("Counted on")),
    ]


def _cells(counted: Counted, language: str) -> list[str]:
    totals = counted.totals
    helped = (totals.helped.get(each, 0) for each in Helped)
    told = (totals.units, totals.measures, totals.done, totals.dropped, totals.sent_up, *helped)
    return [*map(str, told), day(counted.on, language)]


def _days(here: Shared, units: tuple[UnitSpec, ...], language: str) -> list[Mapping[str, str]]:
    known = {unit.id: unit.name for unit in units}
    return [
        {
            "name": known[each.unit],
            "held": day(each.held, language) if each.held else "",
            "next": day(each.next, language) if each.next else "",
        }
        for each in days_of_units(here.measures())
        if each.unit in known
    ]


def _former_units(request: Request, here: Shared, who: Visitor, *, wrong: str = "") -> Response:
    units = _all_units(here, who)
    given = {
        "gone": orphans(here.measures(), [unit.id for unit in units]),
        "units": list(indented(units)),
        "wrong": wrong,
    }
    status = 422 if wrong else 200
    given = framed(here, who, given)
    at = ("measures", "units")
    return page(request.scope, "measures_units.html", given, status=status, at=at)
