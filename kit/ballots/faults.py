"""What the store refuses to do at all, in words for whoever runs the command."""

from __future__ import annotations

from kit.errors import UsageError


class StoreError(UsageError):
    """The store cannot be used like this; its text never holds a code, a key or a ballot."""
