"""Notebook files: valid, calm, and the same bytes every time."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest

from kit.catalogues import LANGUAGES
from kit.notebooks import exporter
from kit.plugins import Cell, Exporter, discover

pytestmark = pytest.mark.slow

MakeGroup = Callable[..., Any]


class KindOf:
    """A kind that makes the cells that it is given."""

    def __init__(self, *cells: Cell) -> None:
        self._cells = cells

    def cells(self, exercise: object, context: object) -> tuple[Cell, ...]:
        return self._cells


def export(make_group: MakeGroup, language: str = "en", kind: Any = None) -> Any:
    own, exercise, context = make_group(language)
    return exporter.export(kind or own, exercise, context)


def notebook(make_group: MakeGroup, language: str = "en", kind: Any = None) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(export(make_group, language, kind).data)
    return read


def test_the_exporter_comes_through_the_plugin_door() -> None:
    found = discover().of("kit.exporters")["notebook"]
    assert found is exporter
    assert isinstance(found, Exporter)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notebook_is_valid_and_of_a_format_with_cell_ids(
    make_group: MakeGroup, language: str
) -> None:
    read = nbformat.reads(
        export(make_group, language).data.decode(), as_version=nbformat.NO_CONVERT
    )
    nbformat.validate(read)
    assert (read.nbformat, read.nbformat_minor) >= (4, 5)


def test_a_notebook_names_its_kernel_but_no_version_of_it(make_group: MakeGroup) -> None:
    metadata = notebook(make_group)["metadata"]
    assert metadata["kernelspec"]["name"] == "python3"
    assert metadata["language_info"]["name"] == "python"
    assert "version" not in metadata["language_info"]
    assert metadata["kit"] == {"exercise": "learn/what-we-learned", "language": "en"}


def test_a_notebook_has_no_results_of_ours(make_group: MakeGroup) -> None:
    code = [cell for cell in notebook(make_group)["cells"] if cell["cell_type"] == "code"]
    assert code
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


def test_every_cell_says_how_it_behaves_as_a_slide(make_group: MakeGroup) -> None:
    cells = notebook(make_group)["cells"]
    types = {cell["id"]: cell["metadata"]["slideshow"]["slide_type"] for cell in cells}
    assert types["title"] == types["step-remember"] == "slide"
    assert types["say-remember"] == "notes"
    assert types["run-remember"] == "-"
    assert types["exercise"] == "skip"


def test_code_is_folded_away_in_books_and_in_jupyterlab(make_group: MakeGroup) -> None:
    for cell in notebook(make_group)["cells"]:
        folded = cell["cell_type"] == "code"
        assert (cell["metadata"].get("tags") == ["hide-input"]) is folded, cell["id"]
        assert (cell["metadata"].get("jupyter") == {"source_hidden": True}) is folded, cell["id"]


def test_a_kind_without_cells_has_no_notebook(make_group: MakeGroup) -> None:
    assert export(make_group, kind=KindOf()) is None


@pytest.mark.parametrize("wrong", ["two words", "", "x" * 65])
def test_a_cell_id_that_jupyter_refuses_is_refused_here(make_group: MakeGroup, wrong: str) -> None:
    with pytest.raises(nbformat.ValidationError):
        export(make_group, kind=KindOf(Cell(wrong, "markdown", "x")))


def test_two_cells_with_one_id_are_refused(make_group: MakeGroup) -> None:
    cell = Cell("same", "markdown", "x")
    with pytest.raises(ValueError, match="2 cells have the id 'same'"):
        export(make_group, kind=KindOf(cell, replace(cell, source="y")))


def test_an_export_is_the_same_twice(make_group: MakeGroup) -> None:
    assert export(make_group) == export(make_group)


_CHILD = """
import json, sys
from kit.catalogues import strings
from kit.notebooks import exporter
from kit.model import Platform
from kit.plugins import Context, discover

parts = json.load(open(sys.argv[1], encoding="utf-8"))
kinds = discover().of("kit.kinds")
assessment = kinds["self-assessment"].model.model_validate(parts["self-assessment"])
exercise = kinds["group"].model.model_validate(parts["group"])
context = Context("learn/what-we-learned", Platform.model_validate(parts["platform"]), "nb",
                  {"learn/where-we-stand": assessment}, strings("nb").gettext)
sys.stdout.buffer.write(exporter.export(kinds["group"], exercise, context).data)
"""


def test_an_export_is_the_same_in_another_folder_at_another_time(tmp_path: Path) -> None:
    data = Path(__file__).parents[2] / "data" / "workshop.json"
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command = [sys.executable, "-c", _CHILD, str(data)]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
        made.append(done.stdout)
    assert made[0] == made[1]
    assert b"Neste gang" in made[0]
