"""What a leader chose, and the steps that follow from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from kit.agenda.agenda import Agenda, Planned
from kit.agenda.clock import clock_time, minute_of

LONGEST: Final = 600
"""Minutes that a step may get."""
MOST: Final = 1000
"""People that an agenda is computed for."""
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a leader chose; it goes into an address, so it holds no text and no code.

    ``minutes`` and ``without`` are by the ids of steps, ``start`` is the minute of the day.
    """

    variant: str = ""
    without: frozenset[str] = frozenset()
    minutes: Mapping[str, int] = field(default_factory=dict)
    start: int | None = None
    people: int | None = None

    def planned(self, agenda: Agenda) -> list[Planned]:
        """Return the steps that are done, in order, with their minutes."""
        steps = agenda.by_id
        return [
            Planned(steps[each.step], self.minutes.get(each.step, each.minutes))
            for each in agenda.variant(self.variant).steps
            if each.step not in self.without
        ]

    def fragment(self, agenda: Agenda) -> str:
        """Return the choice as the fragment of an address, without ``#``.

        What is as usual is left out. Ids of steps are small letters, digits, hyphens and ``/``, so
        nothing is to be escaped.
        """
        usual = agenda.variant(self.variant)
        changed = {
            each.step: wanted
            for each in usual.steps
            if (wanted := self.minutes.get(each.step, each.minutes)) != each.minutes
        }
        parts = {
            "variant": usual.id,
            "without": "+".join(each.step for each in usual.steps if each.step in self.without),
            "minutes": "+".join(f"{step}.{minutes}" for step, minutes in changed.items()),
            "start": "" if self.start is None else clock_time(self.start),
            "people": "" if self.people is None else str(self.people),
        }
        return "&".join(f"{name}={value}" for name, value in parts.items() if value)

    @classmethod
    def read(cls, fragment: str, agenda: Agenda) -> Choice:
        """Return the choice in a fragment; what the agenda does not know is left out."""
        given = dict(reversed(parse_qsl(fragment.replace("+", "%2B"))))
        variant = agenda.variant(given.get("variant", ""))
        known = {each.step for each in variant.steps}
        pairs = (each.rpartition(".") for each in given.get("minutes", "").split("+"))
        return cls(
            variant.id,
            frozenset(given.get("without", "").split("+")) & known,
            {
                step: minutes
                for step, _, number in pairs
                if step in known and (minutes := _number(number, LONGEST)) is not None
            },
            minute_of(given.get("start", "")),
            _number(given.get("people", ""), MOST),
        )


def variant_for(agenda: Agenda, minutes: int) -> str:
    """Return the id of the longest variant that fits, or of the shortest where none does.

    Of two that take as long, the one that is written first.

    :param minutes: the time there is.
    """
    timed = [each for each in agenda.variants if each.fits == "time"]
    fitting = [each for each in timed if each.minutes <= minutes]
    if fitting:
        return max(fitting, key=lambda each: each.minutes).id
    return min(timed, key=lambda each: each.minutes).id


def _number(text: str, most: int) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) and int(text) <= most else None
