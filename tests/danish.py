"""A language that the kit lacks: as a package on the path, or in a book's own folder."""

import shutil
from pathlib import Path

FOLDER = Path(__file__).parent / "installed_danish"
"""Put on ``sys.path``, it is the installed package."""


def put_into(root: Path) -> Path:
    """Give a book the language in a folder of its own; return that."""
    return Path(shutil.copytree(FOLDER / "kit_danish", root / "locale" / "da"))
