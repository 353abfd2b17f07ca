"""When a text is to be read again."""

from __future__ import annotations

from datetime import date


def one_year_after(day: date) -> date:
    """Return the same day of the next year; 28 February for 29 February."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + 1, day=last)
