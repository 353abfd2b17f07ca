"""Move what others put into a site out of the site, and say so."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from kit.errors import Place, Problem, Severity

_NAMED = 3
"""How many files a message names."""


class Aside:
    """A new folder, called after today, that is made when the first file is moved into it."""

    def __init__(self, site: Path, into: Path) -> None:
        self._site, self._into = site, into
        self.folder: Path | None = None
        self.taken: list[str] = []
        """The names of what was moved, relative to the site."""

    def take(self, names: Iterable[str]) -> None:
        """Move files out of the site; a link is moved, and not what it leads to."""
        for name in sorted(names):
            self.folder = self.folder or _new_folder(self._into)
            target = self.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(self._site / name, target)
            self.taken.append(name)
            prune(self._site, [name])


def _new_folder(into: Path) -> Path:
    # The author's own day, for it is the author who will look for it.
    today = datetime.now().astimezone().date().isoformat()
    into.mkdir(parents=True, exist_ok=True)
    for number in count(1):
        folder = into / (today if number == 1 else f"{today}-{number}")
        with suppress(FileExistsError):
            folder.mkdir()
            return folder
    raise AssertionError("there is always a next number")


def prune(site: Path, names: Iterable[str]) -> None:
    """Remove the folders in which files lay, if nothing is left in them."""
    for folder in sorted({parent for name in names for parent in Path(name).parents}, reverse=True):
        if folder != Path():
            with suppress(OSError):
                (site / folder).rmdir()


def say_set_aside(root: Path, folder: Path | None, names: Sequence[str]) -> tuple[Problem, ...]:
    """Return the warning that files were moved into a folder, if some were."""
    if folder is None:
        return ()
    where = folder.relative_to(root).as_posix()
    listed = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    listed += f" and {more} more" if more > 0 else ""
    files = "a file was" if len(names) == 1 else f"{len(names)} files were"
    return (
        Problem(
            Place(where),
            "set-aside",
            f"{files} found in the site that the build did not write, and moved here: {listed}",
            "open notebooks in a folder of your own; name what belongs to the site under"
            " 'html_extra_path'",
            Severity.WARNING,
        ),
    )
