"""Random ids of rounds, sessions, links and requests: safe in addresses and names of files."""

from __future__ import annotations

import secrets


def new_id() -> str:
    """Return 22 letters that nobody can guess and that say nothing of any order."""
    while True:
        found = secrets.token_urlsafe(16)
        # On a command line it would be taken for an option.
        if not found.startswith("-"):
            return found
