"""Notebooks as pages: the Markdown of their cells, and in which cell a line of it stands."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.errors import Place, Problem


@dataclass(frozen=True, slots=True)
class Cells:
    """The Markdown of a notebook: its texts, the number of each one's cell, its first line."""

    texts: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()

    def place(self, path: str, line: int, column: int) -> Place:
        """Return where a line of the joined texts stands, from 1 like the cells."""
        at = max(bisect_right(self.starts, line - 1) - 1, 0)
        if not self.starts:
            return Place(path)
        return Place(path, line - self.starts[at], column, self.numbers[at])


def read_cells(root: Path, path: str) -> tuple[Cells, list[Problem]]:
    """Return the Markdown of a notebook, or why it cannot be read."""
    try:
        data = json.loads((root / path).read_text(encoding="utf-8"))
        cells = _cells(data)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return Cells(), [Problem(Place(path), "missing-file", message)]
    except (ValueError, TypeError, AttributeError, LookupError):
        hint = "save it anew in Jupyter, or take back the last change"
        return Cells(), [Problem(Place(path), "broken-notebook", "the file is no notebook", hint)]
    texts = [(number, _text(cell)) for number, cell in cells if cell["cell_type"] == "markdown"]
    starts, line = [], 0
    for _, text in texts:
        starts.append(line)
        line += text.count("\n") + 1
    return (
        Cells(
            tuple(text for _, text in texts), tuple(number for number, _ in texts), tuple(starts)
        ),
        [],
    )


def _cells(data: Any) -> list[tuple[int, dict[str, Any]]]:
    """Return the cells of a notebook, of the old format as well, with their numbers from 1."""
    listed = data["cells"] if "cells" in data else data["worksheets"][0]["cells"]
    found = [(number, dict(cell)) for number, cell in enumerate(listed, start=1)]
    for _, cell in found:
        _text(cell)
    return found


def _text(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    return source if isinstance(source, str) else "".join(source)
