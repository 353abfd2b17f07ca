"""A pack: a platform with its exercises and pages, as an installable plugin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pack:
    """A platform as a plugin, registered as an entry point in the group ``kit.platforms``.

    ``root`` is a book project: it holds ``_config.yml``, ``_toc.yml``, ``book/``,
    ``exercises/`` and ``locale/``.
    """

    name: str
    root: Path
    api: int = 1

    @property
    def platform_file(self) -> Path:
        """The pack's platform definition."""
        return self.root / "book" / "platform.yml"
