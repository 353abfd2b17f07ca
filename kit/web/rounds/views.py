"""What pages say about a round and its sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Request

from kit.ballots import Objection, RoundHead, SessionStatus, objections
from kit.catalogues import strings
from kit.frontend import qr_picture, typed_address
from kit.reports import objection_words, unit_name
from kit.web.frame.exercise_addresses import entrance_address, exercise_address, join_link
from kit.web.frame.language import language_of
from kit.web.frame.round_words import count_words, slips_words, state_words, wall_words
from kit.web.frame.state import Shared


def head_view(head: RoundHead, language: str) -> dict[str, Any]:
    """Return what pages say about a round."""
    return {
        "id": head.id,
        "exercise": head.exercise_id,
        "title": head.wording(language).title,
        "where": where(head, language),
        "state": head.state,
        "state_words": state_words(head, language),
        "k": head.k,
        "purpose": head.purpose,
        "discussed_on": head.discussed_on,
        "closes_on": head.closes_on,
        "shown_until": head.shown_until,
    }


def objected(
    here: Shared, shown: Sequence[Mapping[str, Any]], language: str
) -> list[dict[str, Any]]:
    """Return what pages say about rounds or meetings, with what representatives say of them.

    All are asked for at once.
    """
    said = objections(here.store, [each["id"] for each in shown])
    return [
        {**each, "objections": said_words(said.get(each["id"], ()), language)} for each in shown
    ]


def said_words(said: Sequence[Objection], language: str) -> list[str]:
    """Return what representatives say of one, in words."""
    return objection_words(((e.name, e.said_on, e.taken_back_on) for e in said), language)


def where(head: RoundHead, language: str) -> str:
    """Return the name of the unit that a round is about."""
    return unit_name(head.units[0], language)


def session_view(
    request: Request, here: Shared, head: RoundHead, session: SessionStatus
) -> dict[str, Any]:
    """Return what pages say about one session of a round."""
    language = language_of(request.scope)
    place = exercise_address(request, here, head.exercise, language)
    code = session.room_code if session.state == "open" else None
    link = join_link(place, code) if code else place
    title = strings(language).gettext("QR code that leads to the exercise with the code {code}")
    return {
        "unit": session.unit.id,
        "name": unit_name(session.unit, language),
        "state": session.state,
        "code": code,
        "entrance": typed_address(entrance_address(request)),
        "qr": qr_picture(link, title.format(code=code)) if code else None,
        "count_words": count_words(session, head.k, language),
        "wall_words": wall_words(session, head.k, language),
        "may_close": session.state == "open" and head.state == "open",
        "result": session.state == "closed",
        "slips": session.slips if session.state == "open" and head.state == "open" else None,
        "slips_words": slips_words(session.slips, language) if session.slips else "",
    }
