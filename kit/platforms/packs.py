"""The packs that come with the kit: each a folder of author files beside this module."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kit.plugins import Pack

_HERE: Final = Path(__file__).resolve().parent


def find_root(folder: Path) -> Path:
    """Return ``folder`` if the book was packed into it, else the checkout that it is a part of.

    The repository's root is the only copy of the reference book, so an editable install must find
    it there; a build puts it into the wheel as ``kit/platforms/sarpsborg/``. The others have no
    place but their folder.
    """
    return folder if (folder / "book").is_dir() else folder.parents[2]


sarpsborg = Pack("sarpsborg", find_root(_HERE / "sarpsborg"))
lorenskog = Pack("lorenskog", _HERE / "lorenskog")
ostersund = Pack("ostersund", _HERE / "ostersund")
