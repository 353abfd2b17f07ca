"""What is written about a meeting that is prepared, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from kit.ballots import SHOWN_AT_MOST, is_purpose
from kit.catalogues import strings
from kit.web.access.meetings import MOST_SITTINGS, Meeting
from kit.web.frame.fields import clock, day_in, minute_in, number_in
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Shared

AHEAD: Final = timedelta(days=366)
"""So far ahead a meeting is prepared at most."""
FIELDS: Final = (
    *("exercise", "meets_on", "at", "purpose", "discussed_on", "shown_until", "items"),
    "sittings",
)


def values_of(prepared: Meeting) -> dict[str, str]:
    """Return what stands in the form of a meeting, by field."""
    return {
        "id": prepared.id,
        "exercise": prepared.exercise,
        "meets_on": prepared.meets_on.isoformat(),
        "at": clock(prepared.minute),
        "purpose": prepared.purpose,
        "discussed_on": prepared.discussed_on.isoformat(),
        "shown_until": prepared.shown_until.isoformat() if prepared.shown_until else "",
        "items": "yes" if prepared.items else "",
        "sittings": str(prepared.sittings),
    }


def meeting_in(unit: str, values: Mapping[str, str]) -> Meeting:
    """Return the meeting that a form without faults says.

    :raises Refusal: if a day is none.
    """
    discussed, meets = day_in(values["discussed_on"]), day_in(values["meets_on"])
    if discussed is None or meets is None:
        raise Refusal("not-understood")
    return Meeting(
        unit,
        values["exercise"],
        values["purpose"].strip(),
        discussed,
        meets,
        minute_in(values["at"]),
        day_in(values["shown_until"]),
        values["items"] == "yes",
        number_in(values["sittings"], MOST_SITTINGS),
    )


def faults(here: Shared, values: Mapping[str, str], language: str) -> Iterator[tuple[str, str]]:
    """Yield each field that cannot be kept as it is written, and why, in words."""
    _, today = strings(language).gettext, here.store.today()
    if values["exercise"] not in here.collectables():
        yield "exercise", _("Choose an exercise.")
    meets = day_in(values["meets_on"])
    if meets is None or not today <= meets <= today + AHEAD:
        yield "meets_on", _("Choose a day from today on, at most a year ahead.")
    if values["at"] and minute_in(values["at"]) is None:
        yield "at", _("Write the time as hour and minute: 13:30.")
    if not is_purpose(values["purpose"]):
        yield "purpose", _("Say what the answers will be used for, in 1 to 400 characters.")
    discussed = day_in(values["discussed_on"])
    if discussed is None or discussed > today:
        yield (
            "discussed_on",
            _(
                "Say on which day this was discussed with the union and the safety representatives."
                " It cannot be in the future."
            ),
        )
    if values["shown_until"]:
        last = day_in(values["shown_until"])
        if last is None or meets is None or not meets <= last <= meets + SHOWN_AT_MOST:
            yield "shown_until", _("Choose a day from the meeting on.")
    if not 1 <= number_in(values["sittings"], MOST_SITTINGS) <= MOST_SITTINGS:
        yield (
            "sittings",
            _("Write a number from {least} to {most}.").format(least=1, most=MOST_SITTINGS),
        )
