"""What a page of prose says about itself in its front matter, and can show of the platform."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import StringConstraints

from kit.model.base import Maintained

PLATFORM_PARTS: Final = (
    *("about", "terms", "vision", "values", "roles", "goals", "assignments", "action-areas"),
    *("development-areas", "policy-areas", "policies", "scorecard", "follow-up", "employer-role"),
    *("steering-documents", "resources", "films", "processes", "sources", "credits"),
)
"""What a page can show with ``kit-platform``."""

AREA_PARTS: Final = ("text", "picture", "aims", "workshops", "means", "mutual", "asks", "questions")
"""What a page can show with ``kit-focus-area``."""


PAGE_NAME: Final = r"\w[\w.-]*(/\w[\w.-]*)*"
"""A page by its path in the project, without the suffix: ``book/how-to/leader``."""

PageName = Annotated[str, StringConstraints(pattern=f"^{PAGE_NAME}$", max_length=200)]


class Page(Maintained):
    """Who keeps a page right, until when it may stand without being read again, former names."""

    formerly: tuple[PageName, ...] = ()
    """The names that it had before; old links and translations follow it."""
