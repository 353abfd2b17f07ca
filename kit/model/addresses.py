"""The fixed addresses of what is made from an exercise."""

from __future__ import annotations


def light_address(exercise_id: str) -> str:
    """Return the fixed address of an exercise's light page, from the top of a language's folder.

    >>> light_address("learn/where-we-stand")
    'exercises/learn/where-we-stand.html'
    """
    return f"exercises/{exercise_id}.html"
