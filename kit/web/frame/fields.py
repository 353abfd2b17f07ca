"""What people write into the fields of a form."""

from __future__ import annotations

from datetime import date


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
