"""Put a finished build in place: the site then holds what the book consists of, and nothing else.

Only files that differ are written. What somebody else put into the site, or made of a file there,
is never deleted: it moves to a folder of its own, for it may be the only copy of somebody's work.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import Final

from kit.files import beside, named
from kit.sphinxext.site.set_aside import Aside, prune
from kit.sphinxext.site.standing import (
    TOP,
    Mark,
    Memory,
    Standing,
    digest_of,
    is_as_written,
)

_NOT_OURS: Final = ".git"
"""A site may be a checkout, whose history nobody may move."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did."""

    changed: tuple[str, ...]
    """The files that were written or removed, relative to the site."""
    aside: tuple[str, ...] = ()
    """What others had put there."""
    folder: Path | None = None
    """Where that is now."""


@dataclass(frozen=True, slots=True)
class _File:
    part: str
    source: Path | bytes
    digest: str


def publish(
    root: Path,
    site: Path,
    built: Mapping[str, Mapping[str, Path | bytes]],
    *,
    languages: Collection[str],
) -> Published:
    """Bring ``site`` up to date with the builds.

    The book's own folder ``_build/site`` then holds nothing else. In any other folder, which may
    be a checkout or hold other things, what no build wrote is left where it is.

    :param built: the files of each language that was built, and those at the top, by name.
    :param languages: those of the book. What stands in one that was not built now stays as it
        is; one that the book no longer has goes.
    """
    memory, aside = Memory(root, site), Aside(site, root / "_build" / "set-aside")
    before = memory.read()
    new = {
        name: _File(part, source, digest_of(source))
        for part, files in sorted(built.items(), key=lambda entry: (entry[0] == TOP, entry[0]))
        for name, source in sorted(files.items())
    }
    kept = {
        part: files
        for part, files in before.parts.items()
        if part in languages and part not in built
    }
    gone = sorted(
        before.marks.keys() - new.keys() - {name for part in kept.values() for name in part}
    )
    if site == (root / "_build").resolve() / "site":
        # Before anything else is looked at: a folder may have become a link to another.
        aside.take(_strangers(site, {*before.marks, *before.begun, *new}))
    aside.take(_altered(site, before, new, gone))
    stale = [name for name, file in new.items() if not _stands(site / name, before, name, file)]
    if stale or gone:
        memory.write(Standing(before.parts, {name: new[name].digest for name in stale}))
    _put(site, {name: new[name].source for name in stale})
    gone = [name for name in gone if (site / name).is_file()]
    for name in gone:
        (site / name).unlink()
    prune(site, gone)
    parts = kept | _marked(site, new)
    if Standing(parts) != before:
        memory.write(Standing(parts))
    return Published((*stale, *gone), tuple(aside.taken), aside.folder)


def _strangers(site: Path, known: AbstractSet[str]) -> list[str]:
    """Return what lies in the site under a name that no build gave."""
    found = []
    halves = {beside(Path(name)).as_posix() for name in known}
    for name in _found(site):
        if name in halves - known:
            # An interrupted build left it.
            (site / name).unlink()
        elif name not in known:
            found.append(name)
    return found


def _found(site: Path) -> Iterator[str]:
    """Yield every file and link below a site, relative to it."""
    for folder, folders, files in os.walk(site):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        folders[:] = [name for name in folders if name != _NOT_OURS]
        for name in (*files, *links):
            if name != _NOT_OURS:
                yield Path(folder, name).relative_to(site).as_posix()


def _altered(
    site: Path, before: Standing, new: Mapping[str, _File], gone: Iterable[str]
) -> Iterator[str]:
    """Yield what somebody has made of files that are to be written or removed now."""
    for name in (*new, *gone):
        path, file = site / name, new.get(name)
        if os.path.lexists(path) and not path.is_dir():
            digests = before.begun.get(name), file.digest if file else None
            if not is_as_written(path, before.marks.get(name), *digests):
                yield name


def _stands(path: Path, before: Standing, name: str, file: _File) -> bool:
    """Whether the file stands in the site as it was built."""
    mark = before.marks.get(name)
    same = mark if mark is not None and mark.digest == file.digest else None
    return os.path.lexists(path) and is_as_written(path, same, file.digest)


def _marked(site: Path, new: Mapping[str, _File]) -> dict[str, dict[str, Mark]]:
    parts: dict[str, dict[str, Mark]] = {}
    for name, file in new.items():
        parts.setdefault(file.part, {})[name] = Mark.of(site / name, file.digest)
    return parts


def _put(site: Path, files: Mapping[str, Path | bytes]) -> None:
    """Put files in place once all of them lie beside it: on a full disk the site stays as it was.

    :raises OSError: naming the file of the site.
    """
    try:
        for name, source in files.items():
            _write(source, site / name)
        for name in files:
            _place(site / name)
    except BaseException:
        for name in files:
            with suppress(OSError):
                beside(site / name).unlink(missing_ok=True)
        prune(site, files)
        raise


def _write(source: Path | bytes, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(source, bytes):
            beside(target).write_bytes(source)
        else:
            copyfile(source, beside(target))
    except OSError as error:
        raise named(error, target) from error


def _place(target: Path) -> None:
    """Let a file that lies beside its place take it; a reader never sees half of it."""
    try:
        beside(target).replace(target)
    except OSError as error:
        raise named(error, target) from error
