"""Counts, states and dates of rounds in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kit.ballots import Collectable, Rest, RoundHead, SessionStatus, Slips, Wording
from kit.catalogues import day, strings
from kit.model import REST
from kit.reports import drawn_words


def named(details: Mapping[str, str], language: str) -> dict[str, str]:
    """Return an outcome's details as people write them: dates, titles in their language."""
    found = {**details, "days": str(REST.days)}
    if "by" in found:
        found["by"] = opener(found["by"], language)
    if f"title.{language}" in found:
        found["title"] = found[f"title.{language}"]
    dates = (name for name in ("until", "opened_on", "closes_on") if found.get(name))
    return found | {name: day(date.fromisoformat(found[name]), language) for name in dates}


def title_of(exercise: Collectable, language: str) -> str:
    """Return an exercise's title in a language, or in its own."""
    return wording_of(exercise, language).title


def wording_of(exercise: Collectable, language: str) -> Wording:
    """Return an exercise's words in a language, or in its own."""
    return exercise.wording.get(language) or exercise.wording[exercise.language]


def rest_words(exercise: Collectable, rest: Rest, language: str) -> str:
    """Return why an exercise cannot be opened for a unit now, and from when it can."""
    _ = strings(language).gettext
    titles = {"title": title_of(exercise, language), "other": title_of(rest.exercise, language)}
    same = titles["title"] == titles["other"]
    name = _("“{title}”") if same else _("“{title}”, which asks nearly the same as “{other}”")
    given = {"exercise": name.format_map(titles), "unit": rest.unit}
    if rest.until is None:
        given |= {"who": opener(rest.role, language), "date": day(rest.opened_on, language)}
        said = _("{exercise}: a survey is open in {unit}, opened by {who} on {date}.")
        return " ".join((said.format_map(given), *last_day_words(rest, language)))
    given["date"] = day(rest.until, language)
    return _("{exercise}: from {date} in {unit}.").format_map(given)


def opener(role: str, language: str) -> str:
    """Return who opened a round, in words and without a name; see :attr:`kit.ballots.Rest.role`."""
    _ = strings(language).gettext
    if role == "leader":
        return _("the leader there")
    return "HR" if role == "hr" else _("the administrator")


def last_day_words(rest: Rest, language: str) -> tuple[str, ...]:
    """Return until when a round that is open takes answers, if that was chosen."""
    if rest.closes_on is None:
        return ()
    said = strings(language).gettext("Answers are taken up to and including {date}.")
    return (said.format(date=day(rest.closes_on, language)),)


def rest_after_words(units: Sequence[str], today: date, language: str) -> str:
    """Return which units rest after a result of today, and until when.

    :param units: their names.
    """
    said = strings(language).gettext(
        "For {n} days after the result, until {date}, no other survey that asks the same or nearly"
        " the same can be opened in {units}."
    )
    return said.format(n=REST.days, date=day(today + REST, language), units=", ".join(units))


def count_words(session: SessionStatus, k: int, language: str) -> str:
    """Return how many have answered, as exactly as it may be said; never one by one."""
    texts = strings(language)
    if session.state == "waiting":
        return texts.gettext("Closed. The answers are locked until the whole survey closes")
    if session.state in {"closed", "closing"}:
        return texts.gettext("Closed")
    if session.state == "withdrawn":
        return texts.gettext("Ended without a result")
    if session.at_least is None:
        return texts.gettext("Fewer than {k} answers").format(k=k)
    return texts.gettext("At least {n} answers").format(n=session.at_least)


def wall_words(session: SessionStatus, k: int, language: str) -> str:
    """Return what a page that everybody in the room sees says of how many have answered."""
    if session.state != "open":
        return count_words(session, k, language)
    _ = strings(language).gettext
    return _("Not enough answers yet") if session.at_least is None else _("Enough answers")


def walls_words(screens: int, language: str) -> str:
    """Return how many screens in the room show a session."""
    texts = strings(language)
    if not screens:
        return texts.gettext("No screen shows the survey.")
    said = texts.ngettext("{n} screen shows the survey.", "{n} screens show the survey.", screens)
    return said.format(n=screens)


def slips_words(slips: Slips, language: str) -> str:
    """Return how many slips there are for how many people, and no more than is known of them."""
    _ = strings(language).gettext
    if slips.drawn is None:
        return _("How many slips were drawn is not known.")
    if not slips.drawn.slips:
        waiting = _("Slips that wait: {n}.").format(n=slips.waiting)
        return waiting if slips.waiting else _("No slips are drawn yet.")
    name = _("Slips")
    return f"{name}: {drawn_words(slips.drawn.slips, slips.drawn.people, language)}"


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
