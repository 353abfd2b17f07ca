"""What the pages show of an agreement."""

from __future__ import annotations

from typing import Any

from kit.ballots import UnitSpec
from kit.catalogues import day, strings
from kit.measures import Asked, Due, Kept, Measure, SentUp, shared_agreements
from kit.storage import Store
from kit.web.measures.measure_words import due_words, measure_words


def kept_view(kept: Kept, language: str) -> dict[str, Any]:
    """Return what a list shows of an agreement."""
    agreement = kept.agreement
    _ = strings(language).gettext
    origin = agreement.origin
    title = origin.workshop or origin.exercise or origin.area
    agreed = day(agreement.agreed, language)
    return {
        "id": agreement.id,
        "revision": kept.revision,
        "title": title or _("Agreed on {date}").format(date=agreed),
        "agreed": agreed if title else "",
        "keep": agreement.keep,
        "improve": agreement.improve,
        "word": agreement.word,
        "measures": [measure_view(each, language) for each in agreement.measures],
        "next": day(agreement.next, language) if agreement.next else "",
        "held": [day(each, language) for each in agreement.held],
        "open": len(agreement.open_measures),
    }


def shared_views(store: Store, units: tuple[UnitSpec, ...], language: str) -> list[dict[str, Any]]:
    """Return what units have shared of what they agreed on: what others than they may read."""
    known = {unit.id: unit.name for unit in units}
    return [
        kept_view(each, language) | {"unit": known[each.unit]}
        for each in shared_agreements(store)
        if each.unit in known
    ]


def measure_view(measure: Measure, language: str) -> dict[str, Any]:
    """Return what is shown of a measure, with the answer if it was sent up and has one."""
    sent = measure.sent_up or SentUp()
    return {
        "id": measure.id,
        "text": measure.text,
        "about": measure_words(measure, language),
        "answer": sent.answer,
        "answered": day(sent.answered, language) if sent.answered else "",
        "by": sent.by or sent.name,
    }


def due_view(due: Due, language: str) -> dict[str, Any]:
    """Return what a leader is reminded of."""
    agreement = due.agreement
    nothing = not due.measures and not due.unanswered
    measures = agreement.measures if nothing else (*due.measures, *due.unanswered)
    return {
        "id": agreement.id,
        "words": due_words(due, language),
        "agreed": "",
        "keep": agreement.keep if nothing else "",
        "improve": agreement.improve if nothing else "",
        "measures": [measure_view(each, language) for each in measures],
        "look_again": due.look_again,
        "next": day(agreement.next, language) if agreement.next else "",
    }


def asked_view(asked: Asked, language: str) -> dict[str, Any]:
    """Return what is shown to whoever is asked for an answer."""
    sent = asked.measure.sent_up or SentUp()
    return measure_view(asked.measure, language) | {
        "unit": asked.unit_name,
        "due": day(sent.due, language) if sent.due else "",
        "waits": asked.measure.waits,
    }
