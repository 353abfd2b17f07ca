"""Where a problem on a page stands."""

from types import SimpleNamespace
from typing import Any

from kit.errors import Place
from kit.sphinxext.problems.warnings import page_place


def test_a_line_of_a_notebook_is_told_within_its_cell() -> None:
    environment: Any = SimpleNamespace(doc2path=lambda page, **_: f"{page}.ipynb")
    assert page_place(environment, "measures", 210_008) == Place("measures.ipynb", 8, 1, 21)
