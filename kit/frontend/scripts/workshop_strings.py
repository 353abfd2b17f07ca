"""What the page of a workshop says, in the book and where the service shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kit.catalogues import msgid
from kit.frontend.scripts.strings import CHOOSING

FOLLOWED: Final[Mapping[str, str]] = {
    "lost": msgid("No contact right now. The step and the clock stay as they are."),
    "unsent": msgid(
        "No contact right now. Go on: the wall follows as soon as there is contact again."
    ),
    "ended": msgid("This has ended, or the link is no longer good. What is shown stays as it is."),
    "answers-closed": msgid("The survey is closed."),
    "to-survey": msgid("To the survey: close it, see the result"),
    "lettered": msgid("The wall shows A, B, C for options that you write here."),
}
"""What the page of a workshop says beside that, where the service shows it."""

WORKSHOP: Final[Mapping[str, str]] = {
    **CHOOSING,
    "print": msgid("Print"),
    "follow-clock": msgid("Follow the clock"),
    "film-start": msgid("Start the film (V)"),
    "film-stop": msgid("Stop the film (V)"),
    # practice: on the page, on the wall, in the leader's window
    "practise": msgid("Practise"),
    "practice-end": msgid("End the practice"),
    "practice-about": msgid("Everything works as in the meeting, and nothing is kept."),
    "waiting": msgid("Not enough answers yet"),
    "enough": msgid("Enough answers"),
    "day": msgid("Day"),
    "copy": msgid("Copy the invitation"),
    "copied": msgid("Copied. Paste it into your message."),
    "not-copied": msgid("The browser does not let the page copy. The text is marked: copy it."),
    "calendar": msgid("Save a file for the calendar"),
    "saved": msgid("Saved among your downloads."),
    "needs-time": msgid("A file for the calendar needs a day here and a start at the top."),
}
"""What the page of a workshop says."""

PRACTICE: Final[Mapping[str, str]] = {
    "practice-about": msgid(
        "Everything works as in the meeting, with twelve invented colleagues. Nothing is kept, and"
        " nothing is sent."
    ),
    "closed": msgid("The survey is closed. Nobody can answer any more."),
    "leader-waiting": msgid(
        "Twelve invented colleagues are answering. There are not enough answers yet."
    ),
    "leader-enough": msgid(
        "There are enough answers. In the meeting, wait until everybody who wants to has answered:"
        " after closing nobody can."
    ),
    "leader-closed": msgid("You alone see this. The room sees nothing of it until you show it."),
    "leader-wall": msgid("The room sees the result now."),
    "practice-close": msgid("Close the survey"),
    "practice-show": msgid("Show on the wall"),
    "practice-hide": msgid("Take it off the wall"),
}
"""What it says beside that, or instead, where invented colleagues answer a survey."""
