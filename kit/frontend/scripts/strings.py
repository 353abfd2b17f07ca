"""The strings that our ES modules say, by module and key; they are handed over translated.

``{n}`` and the like are filled in by the module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kit.catalogues import msgid
from kit.frontend.scripts.conversation_strings import CONVERSATION

CHOOSING: Final[Mapping[str, str]] = {
    "choose": msgid("Your meeting"),
    "version": msgid("Time and group"),
    "begins": msgid("Starts at"),
    "people": msgid("How many"),
    "groups": msgid("groups: {groups}"),
    "of": msgid("{n} of {size}"),
    "usual": msgid("As described"),
    "minutes": msgid("{n} min"),
}
"""Where a leader chooses time and group, a start and a head count."""

STRINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "self-assessment": {
        "next": msgid("Next"),
        "back": msgid("Back"),
        "show-profile": msgid("Show my profile"),
        "profile": msgid("Your profile"),
        "what-stands-out": msgid("What stands out"),
        "what-it-might-mean": msgid("What it might mean"),
        "what-next": msgid("What you could do next"),
        "stands-out": msgid("Highest: {highest}. Lowest: {lowest}."),
        "alike": msgid("Your answers are much alike in all areas."),
        "only": msgid("You have answered enough about one area: {area}."),
        "too-few-at-all": msgid(
            "You have answered too few statements for a profile."
            " It takes more than half of the statements of an area."
        ),
        "too-few": msgid("too few answers"),
        "too-few-here": msgid("You answered half of the statements or fewer."),
        "figure": msgid("Your score in each area"),
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
    "group": CHOOSING,
    "conversation": CONVERSATION,
}

COUNTDOWN: Final[Mapping[str, str]] = {
    "start": msgid("Start the countdown"),
    "pause": msgid("Pause"),
    "continue": msgid("Continue"),
    "longer": msgid("One minute more"),
    "again": msgid("From the beginning"),
    "large": msgid("Fill the screen"),
    "small": msgid("Leave full screen"),
    "minute": msgid("One minute left of this step."),
    "over": msgid("The time for this step is up."),
}
"""What a countdown by itself says."""

WAYS_TO_SENDING: Final[Mapping[str, str]] = {
    "no-contact": msgid("There is no contact with the server. Check the net and try again."),
    "offline": msgid("You are offline. Try again when you are on the net."),
}
"""What is said where answers can be sent, before the part that sends is there."""

SENDING: Final[Mapping[str, str]] = {
    # a code, and what the round is
    "no-code": msgid("Write the code first."),
    "looking": msgid("Looking up the code."),
    "looking-again": msgid("There are too many attempts just now. The page tries again."),
    "unknown-code": msgid(
        "This code opens nothing. Check it letter by letter. The long code on a slip is gone when"
        " it is used or the survey is closed; then type the short one at the bottom of the slip. If"
        " it still opens nothing, ask your leader."
    ),
    "other-exercise": msgid(
        "This code belongs to another exercise. Open the page that your leader's link or QR"
        " code leads to."
    ),
    "other-version": msgid(
        "This page is of another edition: its statements are not those that your leader's survey"
        " asks about. Nothing can be sent from here. Load the page again, or ask your leader for a"
        " new link."
    ),
    "closed": msgid("The survey is closed and takes no more answers."),
    "see-after": msgid("See what came of it"),
    "last-day-over": msgid(
        "The last day for answers has passed. The survey is not closed yet, so there is nothing to"
        " see."
    ),
    "not-closed": msgid(
        "The survey is open, but the long code on your slip is used or exchanged, or you have typed"
        " the short one. That opens what there is to see after closing."
    ),
    "round-full": msgid(
        "All places are taken: as many answers have come in as there are people. You can do the"
        " exercise for yourself, and take part in the conversation. If fewer have answered than"
        " there are people, tell your leader."
    ),
    "too-many": msgid("There are too many attempts just now. Wait a minute and try again."),
    "cannot": msgid(
        "Answers cannot be sent from this page. Load it again, or ask the one who looks after"
        " the book."
    ),
    "before": msgid("Before you answer"),
    "voluntary-short": msgid("It is voluntary, and nobody sees who has answered."),
    "at-the-end": msgid(
        "You choose at the end whether to send. A figure is shown only when at least {k} have"
        " answered."
    ),
    "all-about": msgid("All about this survey"),
    "asked": msgid("Who is asked"),
    "purpose": msgid("What it is for"),
    "discussed": msgid("Discussed with union and safety representatives"),
    "until": msgid("Open until"),
    "voluntary": msgid(
        "It is voluntary. You can skip statements, or leave without sending. Nobody sees who"
        " has answered and who has not."
    ),
    "only-us": msgid(
        "Only your answers to {n} statements about us here can be sent. Whatever else you answer"
        " or see here stays on this page. You choose at the end, when you have seen what will be"
        " sent."
    ),
    "averages": msgid(
        "An average is shown only when at least {k} have answered. How many chose “don't know”"
        " can be read from the figures, also when they are few."
    ),
    "items-shown": msgid(
        "How the answers to each single statement are spread is shown, too, when at least {k}"
        " have answered it."
    ),
    "items-hidden": msgid("How a single statement was answered is not shown."),
    "until-closing": msgid(
        "You can take your answers back until the survey closes for your group, and not after that."
    ),
    "shown-to-all": msgid(
        "After closing, everybody with a code from {unit} sees the figures of {unit}, until {date}."
    ),
    "room": msgid(
        "Everybody here uses the same code, so nothing checks that each person answers once."
        " The results say so."
    ),
    "slip": msgid("Your slip works once."),
    # The same words stand with the result.
    "slips-drawn": msgid(
        "{drawn} were drawn for {people} people; who handed them out to whom is not known."
    ),
    # The same words stand with the result.
    "raised": msgid(
        "HR raised the number of people from {registered} to {people} before the survey was opened."
    ),
    "begin": msgid("Begin"),
    "without": msgid("Go on without the code"),
    "until-sent": msgid(
        "Your answers stay on this page unless you choose to send them. You may skip a statement."
    ),
    # sending
    "what-sent": msgid("Do you want to send your answers?"),
    "what-sent-text": msgid(
        "Nothing is sent yet. If you press the button, {n} answers about us here are sent for"
        " {unit}, with your code and a random take-back code. Nothing else."
    ),
    "each-answer": msgid("Each answer that is sent"),
    "unanswered": msgid("{dont_know} / not answered"),
    "send": msgid("Send anonymously"),
    "do-not-send": msgid("Do not send"),
    "not-sent": msgid("Nothing is sent"),
    "only-here": msgid("Your answers are only on this page."),
    "see-again": msgid("See what would be sent"),
    "change": msgid("Change my answers"),
    "sending": msgid("Sending your answers"),
    "stay": msgid(
        "Keep this page open until it says that they are received. If you close it before, you"
        " cannot know whether they came through, and cannot take them back."
    ),
    "sending-now": msgid("Sending."),
    "waiting": msgid("They have not come through yet. The page tries again."),
    "offline-waiting": msgid("You are offline. They are sent when you are on the net again."),
    "not-saved": msgid(
        "The server cannot save them just now. The page tries again; you can also try later,"
        " as long as it is open."
    ),
    "next-try": msgid("Next attempt in {n} s."),
    "try-now": msgid("Try again now"),
    "stop": msgid("Stop trying"),
    "stopped": msgid("The page has stopped trying"),
    "stopped-text": msgid(
        "Your answers may have come through all the same. With this code you can take them back:"
    ),
    "not-through": msgid("Your answers were not received"),
    "perhaps": msgid(
        "An earlier attempt may have come through all the same. Then your answers count."
    ),
    "received": msgid("Your answers are received"),
    "received-text": msgid(
        "You can take them back until the survey closes for your group. Then you need this"
        " take-back code:"
    ),
    "receipt": msgid("Take-back code"),
    "receipt-note": msgid(
        "This page keeps the code only as long as it is open. Note it if you may want to take"
        " your answers back. Nobody can find it again."
    ),
    "copy": msgid("Copy the code"),
    "copied": msgid("Copied."),
    "not-copied": msgid("Not copied: the browser refuses. Copy the marked code yourself."),
    "print-code": msgid("Print the code"),
    # taking back
    "take-back": msgid("Take my answers back"),
    "sure": msgid("Your answers are then deleted and not counted."),
    "sure-slip": msgid(
        "Your answers are then deleted and not counted. You cannot send again: a used slip does"
        " not work a second time."
    ),
    "yes-take-back": msgid("Yes, take them back"),
    "keep-them": msgid("Let them stay"),
    "taking-back": msgid("Taking them back."),
    "withdrawn": msgid("Your answers are taken back"),
    "withdrawn-text": msgid("They are deleted and are not counted."),
    "slip-used": msgid("Your slip is used and does not work again."),
    "unknown-ballot": msgid(
        "There are no answers with this code. They may have been taken back already, or the survey"
        " may be closed."
    ),
    "closed-back": msgid(
        "The survey is closed. Answers can no longer be taken back, for nobody knows which were"
        " yours."
    ),
    "receipt-wrong": msgid(
        "The code has 32 digits and letters from a to f. Check that all of them are there."
    ),
    "taken-back": msgid("Your answers are taken back. They are deleted and are not counted."),
    # the next person
    "next-person": msgid("Clear the page for the next person"),
    "room-stays": msgid(
        "The code for {unit} stays on this page for the next person. Everything else goes."
    ),
    "slip-goes": msgid("Everything goes from this page, the code, too."),
    "sure-unsent": msgid(
        "Your answers may not have come through. If you clear the page, you cannot send them, and"
        " cannot take them back."
    ),
    "yes-wipe": msgid("Yes, clear the page"),
    "wait": msgid("Wait"),
}
"""What the part that sends says; a page has it only when it is wanted."""
