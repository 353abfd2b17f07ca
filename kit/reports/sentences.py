"""What a report says in whole sentences, and its figures in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from kit.catalogues import day, msgid, strings
from kit.reports.numbers import one_decimal, plain_number
from kit.reports.report import Report, Score, UnitShown

KIND: Final = msgid(
    "These figures are made for a conversation. They are not a validated test and must not be used"
    " to assess individuals."
)
KIND_OF_EXERCISE: Final = msgid(
    "The statements are made for a conversation. They are not a validated test and must not be used"
    " to assess individuals."
)
SMALL: Final = msgid(
    "In a small group a few answers move the mean a lot. Small differences mean nothing by"
    " themselves; ask what lies behind them."
)
ROOM: Final = msgid(
    "The answers came in with a room code. Nobody checked who answered, or whether somebody"
    " answered more than once."
)
LOST: Final = msgid(
    "Some answers are not included: the key to them was lost. Nobody can say how many."
)
NOTHING_LEFT: Final = msgid(
    "The key to answers here was lost, so nobody can read them any more. There is nothing to show."
)
SLIPS: Final = msgid("The answers came in with codes on slips, each good for one answer.")
DRAWN: Final = msgid(
    "{drawn} were drawn for {people} people; who handed them out to whom is not known."
)
RAISED: Final = msgid(
    "HR raised the number of people from {registered} to {people} before the survey was opened."
)
CHANGED: Final = msgid(
    "The questions have changed since the survey of %(date)s. Answers to different questions are"
    " not compared, and no development is shown."
)
JOINED: Final = msgid(
    "Others may have answered in another survey. A difference says nothing about any one person."
)

OBJECTED: Final = msgid(
    "The representative for {unit} said on {date} that this was not discussed with them."
)

AGAINST: Final = msgid("agreeing counts against")
"""Beside a statement where agreeing speaks against its area."""

STEPS: Final = (
    msgid("Look at the result together, without explaining it away. What do you recognise?"),
    msgid("Choose one thing to keep and one thing to improve."),
    msgid(
        "Agree on one to three measures. Each has somebody responsible – a role or initials – and a"
        " date."
    ),
    msgid("Bring the measures back next time: what is done, and what stands in the way?"),
)
"""From result to measure."""


def included_words(unit: UnitShown, k: int, language: str) -> tuple[str, ...]:
    """Return how many responses are included, and whether there are some that are not.

    How many are not is never said: it would be a figure about fewer than ``k``. Of those that were
    lost with their key nobody knows.
    """
    texts = strings(language)
    if unit.included is None:
        return ()
    said = texts.ngettext(
        "%(n)d response included.", "%(n)d responses included.", unit.included
    ) % {"n": unit.included}
    if unit.lost:
        return said, texts.gettext(LOST)
    if unit.complete:
        return (said,)
    return said, texts.gettext("Fewer than %(k)d are not included.") % {"k": k}


def code_words(report: Report) -> str:
    """Return how the answers came in, and what that is worth."""
    _ = strings(report.language).gettext
    way = ROOM if report.round.code == "room" else SLIPS
    said = [_(way)]
    if report.unit.slips is not None and report.unit.people is not None:
        said.append(drawn_words(report.unit.slips, report.unit.people, report.language))
    if report.raised is not None:
        registered, people = report.raised
        said.append(_(RAISED).format(registered=registered, people=people))
    return " ".join(said)


def drawn_words(slips: int, people: int, language: str) -> str:
    """Return how many slips were drawn for how many people, and that nothing more is known."""
    return strings(language).gettext(DRAWN).format(drawn=slips, people=people)


def about_words(report: Report) -> tuple[str, ...]:
    """Return what has to be said with every report; without figures nothing is said of them."""
    _ = strings(report.language).gettext
    if not report.has_figures:
        return (_(KIND_OF_EXERCISE),)
    return _(KIND), _(SMALL), code_words(report)


def round_words(report: Report) -> str:
    """Return when the answers were given."""
    _ = strings(report.language).gettext
    opened = day(report.round.opened_on, report.language)
    if not report.has_figures:
        return _without_figures(report, opened)
    if report.round.released_on is None:
        return _("Answered from %(opened)s. Other units can still answer.") % {"opened": opened}
    closed = day(report.round.released_on, report.language)
    if opened == closed:
        return _("The answers came in on %(closed)s.") % {"closed": closed}
    return _("The answers came in from %(opened)s to %(closed)s.") % {
        "opened": opened,
        "closed": closed,
    }


def _without_figures(report: Report, opened: str) -> str:
    _ = strings(report.language).gettext
    if not report.round.ended:
        return _("Opened on %(opened)s.") % {"opened": opened}
    if report.round.released_on is None:
        # When a round without any figure ended, is not kept.
        said = _("Opened on %(opened)s, now closed. The answers are deleted.")
        return said % {"opened": opened}
    closed = day(report.round.released_on, report.language)
    said = _("Opened on %(opened)s, closed on %(closed)s. The answers are deleted.")
    return said % {"opened": opened, "closed": closed}


def closed_words(closed: date | None, language: str) -> str:
    """Return the day on which a round closed, or that it is still open."""
    return day(closed, language) if closed else strings(language).gettext("still open")


def changed_words(report: Report) -> str:
    """Return that there were earlier rounds which are not compared; nothing if there were none."""
    if not report.changed:
        return ""
    date = day(max(report.changed), report.language)
    return strings(report.language).gettext(CHANGED) % {"date": date}


def too_few_words(report: Report) -> tuple[str, ...]:
    """Return what to say to a unit about which nothing may be shown."""
    _ = strings(report.language).gettext
    too_few = (
        _("There are too few responses here to show anything without showing who said what.")
        + " "
        + _("It takes at least %(k)d responses.") % {"k": report.round.k}
    )
    return (
        _(NOTHING_LEFT) if report.unit.lost else too_few,
        _("That is no failure: a small group can do the exercise as a conversation."),
        _(
            "Read the statements together, one at a time. Let everybody think alone for a minute"
            " first. Then say what you see, begin with an example, and leave out who."
        ),
    )


def spoken_score(score: Score, language: str) -> str:
    """Return a score in words, for those who hear it."""
    _ = strings(language).gettext
    number = one_decimal(score.mean, language)
    if score.bound == "<=":
        return _("%(number)s or lower") % {"number": number}
    if score.bound == ">=":
        return _("%(number)s or higher") % {"number": number}
    return number


def scale_words(report: Report) -> str:
    """Return what the ends of the scale mean."""
    low, high = report.round.lowest, report.round.highest
    return strings(report.language).gettext(
        "The scale goes from %(low)s (%(low_words)s) to %(high)s (%(high_words)s)."
    ) % {
        "low": plain_number(low.value, report.language),
        "low_words": low.label,
        "high": plain_number(high.value, report.language),
        "high_words": high.label,
    }


def n_words(n: int, language: str) -> str:
    """Return how many answered, short.

    >>> n_words(1, "nb"), n_words(12, "nb")
    ('1 svar', '12 svar')
    """
    return strings(language).ngettext("%(n)d answer", "%(n)d answers", n) % {"n": n}


def profile_in_words(report: Report) -> str:
    """Return the figure of the dimensions in words."""
    return " ".join((scale_words(report), *_scores_in_words(report)))


def _scores_in_words(report: Report) -> Iterator[str]:
    _ = strings(report.language).gettext
    for dimension in report.round.dimensions:
        parts = []
        for unit in (report.unit, report.parent):
            score = unit.scores.get(dimension.id) if unit else None
            if unit and score:
                said = spoken_score(score, report.language)
                parts.append(f"{unit.name} {said} ({n_words(score.respondents, report.language)})")
            elif unit is report.unit:
                parts.append(_("too few answers to show"))
        yield f"{dimension.name}: {', '.join(parts)}."


def answers_in_words(report: Report) -> str:
    """Return the figure of the answers to each statement in words."""
    labels = [*(category.label for category in report.round.categories), report.round.dont_know]
    gettext = strings(report.language).gettext
    sentences = []
    for item in report.items_shown:
        answers = n_words(sum(report.unit.items[item.id]), report.language)
        counts = zip(labels, report.counts(item), strict=True)
        told = ", ".join(f"{label}: {n}" for label, n in counts)
        against = f" – {gettext(AGAINST)}" if item.reversed else ""
        sentences.append(f"{item.text} ({answers}{against}) {told}.")
    return " ".join(sentences)


def history_in_words(report: Report) -> str:
    """Return the figure of earlier rounds in words."""
    sentences = [scale_words(report)]
    for dimension in report.round.dimensions:
        told = [
            f"{closed_words(closed, report.language)} {spoken_score(score, report.language)}"
            f" ({n_words(score.respondents, report.language)})"
            for closed, unit in report.timeline
            if (score := unit.scores.get(dimension.id))
        ]
        if told:
            sentences.append(f"{dimension.name}: {', '.join(told)}.")
    return " ".join(sentences)


def objection_words(objected: Iterable[tuple[str, date, date | None]], language: str) -> list[str]:
    """Return which representatives say that a round was not discussed with them, and since when.

    :param objected: the name of each unit, the day, and the day on which it was taken back.
    """
    _ = strings(language).gettext
    found = []
    for name, said_on, taken_back_on in objected:
        words = _(OBJECTED).format(unit=name, date=day(said_on, language))
        if taken_back_on:
            back = _("They took that back on {date}.").format(date=day(taken_back_on, language))
            words = f"{words} {back}"
        found.append(words)
    return found


def objections_in(report: Report) -> list[str]:
    """Return the same of the round of a report."""
    told = report.round.objections
    return objection_words(((e.unit, e.said_on, e.taken_back_on) for e in told), report.language)
