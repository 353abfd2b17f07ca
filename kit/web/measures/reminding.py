"""What the first page after signing in reminds of: nothing comes back that nobody brings up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.types import Scope

from kit.catalogues import strings
from kit.measures import asked_of, due
from kit.web.access import Visitor
from kit.web.frame.language import language_of
from kit.web.frame.pages import address
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Shared
from kit.web.measures.measure_words import due_words
from kit.web.measures.own import own_agreements
from kit.web.measures.views import kept_view


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to look at, and where."""

    href: str
    words: str
    text: str = ""


def last_agreement(here: Shared, who: Visitor, language: str) -> dict[str, Any] | None:
    """Return what a unit agreed on last, to stand beside a new result; none if there is nothing."""
    try:
        kept = own_agreements(here.measures(), who) if here.measures.is_there() else ()
    except Refusal:
        kept = ()
    return kept_view(kept[0], language) if kept else None


def reminders(scope: Scope, here: Shared, who: Visitor) -> list[Reminder]:
    """Return what is due of a unit's agreements, and what it is asked; nothing while that is away.

    Surveys are opened and closed all the same.
    """
    language = language_of(scope)
    _ = strings(language).gettext
    try:
        if not here.measures.is_there():
            return []
        store = here.measures()
    except Refusal:
        return []
    kept = (each.agreement for each in own_agreements(store, who))
    found = [
        Reminder(
            address(scope, "measures", each.agreement.id),
            due_words(each, language),
            "; ".join(m.text for m in (*each.measures, *each.unanswered))
            or each.agreement.keep
            or each.agreement.improve,
        )
        for each in due(kept, store.today())
    ]
    waiting = [each for each in asked_of(store, who.unit) if each.measure.waits]
    found += [
        Reminder(
            address(scope, "measures", "asked", each.measure.id),
            _("{unit} asks for an answer").format(unit=each.unit_name),
            each.measure.text,
        )
        for each in waiting
    ]
    return found
