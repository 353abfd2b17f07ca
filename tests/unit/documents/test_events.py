"""Calendar files, opened with the library that reads them."""

from datetime import UTC, date, datetime, time
from typing import Any

from icalendar import Calendar

from kit.documents import Event, as_ics

MADE = date(2026, 1, 2)
DAY = Event("a1", "We look again", date(2026, 4, 1))
MEETING = Event(
    "b2",
    "Meeting; with, signs",
    date(2026, 4, 1),
    time(9, 30),
    90,
    "Keep:\r\nshort meetings\rBEGIN:VEVENT",
    "https://example.org/collect/measures/b2",
)


def opened(*events: Event) -> list[Any]:
    return list(Calendar.from_ical(as_ics(events, MADE)).walk("VEVENT"))


def test_a_day_is_a_whole_day_and_keeps_nobody_busy() -> None:
    (entry,) = opened(DAY)
    assert entry.decoded("dtstart") == date(2026, 4, 1)
    assert entry.decoded("dtend") == date(2026, 4, 2)
    assert entry["transp"] == "TRANSPARENT"


def test_a_meeting_is_by_the_clock_of_the_place() -> None:
    (entry,) = opened(MEETING)
    assert entry.decoded("dtstart") == datetime(2026, 4, 1, 9, 30)  # noqa: DTZ001 - of the place
    assert entry.decoded("dtend") == datetime(2026, 4, 1, 11, 0)  # noqa: DTZ001 - of the place


def test_the_address_stands_where_every_calendar_shows_it() -> None:
    (entry,) = opened(MEETING)
    assert entry["url"] == MEETING.address
    assert str(entry["description"]).endswith(MEETING.address)


def test_texts_stay_texts() -> None:
    (entry,) = opened(MEETING)
    assert entry["summary"] == "Meeting; with, signs"
    assert str(entry["description"]).startswith("Keep:\nshort meetings\nBEGIN:VEVENT")
    assert b"\r\nBEGIN:VEVENT" in as_ics((MEETING,), MADE)
    assert as_ics((MEETING,), MADE).count(b"\nBEGIN:VEVENT") == 1


def test_an_entry_is_the_same_in_every_export() -> None:
    (entry,) = opened(DAY)
    assert entry["uid"] == "a1@workshop-kit"
    assert entry.decoded("dtstamp") == datetime(2026, 1, 2, tzinfo=UTC)
    assert as_ics((DAY, MEETING), MADE) == as_ics((DAY, MEETING), MADE)
