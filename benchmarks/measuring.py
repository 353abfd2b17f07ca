"""Take times, and set them out: the median of several runs, ours and a peer's in turn."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

_HEAD: Final = "| what | ours | peer | ratio | target | |\n|---|---:|---:|---:|---:|---|\n"


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for."""

    runs: int
    books: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spent:
    """What something took: seconds on the wall, and seconds of all processors together."""

    wall: float
    cpu: float = 0.0
    """Zero where it was not taken."""


@dataclass(slots=True)
class Row:
    """One thing that was measured several times.

    Without a peer, ``target`` is a limit for the median; with one, for the ratio of the medians.
    """

    what: str
    unit: str = "s"
    target: float | None = None
    ours: list[float] = field(default_factory=list)
    peer: list[float] = field(default_factory=list)
    ours_cpu: list[float] = field(default_factory=list)
    peer_cpu: list[float] = field(default_factory=list)

    def add(self, ours: Spent, peer: Spent | None = None) -> None:
        """Add a run."""
        self.ours.append(ours.wall)
        self.ours_cpu.append(ours.cpu)
        if peer is not None:
            self.peer.append(peer.wall)
            self.peer_cpu.append(peer.cpu)

    @property
    def ratio(self) -> float | None:
        """The median of ours divided by that of the peer."""
        return median(self.ours) / median(self.peer) if self.peer else None

    @property
    def cpu_ratio(self) -> float | None:
        """The same of the processors' time, on which others on the machine have less effect."""
        if not any(self.ours_cpu) or not any(self.peer_cpu):
            return None
        return median(self.ours_cpu) / median(self.peer_cpu)

    @property
    def kept(self) -> bool | None:
        """Whether the target is reached; none if there is none."""
        value = median(self.ours) if self.ratio is None else self.ratio
        return None if self.target is None else value <= self.target

    def as_markdown(self) -> str:
        """Return a line of the table."""
        number = "{:.0f}" if self.unit in {"bytes", "ms"} else "{:.2f}"
        ours = f"{number.format(median(self.ours))} {self.unit}"
        peer = f"{number.format(median(self.peer))} {self.unit}" if self.peer else ""
        ratio = f"{self.ratio:.2f}" if self.ratio is not None else ""
        if self.cpu_ratio is not None:
            ratio += f" (CPU {self.cpu_ratio:.2f})"
        target = f"≤ {self.target:g}" if self.target is not None else ""
        verdict = {True: "reached", False: "not reached", None: ""}[self.kept]
        return f"| {self.what} | {ours} | {peer} | {ratio} | {target} | {verdict} |\n"


class Table:
    """The rows of one part; written as Markdown and JSON, and printed as they come."""

    def __init__(self, part: str, words: str) -> None:
        self._part = part
        self._title = f"## {part}: {words}\n\n{machine()}\n\n"
        self._rows: list[Row] = []
        sys.stdout.write(f"{self._title}{_HEAD}")

    def add(self, row: Row) -> None:
        """Add and print a row."""
        self._rows.append(row)
        sys.stdout.write(row.as_markdown())
        sys.stdout.flush()

    def write(self, folder: Path) -> None:
        """Write ``<part>.md`` and ``<part>.json``, the single runs included."""
        folder.mkdir(parents=True, exist_ok=True)
        text = self._title + _HEAD + "".join(row.as_markdown() for row in self._rows)
        (folder / f"{self._part}.md").write_text(text, encoding="utf-8")
        rows = [
            asdict(row) | {"ratio": row.ratio, "cpu_ratio": row.cpu_ratio, "reached": row.kept}
            for row in self._rows
        ]
        data = {"part": self._part, "machine": machine(), "rows": rows}
        path = folder / f"{self._part}.json"
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def machine() -> str:
    """Return what the figures were taken on."""
    cores = len(os.sched_getaffinity(0))
    return (
        f"{cores} cores, {platform.system()} {platform.machine()}, Python {sys.version.split()[0]}"
    )


def seconds(act: Callable[[], object]) -> Spent:
    """Do something in this process and return what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


def run(command: Sequence[str | Path], folder: Path, *, one_core: bool = False) -> Spent:
    """Run a command in a folder and return what it and all its processes took.

    :raises RuntimeError: with what the command said, if it fails.
    """
    began = time.perf_counter()
    with (folder / ".bench.log").open("w+b") as log:
        before = os.sched_getaffinity(0)
        if one_core:
            os.sched_setaffinity(0, {min(before)})
        process = subprocess.Popen(
            [str(part) for part in command], cwd=folder, stdout=log, stderr=subprocess.STDOUT
        )
        os.sched_setaffinity(0, before)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise RuntimeError(f"{command} failed:\n{log.read().decode(errors='replace')}")
    return Spent(time.perf_counter() - began, used.ru_utime + used.ru_stime)


def tool(name: str) -> Path:
    """Return the command ``name`` that is installed beside this Python."""
    return Path(sys.executable).with_name(name)
