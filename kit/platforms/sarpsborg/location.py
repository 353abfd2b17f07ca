"""Where the reference book lies: beside this module in a wheel, at the root of a checkout."""

from __future__ import annotations

from pathlib import Path

from kit.plugins import Pack


def find_root(folder: Path) -> Path:
    """Return ``folder`` if the book was packed into it, else the checkout that it is a part of.

    The repository's root is the only copy of the book, so an editable install must find it
    there; a build puts it into the wheel as ``kit/platforms/sarpsborg/``.
    """
    return folder if (folder / "book").is_dir() else folder.parents[2]


pack = Pack("sarpsborg", find_root(Path(__file__).resolve().parent))
