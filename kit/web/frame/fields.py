"""What people write into the fields of a form."""

from __future__ import annotations

from datetime import date, time


def number_in(text: str, most: int) -> int:
    """Return the number that somebody wrote, or 0 if it is none or longer than ``most`` is."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    return int(text) if is_number else 0


def day_in(text: str) -> date | None:
    """Return the day that somebody wrote, as year, month and day; or none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def minute_in(text: str) -> int | None:
    """Return the minute of the day that somebody wrote, as hour and minute; or none.

    >>> minute_in("13:30"), minute_in("25:00"), minute_in("noon")
    (810, None, None)
    """
    try:
        read = time.fromisoformat(text)
    except ValueError:
        return None
    return read.hour * 60 + read.minute


def clock(minute: int | None) -> str:
    """Return a minute of the day as people write it; nothing for none.

    >>> clock(810), clock(None)
    ('13:30', '')
    """
    return "" if minute is None else f"{minute // 60:02}:{minute % 60:02}"
