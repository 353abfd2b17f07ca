"""What run mode says: on the wall, to everybody; in the leader's window, to the leader alone.

Handed over like :data:`kit.frontend.scripts.strings.STRINGS`, on a page that something is run from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kit.catalogues import msgid

RUN: Final[Mapping[str, str]] = {
    # on the page
    "start": msgid("Start"),
    "go-on": msgid("Go on with step {n}"),
    "start-over": msgid("Start over"),
    "leaders-window": msgid("Leader's window"),
    "two-screens": msgid(
        "The leader's window is for you alone: let the computer extend its screens, keep that"
        " window on yours, and put this one on the projector."
    ),
    "refused": msgid(
        "The browser opened no second window. What you need stands folded below; nobody sees it"
        " when the wall fills the screen."
    ),
    "for-leader": msgid("For you who lead"),
    "fill": msgid("Fill the screen"),
    "leave": msgid("Back to the page"),
    "practice-mark": msgid("This is practice"),
    # on the wall
    "wall": msgid("What everybody does now"),
    "soon": msgid("We begin soon."),
    "begins-at": msgid("We begin at {time}."),
    "place": msgid("Step {n} of {total}"),
    "early-alone": msgid("Done early? Read through what you have, and mark what matters most."),
    "early-together": msgid("Done early? Say in one sentence what you have found out."),
    "fifth": msgid("Time to finish"),
    "twentieth": msgid("The time is nearly up"),
    "up": msgid("The time is up"),
    "stands": msgid("The clock stands still"),
    "done": msgid("You are through all the steps."),
    "break": msgid("Pause"),
    "break-text": msgid("We take a break, and go on in a while."),
    # in the leader's window
    "previous": msgid("Previous step"),
    "next": msgid("Next step"),
    "finish": msgid("Finish"),
    "clock-stop": msgid("Stop the clock"),
    "clock-go": msgid("Start the clock"),
    "longer": msgid("One minute more"),
    "pause": msgid("Pause for everybody"),
    "pause-end": msgid("End the pause"),
    "on-time": msgid("On time"),
    "ahead": msgid("{n} min ahead"),
    "behind": msgid("{n} min behind"),
    "ends": msgid("over at about {time}"),
    "next-is": msgid("Then: {title}"),
    "all-steps": msgid("All steps"),
    "leave-out": msgid("Leave out"),
    "take-in": msgid("Take in again"),
    "more": msgid("More"),
    "signal-on": msgid("Soft signal when the time is up"),
    "signal-off": msgid("No signal any more"),
    "stop-here": msgid("Stop here, go on another day"),
    "stop-text": msgid("Keep this link. It opens the page with the steps that are left:"),
    "stop-link": msgid("The steps that are left"),
    "start-over-text": msgid(
        "Everything begins anew, on the wall, too. What was counted in votes is gone."
    ),
    "keys": msgid(
        "Keys: arrows or Page Up and Page Down turn the steps, the space bar stops and starts the"
        " clock, P is a pause for everybody, F fills the screen, Esc leaves it."
    ),
    "not-kept": msgid("This browser keeps nothing: if you load the page again, it begins anew."),
    # a vote
    "vote": msgid("Vote"),
    "show-vote": msgid("Show the vote on the wall"),
    "hide-vote": msgid("Take the vote off the wall"),
    "dots": msgid(
        "Let everybody place their dots at the same time; count hands only if nobody minds. Nobody"
        " has to explain a vote. Write how many dots each option got."
    ),
    "options": msgid("Options"),
    "option": msgid("Option {n} from the room"),
    "add-option": msgid("Write an option from the room"),
    "vote-again": msgid("Vote again"),
    "first": msgid("First vote"),
    "second": msgid("Second vote"),
    "sum": msgid("Together"),
    # when somebody tells something serious
    "serious": msgid("When somebody tells something serious"),
    "thank": msgid(
        "Stop calmly, and thank the one who told it. Do not ask for details or names while others"
        " listen, and let nobody discuss whether it is true."
    ),
    "say-this": msgid(
        "Say: “Thank you for telling us. This matters, and it does not belong in a workshop. We"
        " take a break now, and you and I talk together afterwards.”"
    ),
    "alone": msgid(
        "Talk with the one who told it, just the two of you, before the day is over. Ask what would"
        " help now, and whether somebody should come along."
    ),
    "no-secret": msgid(
        "Do not promise to keep it secret: some things you have to take further. Say what you do,"
        " and when they hear from you."
    ),
    "where": msgid("Where it goes, today"),
    "danger": msgid("Somebody is in danger now: call the emergency number first."),
    "child": msgid(
        "A child may be suffering: whoever has learned of it reports it to the child welfare"
        " service. That duty is each employee's own; a leader cannot take it over or stop it."
    ),
    "unsafe": msgid(
        "Threats, violence, an accident, something that is not safe: the safety representative, and"
        " a written report in the system that you have for that."
    ),
    "unwell": msgid(
        "Harassment, a conflict, somebody who is worn out: HR or the occupational health service,"
        " together with the one it is about."
    ),
    "wrong": msgid(
        "Something unlawful or irresponsible at work: the whistleblowing channel. Nobody may be"
        " punished for reporting it."
    ),
    "about-you": msgid(
        "It is about you, or your own leader: do not handle it yourself. Show the way to the safety"
        " representative, HR or the whistleblowing channel."
    ),
}
