"""What the page of an agreement says: in the words in which the service says the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kit.catalogues import msgid

AGREEMENT: Final[Mapping[str, str]] = {
    "status-agreed": msgid("Agreed"),
    "status-under-way": msgid("Under way"),
    "status-done": msgid("Done"),
    "status-dropped": msgid("Dropped"),
    "status-sent-up": msgid("Sent up"),
    "helped-yes": msgid("Yes"),
    "helped-partly": msgid("Partly"),
    "helped-no": msgid("No"),
    "yes": msgid("Yes"),
    # the table
    "column-text": msgid("Measure"),
    "column-responsible": msgid("Responsible"),
    "column-date": msgid("Date"),
    "column-status": msgid("Status"),
    "column-reason": msgid("Why it was dropped"),
    "column-to": msgid("Sent up to"),
    "column-answer-by": msgid("Answer by"),
    "column-answer": msgid("Answer"),
    "column-helped": msgid("Did it help?"),
    "column-environment": msgid("Working environment"),
    "column-risk": msgid("Risk"),
    "column-took-part": msgid("Who took part"),
    # what is asked about
    "fault-empty": msgid("Write something here."),
    "fault-too-long": msgid("Write at most {most} characters."),
    "fault-unseen": msgid("There is a character that nobody can see. Write the text anew."),
    "fault-too-many": msgid("At most {measures} measures fit. What can wait until next time?"),
    "fault-no-reason": msgid("Say why it was dropped."),
    "fault-nobody-asked": msgid("Choose whom you ask."),
    "fault-no-answer-day": msgid("Choose the day on which you need the answer."),
    "fault-no-risk": msgid("Say what the risk is."),
    "fault-nobody-took-part": msgid("Say who took part in judging the risk, as roles."),
    "fault-not-done": msgid("Only of a measure that is done can you say whether it helped."),
    "fault-twice": msgid("This measure is here twice. Remove one of them."),
    "fault-no-day": msgid("Write the date as year, month, day: 2026-11-30."),
    "a-name": msgid("Is this somebody's full name? A role or initials are enough."),
    "not-saved": msgid("Not saved yet"),
    "save-anyway": msgid("Save it as it stands"),
    # files
    "unreadable-too-large": msgid("This file is too large to be measures. Nothing was changed."),
    "unreadable-not-ours": msgid("This is not a file of measures. Nothing was changed."),
    "unreadable-newer": msgid(
        "This file was saved by a newer version, which this one cannot read. Nothing was changed."
    ),
    "unreadable-damaged": msgid(
        "This file of measures was changed by hand or is cut off, so it cannot be read. Nothing"
        " was changed."
    ),
    "replace": msgid(
        "What stands on this page is not saved. If you open the file, it takes its place."
    ),
    "replace-yes": msgid("Open the file all the same"),
    "replace-no": msgid("Keep what stands here"),
    "opened": msgid("This was read from the file. Save it again when you have changed something."),
    "save": msgid("Save to a file"),
    "saved": msgid("Saved among your downloads."),
    "unsaved": msgid("What stands here is not in a file yet. Save it before you close the page."),
    # what is done with it
    "add": msgid("Add a measure"),
    "most": msgid("More than {most} measures no team carries out before it meets again."),
    "use": msgid("Use this"),
    "use-it": msgid("Use this: {text}"),
    "document": msgid("A document for a word processor"),
    "table": msgid("A table for a spreadsheet"),
    "calendar": msgid("Save a file for the calendar"),
    "calendar-title": msgid("Look again at what we agreed on"),
    "calendar-file": msgid("Begin by opening the file of measures that you saved."),
    "needs-day": msgid("Choose the day you look at it again first."),
    "print": msgid("Print a page to hang up"),
    # when it is opened again
    "day-agreed": msgid("On {date} you agreed:"),
    "day-was": msgid("The day to look at it again was {date}."),
    "to-keep": msgid("To keep: {text}"),
    "to-improve": msgid("To improve: {text}"),
    "looked": msgid("We have looked at it today"),
    "held": msgid("Looked at on: {days}"),
    "held-next": msgid("Choose the next day below, and save the file again."),
    # on paper, and in a document
    "by": msgid("by {date}"),
    "to": msgid("to {name}"),
    "poster-title": msgid("This is what we have agreed on"),
    "poster-keep": msgid("We keep"),
    "poster-improve": msgid("We improve"),
    "poster-word": msgid("In one word"),
    "poster-next": msgid("We look at it again on {date}"),
    "document-measures": msgid("Measures"),
    "document-again": msgid("When you look at it again"),
    "answer-by": msgid("answer by {date}"),
}
"""Texts by their key; those with a number in them are beside it."""


def agreement_strings(
    gettext: Callable[[str], str], ngettext: Callable[[str, str, int], str]
) -> dict[str, str]:
    """Return what the page of an agreement says, translated."""
    said = {key: gettext(text) for key, text in AGREEMENT.items()}
    one, many = (
        ngettext("%(n)d month ago you agreed:", "%(n)d months ago you agreed:", n) for n in (1, 2)
    )
    return {
        **said,
        "month-ago": one.replace("%(n)d", "{n}"),
        "months-ago": many.replace("%(n)d", "{n}"),
    }
