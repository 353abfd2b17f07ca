"""What a page of prose says about itself in its front matter, and can show of the platform."""

from __future__ import annotations

from typing import Final

from kit.model.base import Maintained

PLATFORM_PARTS: Final = (
    *("vision", "values", "roles", "goals", "assignments", "action-areas", "development-areas"),
    *("policy-areas", "policies", "scorecard", "follow-up", "employer-role"),
    *("steering-documents", "resources", "films", "processes", "sources", "credits"),
)
"""What a page can show with ``kit-platform``."""

AREA_PARTS: Final = ("text", "aims", "asks")
"""What a page can show with ``kit-focus-area``."""


class Page(Maintained):
    """Who keeps a page right, and until when it may stand without being read again."""
