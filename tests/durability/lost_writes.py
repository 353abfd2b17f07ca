"""A power cut, played: what a process wrote and did not wait for is taken back.

The library in ``lost_writes.c`` notes each change that is not yet on disk; :func:`take_back` undoes
those that were still waiting when the process was killed. `kill -9` alone proves little: the kernel
writes what a killed process left behind.
"""

from __future__ import annotations

import os
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

_HEAD = struct.Struct("<cQQQ")
_SOURCE = Path(__file__).with_name("lost_writes.c")

Note = tuple[str, int, str, bytes]
"""Kind, offset, path, bytes; see ``lost_writes.c``."""


def compile_library(folder: Path) -> Path:
    """Compile the library with the machine's C compiler and return its path."""
    library = folder / "lost_writes.so"
    command = ["cc", "-O1", "-shared", "-fPIC", "-o", library, _SOURCE, "-ldl", "-lpthread"]
    subprocess.run(command, check=True, capture_output=True)
    return library


def environment(library: Path, root: Path, notes: Path) -> dict[str, str]:
    """Return the environment of a process whose changes below ``root`` are noted in ``notes``."""
    notes.mkdir(exist_ok=True)
    watched = {"LOST_WRITES_IN": str(root.resolve()), "LOST_WRITES_NOTES": str(notes.resolve())}
    return os.environ | watched | {"LD_PRELOAD": str(library)}


def take_back(root: Path, notes: Path) -> int:
    """Undo every change that was not on disk, newest first; return how many there were."""
    places = {path.stat().st_ino: path for path in _files(notes) if path.name.startswith("kept-")}
    places |= {path.stat().st_ino: path for path in _files(root)}
    waiting = [path for path in notes.iterdir() if path.name.isdecimal()]
    undone = 0
    for path in waiting:
        for kind, offset, _name, data in reversed(list(_read(path))):
            if kind in "WS" and int(path.name) in places:
                _restore(places[int(path.name)], kind, offset, data)
                undone += 1
    for path in waiting:
        for kind, _offset, name, data in reversed(list(_read(path))):
            if kind in "CUR":
                _rename_back(kind, Path(name), data)
                undone += 1
    for path in notes.iterdir():
        path.unlink()
    return undone


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _read(path: Path) -> Iterator[Note]:
    data, at = path.read_bytes(), 0
    while at + _HEAD.size <= len(data):
        kind, offset, size, name_size = _HEAD.unpack_from(data, at)
        start = at + _HEAD.size
        name = data[start : start + name_size].decode()
        # Only a note that is whole was followed by its change.
        at = start + name_size + size
        if at <= len(data):
            yield kind.decode(), offset, name, data[start + name_size : at]


def _restore(path: Path, kind: str, offset: int, data: bytes) -> None:
    with path.open("r+b") as file:
        if kind == "S":
            file.truncate(offset)
        else:
            file.seek(offset)
            file.write(data)


def _rename_back(kind: str, path: Path, data: bytes) -> None:
    if kind == "C":
        path.unlink(missing_ok=True)
    elif kind == "U" and not path.exists():
        os.link(data.decode(), path)
    elif kind == "R" and Path(data.decode()).exists():
        Path(data.decode()).rename(path)
