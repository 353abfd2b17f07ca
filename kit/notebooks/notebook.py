"""Turn a kind's cells into the bytes of a notebook file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kit.model import Exercise
from kit.plugins import Cell, Context, Export, Kind

KERNEL: Final = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE: Final = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
}
"""Without a version: it would change with the machine that builds the book."""


class NotebookExporter:
    """The plugin."""

    api: Final = 1
    name: Final = "notebook"
    assets: Final = None

    def export(self, kind: Kind, exercise: Exercise, context: Context) -> Export | None:
        """Return the notebook, or none if the kind makes no cells of this exercise.

        :raises nbformat.ValidationError: if the kind's cells make no valid notebook.
        :raises ValueError: if two cells have one id.
        """
        cells = kind.cells(exercise, context)
        if not cells:
            return None
        about = {"exercise": context.exercise_id, "language": context.language}
        data = notebook_bytes(cells, exercise.title, about)
        return Export(
            suffix=".ipynb",
            media_type="application/x-ipynb+json",
            data=data,
            label=context.gettext("Download as a notebook"),
        )


exporter: Final = NotebookExporter()


def notebook_bytes(cells: Sequence[Cell], title: str, about: Mapping[str, str]) -> bytes:
    """Return cells as the bytes of a notebook file, the same every time.

    :param about: what the file tells of its origin, under ``kit``.
    :raises nbformat.ValidationError: if the cells make no valid notebook.
    :raises ValueError: if two cells have one id.
    """
    # Slow to import (it brings jsonschema and all its formats), and `kit check` needs none of it.
    import nbformat  # noqa: PLC0415
    from nbformat import v4  # noqa: PLC0415

    _require_own_ids(cells)
    # nbformat's constructors of cells validate each; the notebook is validated as a whole.
    made = nbformat.from_dict([_cell(cell) for cell in cells])  # type: ignore[no-untyped-call] # untyped here
    notebook = v4.new_notebook(  # type: ignore[no-untyped-call] # nbformat is untyped here
        cells=made,
        metadata={
            "kernelspec": KERNEL,
            "language_info": LANGUAGE,
            "title": title,
            "kit": dict(about),
            # RISE and the classic notebook show the slide settings only when they are asked to.
            "celltoolbar": "Slideshow",
            "rise": {"autolaunch": False, "scroll": True},
        },
    )
    nbformat.validate(notebook)
    # nbformat sorts the keys, so that the same cells are the same bytes.
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call] # untyped here
    return f"{text.rstrip()}\n".encode()


def _require_own_ids(cells: Sequence[Cell]) -> None:
    """Refuse what nbformat would silently repair, with an id drawn at random."""
    for cell_id, count in Counter(cell.id for cell in cells).items():
        if count > 1:
            raise ValueError(f"{count} cells have the id {cell_id!r}")


def _cell(cell: Cell) -> dict[str, Any]:
    metadata: dict[str, Any] = {"slideshow": {"slide_type": str(cell.slide)}}
    if cell.tags:
        metadata["tags"] = list(cell.tags)
    if "hide-input" in cell.tags:
        # The tag is what books and exports read, this is what JupyterLab reads.
        metadata["jupyter"] = {"source_hidden": True}
    made: dict[str, Any] = {
        "cell_type": cell.type,
        "id": cell.id,
        "metadata": metadata,
        "source": cell.source,
    }
    if cell.type == "code":
        made |= {"execution_count": None, "outputs": []}
    return made
