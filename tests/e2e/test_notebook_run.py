"""The notebooks of the reference book, run from top to bottom by a real kernel.

That one runs in a kernel of its own as well, hold the tests of JupyterLab.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from kit.catalogues import LANGUAGES, strings
from kit.load import load_book
from kit.notebooks import exporter

REPOSITORY = Path(__file__).parents[2]
BOOK = load_book(REPOSITORY)
GROUPS = sorted(name for name, entry in BOOK.exercises.items() if entry.value.kind == "group")

# Some in the book's language, and one in each of the others that the kit speaks.
SOME = GROUPS[::3]
RUNS = [
    *((exercise_id, BOOK.language) for exercise_id in SOME),
    *(
        pytest.param(exercise_id, BOOK.language, marks=pytest.mark.deep)
        for exercise_id in GROUPS
        if exercise_id not in SOME
    ),
    *((GROUPS[0], language) for language in LANGUAGES if language != BOOK.language),
]

# What a group does in the notebook, in the words of Python.
USE = """
for _, variant in workshop.variants.options:
    workshop.variant = variant
    assert workshop.agreement.variant == variant
if "self_assessment" in globals():
    items = [item["id"] for item in self_assessment.exercise["items"]]
    category = self_assessment.exercise["scale"]["categories"][-1]["id"]
    self_assessment.answers = dict.fromkeys(items, category)
    assert self_assessment.profile["score"].notna().all()
if workshop.sheet.vote:
    workshop.votes.people = 6
    workshop.votes.counts = {workshop.sheet.vote.options[0].id: 5}
    first = workshop.sheet.vote.options[0].text
    assert workshop.votes.alt.startswith(f"{workshop.sheet.vote.question} 5 ")
    assert f"{first}: 5" in workshop.votes.alt and "<img" in workshop.votes.result.value
workshop.measures.keep = "æøå"
print([path.name for path in workshop.save()])
"""


def notebook(exercise_id: str, language: str) -> Any:
    translated = BOOK.translated(language).exercises[exercise_id]
    context = BOOK.context(exercise_id, language, strings(language).gettext)
    made = exporter.export(BOOK.kinds["group"], translated, context)
    assert made is not None
    return nbformat.reads(made.data.decode(), as_version=nbformat.NO_CONVERT)


@pytest.fixture(scope="module")
def kernel() -> Iterator[NotebookClient]:
    """Start a kernel for all notebooks."""
    client = NotebookClient(nbformat.v4.new_notebook(), kernel_name="python3", timeout=120)
    client.execute(cleanup_kc=False)
    yield client
    with client.setup_kernel(cleanup_kc=True):
        pass


def run(kernel: NotebookClient, book: Any, folder: Path) -> Any:
    """Run a notebook in a folder, with no name that another has left."""
    book.cells.insert(0, new_code_cell(f"%reset_selective -f .\n%cd -q {folder}", id="anew"))
    kernel.nb = book
    return kernel.execute(cleanup_kc=False)


def outputs(book: Any) -> dict[str, list[Any]]:
    return {cell.id: cell.outputs for cell in book.cells if cell.cell_type == "code"}


@pytest.mark.parametrize(("exercise_id", "language"), RUNS)
def test_a_notebook_alone_runs_from_top_to_bottom(
    exercise_id: str, language: str, tmp_path: Path, kernel: NotebookClient
) -> None:
    book = notebook(exercise_id, language)
    book.cells.append(new_code_cell(USE, id="use"))
    shown = outputs(run(kernel, book, tmp_path))
    for cell_id, results in shown.items():
        assert all(result.output_type != "error" for result in results), cell_id
    widget = "application/vnd.jupyter.widget-view+json"
    tools = {"variant", "assessment-form", "vote-count", "vote-result", "measures", "save"}
    assert {"measures", "save"} <= set(shown)
    for cell_id in tools & set(shown):
        assert widget in shown[cell_id][0].data, cell_id
    name = exercise_id.split("/")[1]
    (saved,) = tmp_path.glob(f"{name}-*.json")
    assert json.loads(saved.read_text("utf-8"))["keep"] == "æøå"
    assert saved.name in shown["use"][0].text


def test_a_notebook_names_no_file_of_the_book() -> None:
    text = nbformat.writes(notebook(GROUPS[0], "nb"))
    assert str(REPOSITORY) not in text
    assert ".yml" not in text


def test_without_the_kit_one_sentence_says_what_to_do(
    tmp_path: Path, kernel: NotebookClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, "allow_errors", True)
    book = notebook(GROUPS[0], "nb")
    hide = """
import sys
ours = [name for name in sys.modules if name.partition(".")[0] == "kit"]
kept = {name: sys.modules.pop(name) for name in ours}
sys.modules["kit"] = None
"""
    book.cells.insert(0, new_code_cell(hide, id="hide"))
    book.cells.append(new_code_cell("sys.modules |= kept", id="show"))
    shown = outputs(run(kernel, book, tmp_path))
    (said,) = shown["tools"]
    assert said.output_type == "error"
    assert len(said.traceback) == 1
    assert said.traceback[0].startswith("Denne notatboka trenger workshop-kit")
    assert "Traceback" not in said.traceback[0]
