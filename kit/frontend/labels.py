"""The words for what an author's file says with an id of ours: a method, a kind, a rhythm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kit.catalogues import msgid

LABELS: Final[Mapping[str, str]] = {
    # kinds
    "reflection": msgid("Reflection"),
    "group": msgid("Group exercise"),
    "conversation": msgid("Conversation"),
    "self-assessment": msgid("Self-assessment"),
    # what an exercise develops
    "services": msgid("Services to residents"),
    "working-environment": msgid("The working environment"),
    # methods of a step
    "alone": msgid("Alone"),
    "pairs": msgid("In pairs"),
    "threes": msgid("In threes"),
    "fours": msgid("In fours"),
    "groups": msgid("In groups"),
    "all": msgid("All together"),
    "leader": msgid("The leader speaks"),
    "break": msgid("Break"),
    # rhythms
    "weekly": msgid("Every week"),
    "monthly": msgid("Every month"),
    "quarterly": msgid("Every quarter"),
    "twice-a-year": msgid("Twice a year"),
    "yearly": msgid("Every year"),
    "every-second-year": msgid("Every second year"),
    "regularly": msgid("Regularly"),
    "once": msgid("Once"),
    # how far an activity has come
    "planned": msgid("Planned"),
    "started": msgid("Started"),
    "done": msgid("Done"),
    "stopped": msgid("Stopped"),
    # how far a platform has come
    "draft": msgid("Draft"),
    "adopted": msgid("Adopted"),
    "in-force": msgid("In force"),
    "historical": msgid("Historical"),
    # what a variant fits
    "time": msgid("Another length of time"),
    "small": msgid("A small group"),
    "large": msgid("A large group"),
    "remote": msgid("Taking part from elsewhere"),
}


def label(value: object, gettext: Callable[[str], str]) -> str:
    """Return the words for a value, or the value itself for one that is not ours.

    >>> label("working-environment", str)
    'The working environment'
    >>> label("hard-choice", str)
    'Hard choice'
    """
    name = str(value)
    return gettext(LABELS.get(name) or name.replace("-", " ").capitalize())
