"""Put a finished build in place: only files that differ are written, and nothing is left over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from filecmp import cmp
from pathlib import Path
from shutil import copyfile
from typing import Final

_KEPT_BACK: Final = frozenset({".buildinfo", ".buildinfo.bak", "objects.inv", ".doctrees"})
"""What Sphinx writes for itself and no reader asks for."""


def publish(site: Path, outputs: Mapping[str, Path], tops: Mapping[str, bytes]) -> tuple[str, ...]:
    """Bring ``site`` up to date with the builds; return the files that changed.

    :param outputs: the folder that each language was built into.
    :param tops: the files at the top, by name. Languages that were not built stay as they are.
    """
    changed: list[str] = []
    for language, output in sorted(outputs.items()):
        built = set(_files(output))
        changed += [
            f"{language}/{name}"
            for name in sorted(built)
            if _copy(output / name, site / language / name)
        ]
        for name in sorted(set(_files(site / language)) - built):
            (site / language / name).unlink()
            changed.append(f"{language}/{name}")
    for name, data in sorted(tops.items()):
        path = site / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, data)
            changed.append(name)
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


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    beside.replace(path)
