"""The strings that our ES modules say, by module and key; they are handed over translated.

``{n}`` and the like are filled in by the module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kit.catalogues import msgid

STRINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "self-assessment": {
        "next": msgid("Next"),
        "back": msgid("Back"),
        "show-profile": msgid("Show my profile"),
        "profile": msgid("Your profile"),
        "what-stands-out": msgid("What stands out"),
        "what-it-might-mean": msgid("What it might mean"),
        "what-next": msgid("What you could do next"),
        "stands-out": msgid("Highest: {highest} ({high}). Lowest: {lowest} ({low})."),
        "alike": msgid("Your answers are much alike in all areas."),
        "only": msgid("{area}: {score}."),
        "too-few-at-all": msgid(
            "You have answered too few statements for a profile."
            " It takes more than half of the statements of an area."
        ),
        "too-few": msgid("too few answers"),
        "too-few-here": msgid("You answered half of the statements or fewer."),
        "figure": msgid("Your score in each area"),
        "from-to": msgid("The scale goes from {low} to {high}."),
        "area": msgid("Area"),
        "score": msgid("Score"),
        "answered": msgid("Answered"),
        "of": msgid("{n} of {total}"),
        "no-test": msgid(
            "The profile is a place to start thinking and talking. It is not a validated test."
            " It is only on this page, is sent to nobody, and is gone when you close the page."
        ),
        "print": msgid("Print my profile"),
        "change": msgid("Change my answers"),
        "forget": msgid("Forget my answers and start over"),
    },
    "reflection": {
        "save": msgid("Save as a file"),
        "saved": msgid("Saved among your downloads."),
        "print": msgid("Print"),
        "forget": msgid("Forget what I wrote"),
        "sure": msgid("Everything you wrote here will be gone."),
        "yes-forget": msgid("Yes, forget it"),
        "keep": msgid("Keep it"),
        "forgotten": msgid("Everything is forgotten."),
    },
    "group": {
        "countdown": msgid("Countdown"),
        "version": msgid("Time and group"),
        "usual": msgid("As described"),
        "step": msgid("Step {n} of {total}: {title}"),
        "minutes": msgid("{n} min"),
        "start": msgid("Start the countdown"),
        "pause": msgid("Pause"),
        "continue": msgid("Continue"),
        "next": msgid("Next step"),
        "previous": msgid("Previous step"),
        "finish": msgid("Finish"),
        "again": msgid("From the beginning"),
        "large": msgid("Fill the screen"),
        "small": msgid("Leave full screen"),
        "whole": msgid("Left of the whole exercise: {time}"),
        "minute": msgid("One minute left of this step."),
        "up": msgid("The time for this step is up."),
        "done": msgid("You are through all the steps."),
    },
}
