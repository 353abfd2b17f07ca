"""A line of a notebook's Markdown stands in a cell, whatever format the notebook has."""

import json
from pathlib import Path

import pytest

from kit.checks.markdown.notebook import read_cells
from kit.errors import Place

CELLS = [
    {"cell_type": "markdown", "source": ["# Top\n", "text"]},
    {"cell_type": "code", "input": "1 + 1"},
    {"cell_type": "markdown", "source": "last"},
]


@pytest.mark.parametrize("data", [{"cells": CELLS}, {"worksheets": [{"cells": CELLS}]}])
def test_a_line_is_in_the_cell_that_somebody_sees(tmp_path: Path, data: object) -> None:
    (tmp_path / "a.ipynb").write_text(json.dumps(data))
    cells, problems = read_cells(tmp_path, "a.ipynb")
    assert problems == []
    assert cells.texts == ("# Top\ntext", "last")
    assert cells.place("a.ipynb", 2, 3) == Place("a.ipynb", 2, 3, 1)
    assert cells.place("a.ipynb", 3, 1) == Place("a.ipynb", 1, 1, 3)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"cells": 5}', '{"cells": [{"cell_type": "markdown", "source": 5}]}']
)
def test_what_is_no_notebook_is_told_and_never_raised(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.ipynb").write_text(text)
    cells, (problem,) = read_cells(tmp_path, "a.ipynb")
    assert (cells.texts, problem.code) == ((), "broken-notebook")
    assert cells.place("a.ipynb", 5, 5) == Place("a.ipynb")


def test_a_notebook_that_is_not_there_is_missing(tmp_path: Path) -> None:
    _, (problem,) = read_cells(tmp_path, "a.ipynb")
    assert problem.code == "missing-file"
