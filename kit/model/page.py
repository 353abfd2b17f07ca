"""What a page of prose says about itself, under ``kit:`` in its front matter."""

from __future__ import annotations

from kit.model.base import Maintained


class Page(Maintained):
    """Who keeps a page right, and until when it may stand without being read again."""
