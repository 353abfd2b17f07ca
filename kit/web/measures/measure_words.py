"""Status, faults and days of measures in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kit.catalogues import Strings, day, msgid, strings
from kit.measures import LENGTHS, MOST_MEASURES, Due, Helped, Measure, Status, Unreadable
from kit.measures.faults import Fault, Found

STATUS: Final[Mapping[Status, str]] = {
    Status.AGREED: msgid("Agreed"),
    Status.UNDER_WAY: msgid("Under way"),
    Status.DONE: msgid("Done"),
    Status.DROPPED: msgid("Dropped"),
    Status.SENT_UP: msgid("Sent up"),
}
HELPED: Final[Mapping[Helped, str]] = {
    Helped.YES: msgid("Yes"),
    Helped.PARTLY: msgid("Partly"),
    Helped.NO: msgid("No"),
}
FAULTS: Final[Mapping[Fault, str]] = {
    Fault.EMPTY: msgid("Write something here."),
    Fault.TOO_LONG: msgid("Write at most {most} characters."),
    Fault.UNSEEN: msgid("There is a character that nobody can see. Write the text anew."),
    Fault.TOO_MANY: msgid("At most {measures} measures fit. What can wait until next time?"),
    Fault.NO_REASON: msgid("Say why it was dropped."),
    Fault.NOBODY_ASKED: msgid("Choose whom you ask."),
    Fault.NO_ANSWER_DAY: msgid("Choose the day on which you need the answer."),
    Fault.NO_RISK: msgid("Say what the risk is."),
    Fault.NOBODY_TOOK_PART: msgid("Say who took part in judging the risk, as roles."),
    Fault.NOT_DONE: msgid("Only of a measure that is done can you say whether it helped."),
    Fault.TWICE: msgid("This measure is here twice. Remove one of them."),
    Fault.NO_DAY: msgid("Write the date as year, month, day: 2026-11-30."),
}
UNREADABLE: Final[Mapping[Unreadable, str]] = {
    Unreadable.TOO_LARGE: msgid("This file is too large to be measures. Nothing was changed."),
    Unreadable.NOT_OURS: msgid("This is not a file of measures. Nothing was changed."),
    Unreadable.NEWER: msgid(
        "This file was saved by a newer version, which this one cannot read. Nothing was changed."
    ),
    Unreadable.DAMAGED: msgid(
        "This file of measures was changed by hand or is cut off, so it cannot be read. Nothing"
        " was changed."
    ),
}
A_NAME: Final = msgid("Is this somebody's full name? A role or initials are enough.")


def fault_words(found: Found, language: str) -> str:
    """Return what a fault, or a question, says to whoever wrote it."""
    _ = strings(language).gettext
    if found.fault is None:
        return _(A_NAME)
    most = LENGTHS.get(found.field, 0)
    return _(FAULTS[found.fault]).format(most=most, measures=MOST_MEASURES)


def due_words(due: Due, language: str) -> str:
    """Return how long ago something was agreed: ``Three months ago you agreed:``."""
    texts = strings(language)
    if due.months:
        said = texts.ngettext(
            "%(n)d month ago you agreed:", "%(n)d months ago you agreed:", due.months
        )
        return said % {"n": due.months}
    agreed = day(due.agreement.agreed, language)
    return texts.gettext("On {date} you agreed:").format(date=agreed)


def measure_words(measure: Measure, language: str) -> list[str]:
    """Return what is known of a measure beside its text, one sentence each."""
    texts = strings(language)
    return [each for each in _parts(measure, texts, language) if each]


def _parts(measure: Measure, texts: Strings, language: str) -> list[str]:
    _ = texts.gettext
    sent = measure.sent_up
    told = [_(STATUS[measure.status])]
    if measure.status is Status.DROPPED and measure.reason:
        told.append(measure.reason)
    if measure.responsible:
        told.append(measure.responsible)
    if measure.due and measure.is_open:
        told.append(_("by {date}").format(date=day(measure.due, language)))
    if sent is not None and measure.status is Status.SENT_UP:
        told.append(_("to {name}").format(name=sent.name))
        if sent.answered is None and sent.due is not None:
            told.append(_("answer by {date}").format(date=day(sent.due, language)))
    if measure.helped is not None:
        told.append(_("Did it help? {answer}").format(answer=_(HELPED[measure.helped])))
    return told
