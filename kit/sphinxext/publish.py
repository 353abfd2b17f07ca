"""Put a finished build in place: only files that differ are written, and nothing is left over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from filecmp import cmp
from pathlib import Path
from shutil import copyfile
from typing import Final

_KEPT_BACK: Final = frozenset({".buildinfo", ".buildinfo.bak", "objects.inv", ".doctrees"})
"""What Sphinx writes for itself and no reader asks for."""


def publish(
    site: Path, outputs: Mapping[str, Path], tops: Mapping[str, bytes], *, memory: Path
) -> tuple[str, ...]:
    """Bring ``site`` up to date with the builds; return the files that changed.

    Only what an earlier call put there is ever removed: ``site`` may be a folder that holds
    other things, too.

    :param outputs: the folder that each language was built into.
    :param tops: the files at the top, by name. Languages that were not built stay as they are.
    :param memory: the file that remembers what was put into each site.
    """
    known: dict[str, list[str]] = json.loads(memory.read_text("utf-8")) if memory.is_file() else {}
    before = set(known.get(str(site), ()))
    now = {name for name in before if name.partition("/")[0] not in outputs}
    changed: list[str] = []
    for language, output in sorted(outputs.items()):
        for name in sorted(_files(output)):
            now.add(f"{language}/{name}")
            if _copy(output / name, site / language / name):
                changed.append(f"{language}/{name}")
    for name, data in sorted(tops.items()):
        if _write(site / name, data):
            changed.append(name)
    for name in sorted(before - now):
        (site / name).unlink(missing_ok=True)
        changed.append(name)
    if now != before:
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(json.dumps(known | {str(site): sorted(now)}), encoding="utf-8")
    return tuple(changed)


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.name not in _KEPT_BACK and path.is_file():
            yield path.relative_to(folder).as_posix()


def _copy(source: Path, target: Path) -> bool:
    """Copy a file unless it is there already; a reader never sees half of it."""
    if target.is_file() and cmp(source, target, shallow=False):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    copyfile(source, beside)
    beside.replace(target)
    return True


def _write(target: Path, data: bytes) -> bool:
    if target.is_file() and target.read_bytes() == data:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    beside.write_bytes(data)
    beside.replace(target)
    return True
