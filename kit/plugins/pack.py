"""A pack: a platform with its exercises and pages, as an installable plugin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pack:
    """A platform as a plugin, registered as an entry point in the group ``kit.platforms``.

    ``root`` is a book project: it holds ``book/platform.yml`` and ``exercises/``, and may hold
    ``_config.yml``, ``_toc.yml``, pages in ``book/``, ``locale/`` and ``plugins/``.
    """

    name: str
    root: Path
    api: int = 1

    @property
    def platform_file(self) -> Path:
        """The pack's platform definition."""
        return self.root / "book" / "platform.yml"


def require_whole(pack: Pack) -> None:
    """Refuse a pack from which nobody could make a book, with a TypeError in one line.

    What is wrong inside its files is for ``kit.testing.pack_contract``, which makes the book.
    """
    if not pack.root.is_dir():
        raise TypeError(f"its root is no folder: {pack.root}")
    if not pack.platform_file.is_file():
        raise TypeError(f"it has no book/platform.yml in {pack.root}")
    if not pack.platform_file.stat().st_size:
        raise TypeError("its book/platform.yml is empty")
    if next((pack.root / "exercises").glob("*/*.yml"), None) is None:
        raise TypeError(f"it has no exercises/<focus-area>/<name>.yml in {pack.root}")
