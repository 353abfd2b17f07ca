"""Counts, states and dates of rounds in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kit.ballots import Collectable, RoundHead, SessionStatus
from kit.catalogues import day, strings


def named(details: Mapping[str, str], language: str) -> dict[str, str]:
    """Return an outcome's details with its dates as people write them."""
    found = dict(details)
    if found.get("until"):
        found["until"] = day(date.fromisoformat(found["until"]), language)
    return found


def title_of(exercise: Collectable, language: str) -> str:
    """Return an exercise's title in a language, or in its own."""
    return (exercise.wording.get(language) or exercise.wording[exercise.language]).title


def count_words(session: SessionStatus, k: int, language: str) -> str:
    """Return how many have answered, as exactly as it may be said."""
    texts = strings(language)
    if session.state == "waiting":
        return texts.gettext("Closed, sealed until the round closes")
    if session.state in {"closed", "closing"}:
        return texts.gettext("Closed")
    if session.state == "withdrawn":
        return texts.gettext("Ended without a result")
    if session.count is None:
        return texts.gettext("Fewer than {k} answers").format(k=k)
    return texts.ngettext("{n} answer", "{n} answers", session.count).format(n=session.count)


def state_words(head: RoundHead, language: str) -> str:
    """Return how far a round is."""
    _ = strings(language).gettext
    if head.state == "open":
        return _("open since {date}").format(date=day(head.opened_on, language))
    if head.state == "closing":
        return _("is being closed")
    if head.state == "withdrawn":
        return _("ended without a result")
    if head.released_on is None:
        return _("closed, too few answers for a result")
    return _("closed on {date}").format(date=day(head.released_on, language))
