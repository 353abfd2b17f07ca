"""Days and meetings as a file for a calendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from kit.documents.content import plain

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
_NAME: Final = "-//workshop-kit//EN"
_AT: Final = "workshop-kit"


@dataclass(frozen=True, slots=True)
class Event:
    """A day, or some minutes of one, that stands in a calendar."""

    id: str
    """The same in every export, so that a calendar changes an entry and adds no second one."""
    summary: str
    day: date
    begins: time | None = None
    """By the clock of the place, whatever its zone; none for the whole day."""
    minutes: int = 60
    description: str = ""
    address: str = ""
    """Where it stands on the web."""


def as_ics(events: Iterable[Event], made: date) -> bytes:
    """Return events as a file for a calendar.

    :param made: the day that the file says it was made.
    """
    from icalendar import Calendar  # noqa: PLC0415 - slow to import, and only this needs it

    calendar = Calendar()
    calendar.add("prodid", _NAME)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(_entry(event, datetime.combine(made, time(), UTC)))
    found: bytes = calendar.to_ical()
    return found


def _entry(event: Event, stamp: datetime) -> Any:
    from icalendar import Event as Entry  # noqa: PLC0415 - as above

    entry = Entry()
    entry.add("uid", f"{event.id}@{_AT}")
    entry.add("dtstamp", stamp)
    entry.add("summary", plain(event.summary))
    if event.begins is None:
        entry.add("dtstart", event.day)
        entry.add("dtend", event.day + timedelta(days=1))
        # A day on which something is due keeps nobody from a meeting.
        entry.add("transp", "TRANSPARENT")
    else:
        start = datetime.combine(event.day, event.begins)
        entry.add("dtstart", start)
        entry.add("dtend", start + timedelta(minutes=event.minutes))
    told = [part for part in (plain(event.description), event.address) if part]
    if told:
        # Few calendars show an address of its own.
        entry.add("description", "\n\n".join(told))
    if event.address:
        entry.add("url", event.address)
    return entry
