"""The words for minutes, people and methods of a group exercise."""

from __future__ import annotations

from collections.abc import Callable

from kit.model import Method

Gettext = Callable[[str], str]


def minutes_words(minutes: int, gettext: Gettext) -> str:
    """Return "10 min"."""
    return gettext("%(minutes)d min") % {"minutes": minutes}


def people_words(minimum: int, maximum: int, gettext: Gettext) -> str:
    """Return "4–20 people"."""
    return gettext("%(low)d–%(high)d people") % {"low": minimum, "high": maximum}


def method_words(method: Method, gettext: Gettext) -> str:
    """Return how people work in a step: "In pairs"."""
    _ = gettext
    words = {
        Method.ALONE: _("Alone"),
        Method.PAIRS: _("In pairs"),
        Method.THREES: _("In threes"),
        Method.FOURS: _("In fours"),
        Method.GROUPS: _("In groups"),
        Method.ALL: _("All together"),
        Method.LEADER: _("The leader speaks"),
        Method.BREAK: _("Break"),
    }
    return words[method]
